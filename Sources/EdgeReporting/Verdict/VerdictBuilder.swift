import EdgeRecords

/// Which sentences hold of a plan and its profile.
struct VerdictBuilder {
    private let input: ReportInput
    private let candidates: CandidateRows

    init(_ input: ReportInput, _ candidates: CandidateRows) {
        self.input = input
        self.candidates = candidates
    }

    var verdict: ReportVerdict {
        guard let plan = input.plan else { return ReportVerdict(standing, profileHeadline, profileSentences) }
        let reader = PlanReader(plan, input.profile, candidates)
        return ReportVerdict(reader.standing, reader.headline, reader.sentences + quota)
    }

    private var standing: ReportVerdict.Standing { input.profile.conditions.contended ? .contended : .measured }

    /// Nothing was asked for: what was found.
    private var profileHeadline: String {
        if let fastest = candidates.timed.first, let figure = fastest.latency[candidates.statistic] {
            return "The fastest of \(Words.counted(candidates.timed.count, "candidate")) on "
                + "\(DeviceSection.name(of: input.profile.device)) is \(fastest.label) with a \(candidates.statistic.rawValue) of "
                + "\(Words.milliseconds(figure.value)) ms."
        }
        let name = DeviceSection.name(of: input.profile.device)
        let best = input.profile.ceilings.max { CeilingsSection.rate($0) < CeilingsSection.rate($1) }
        guard let best, CeilingsSection.rate(best) > 0 else { return "This is what is known of \(name)." }
        let threads = Words.counted(best.threads, "thread")
        return
            "\(name) computes up to \(NumberText.rate(operationsPerSecond: CeilingsSection.rate(best))) on \(threads)."
    }

    private var profileSentences: [String] {
        var sentences: [String] = []
        if input.profile.conditions.contended { sentences.append(contention.text) }
        if candidates.rows.isEmpty {
            sentences.append("Its ceilings and kernels were measured; no model was yet.")
        } else {
            sentences.append("The times are of the model alone, from filled inputs to outputs in hand.")
            if candidates.rows.contains(where: { $0.candidate.weights == .seeded }) {
                sentences.append("Some weights are made up: they show speed and memory, and nothing of accuracy.")
            }
        }
        return sentences + quota
    }

    private var contention: VerdictSentence {
        let measurements = input.profile.measurements
        return .contended(
            share: nil, runs: measurements.count(where: \.contended), of: measurements.count,
            command: measurements.isEmpty ? "edgeplan profile kernels" : "edgeplan profile models")
    }

    /// Where a control group takes a part of the cores away.
    private var quota: [String] {
        let device = input.profile.device
        guard let quota = device.limits.quotaCPUs, let cores = device.processor.physicalCores, quota < Double(cores)
        else {
            return []
        }
        return [VerdictSentence.cgroupLimited(quota: quota, cores: cores, path: "a control group's quota").text]
    }
}
