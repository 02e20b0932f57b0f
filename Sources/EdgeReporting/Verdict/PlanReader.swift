import EdgeRecords

/// The sentences that hold of a plan.
struct PlanReader {
    private let plan: Plan
    private let profile: Profile
    private let candidates: CandidateRows
    private let statistic: Statistic

    init(_ plan: Plan, _ profile: Profile, _ candidates: CandidateRows) {
        self.plan = plan
        self.profile = profile
        self.candidates = candidates
        statistic = .percentile(plan.requirement.percentile)
    }

    var standing: ReportVerdict.Standing {
        switch plan.verdict {
        case .meets: .meets
        case .misses: .misses
        case .undecided: .undecided
        case .contended: .contended
        }
    }

    /// The plan's own words where no pattern has all its values.
    var headline: String { main?.text ?? plan.summary.shown(atMost: 600) }

    private var main: VerdictSentence? {
        switch plan.verdict {
        case .meets:
            guard let choice = plan.choice, let margin = margin(of: choice) else { return nil }
            guard choice.source == .measured else { return predicted(choice, margin) }
            return .meets(
                .init(choice.candidate), margin, confidence: plan.requirement.confidence, accuracy: accuracy(choice))
        case .misses:
            guard let closest = plan.closest, let margin = margin(of: closest), let target = margin.target,
                margin.value > target
            else { return nil }
            let models = Set(plan.ranked.map(\.candidate.model) + plan.rejected.map(\.candidate.model))
            return .misses(
                model: models.count > 1 ? "\(models.count) models" : closest.candidate.model.shown(atMost: 60),
                device: DeviceSection.name(of: profile.device), .init(closest.candidate), margin)
        case .undecided:
            guard let open = plan.choice ?? plan.closest, let margin = margin(of: open) else { return nil }
            if open.source == .predicted { return predicted(open, margin) }
            guard let interval = open.latencyNanoseconds[statistic]?.interval, margin.target != nil else { return nil }
            return .undecided(
                .init(open.candidate), margin, interval: interval, samples: open.samplesNeeded, seconds: nil,
                command: Self.measuring(open.candidate))
        case .contended:
            let own = profile.measurements.filter { $0.scenario == plan.requirement.scenario }
            guard !own.isEmpty else { return nil }
            return .contended(
                share: nil, runs: own.count(where: \.contended), of: own.count, command: "edgeplan profile models")
        }
    }

    var sentences: [String] {
        [covered, tie?.text, relaxation?.text, engines?.text, memory?.text, floor?.text].compactMap { $0 } + remarks
    }

    /// What the target covers.
    private var covered: String? {
        guard let target = plan.requirement.targetNanoseconds else { return nil }
        let time = NumberText.exactDuration(nanoseconds: target)
        return switch plan.requirement.scope {
        case .request: "The \(time) cover the whole request: preprocessing, the model and postprocessing."
        case .model: "The \(time) cover the model alone, from filled inputs to outputs in hand."
        }
    }

    private var tie: VerdictSentence? {
        guard let choice = plan.choice, let other = plan.tiedWith.first,
            let one = choice.latencyNanoseconds[statistic], let two = other.latencyNanoseconds[statistic]
        else { return nil }
        let widths = [one, two].compactMap { $0.interval.map { ($0.high - $0.low) / 2 } }
        // Half-widths of independent figures: their squares add up.
        let error = widths.count == 2 ? (widths[0] * widths[0] + widths[1] * widths[1]).squareRoot() : nil
        return .ties(
            .init(choice.candidate), .init(other.candidate), values: (one.value, two.value),
            difference: ((two.value - one.value).magnitude, error), because: Self.reason(choice, other))
    }

    /// Why one of two equals was taken.
    private static func reason(_ choice: Plan.Option, _ other: Plan.Option) -> String {
        if (choice.rankingAccuracy?.value ?? 0) > (other.rankingAccuracy?.value ?? 0) { return "is more accurate" }
        if let own = choice.peakMemoryBytes?.value, let its = other.peakMemoryBytes?.value, own < its {
            return "needs less memory"
        }
        return choice.candidate.threads < other.candidate.threads
            ? "uses fewer threads" : "is as good in all that counts"
    }

