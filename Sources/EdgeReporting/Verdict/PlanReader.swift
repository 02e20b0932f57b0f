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

    /// The plan's own sentence: the same wherever it is shown.
    var headline: String { plan.summary.shown(atMost: 600) }

    var sentences: [String] {
        [covered, tie?.text, relaxation?.text, engines?.text, memory?.text, floor?.text].compactMap { $0 }
            + plan.waysOut.map { "It would also fit with \($0.change.shown(atMost: 400))." } + remarks
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
        // An engine that the user ruled out is no engine that is missing.
        let asked = plan.requirement.engines
        let missing = plan.rejected.filter {
            $0.reason == .engine && (asked.isEmpty || asked.contains($0.candidate.engine))
        }
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
}