    private var relaxation: VerdictSentence? {
        guard plan.choice == nil, let relaxation = plan.relaxation else { return nil }
        let requirement = plan.requirement
        return .infeasible(
            .init(
                target: requirement.targetNanoseconds.map(Double.init), accuracyFloor: requirement.accuracyFloor,
                memoryBytes: requirement.memoryBytes),
            change: relaxation.change.shown(), costs: relaxation.costs.shown())
    }

    private var engines: VerdictSentence? {
        let missing = plan.rejected.filter { $0.reason == .engine }
        guard !missing.isEmpty else { return nil }
        return .engineMissing(
            engines: missing.map { $0.candidate.engine.rawValue.shown(atMost: 30) }.uniqued(), missing: missing.count,
            of: plan.ranked.count + plan.rejected.count)
    }

    private var memory: VerdictSentence? {
        guard let have = plan.requirement.memoryBytes ?? profile.device.memory.usableBytes,
            plan.requirement.targetNanoseconds != nil
        else { return nil }
        for rejection in plan.rejected where rejection.reason == .memory {
            guard let need = rejection.figure?.value, let row = row(of: rejection.candidate),
                let figure = row.latency[statistic], let target = candidates.target, figure.value <= target
            else { continue }
            let limit = plan.requirement.memoryBytes == nil ? "this device's limit" : "the requirement"
            return .memoryLimited(
                .init(rejection.candidate), .init(statistic: statistic, value: figure.value, target: target),
                need: need,
                have: have, limit: limit, next: plan.choice.map { VerdictSentence.Subject($0.candidate).full })
        }
        return nil
    }

    private var floor: VerdictSentence? {
        guard let floor = plan.requirement.accuracyFloor, let target = candidates.target else { return nil }
        for rejection in plan.rejected where rejection.reason == .accuracy {
            guard let row = row(of: rejection.candidate), let figure = row.latency[statistic], figure.value <= target,
                let accuracy = row.accuracy, accuracy.value.value < floor
            else { continue }
            return .belowFloor(
                .init(rejection.candidate), .init(statistic: statistic, value: figure.value, target: target),
                accuracy: accuracy, floor: floor, next: plan.choice.map { VerdictSentence.Subject($0.candidate).full })
        }
        return nil
    }

    /// What the planner itself wants known; a plan of another program may not say what seeded weights mean.
    private var remarks: [String] {
        let said = plan.remarks.prefix(8).map { remark in
            let text = remark.shown(atMost: 400).capitalizedFirst
            return text.hasSuffix(".") ? text : text + "."
        }
        guard plan.choice?.candidate.weights == .seeded, !said.contains(where: { $0.contains("made up") }) else {
            return Array(said)
        }
        return said + ["The weights are made up: speed and memory hold, the answers mean nothing."]
    }

    private func row(of candidate: Candidate) -> CandidateRow? {
        let key = CandidateKey(candidate)
        return candidates.rows.first { CandidateKey($0.candidate) == key }
    }

    private func margin(of option: Plan.Option) -> VerdictSentence.Margin? {
        option.latencyNanoseconds[statistic].map {
            .init(statistic: statistic, value: $0.value, target: plan.requirement.targetNanoseconds.map(Double.init))
        }
    }

    private func predicted(_ option: Plan.Option, _ margin: VerdictSentence.Margin) -> VerdictSentence {
        let figure = option.latencyNanoseconds[statistic]
        let basis = figure?.basis.first.map { $0.shown(atMost: 60) } ?? "the device's ceilings"
        return .predicted(
            .init(option.candidate), basis: basis, margin, interval: figure?.interval,
            command: Self.measuring(option.candidate))
    }

    /// `accuracy 71.9 % (published top-1)`.
    private func accuracy(_ option: Plan.Option) -> String? {
        option.accuracy.map { "accuracy \(ModelWords.value(of: $0)) (\(ModelWords.kind(of: $0).shown(atMost: 40)))" }
    }

    static func measuring(_ candidate: Candidate) -> String {
        "edgeplan profile models --model \(ShellText.word(candidate.model.shown(atMost: 200))) --precision "
            + "\(ShellText.word(candidate.precision.rawValue.shown(atMost: 40))) --threads \(candidate.threads)"
    }
}
