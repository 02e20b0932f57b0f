package import EdgeRecords

/// Steps that run one after another, and one target for all of them together.
package struct Pipeline {
    private let steps: [Planner]
    private let requirement: Requirement
    private let claim: Claim

    /// Verdicts cost time: what does not meet the target after so many tries is told as it is.
    private static let triedAtMost = 300

    /// - Parameter requests: one for each step; all with the target of the whole.
    package init(_ requests: [PlanningRequest]) throws(PlanningError) {
        guard let requirement = requests.first?.requirement else { throw .noProfile }
        try requirement.check()
        guard let claim = requirement.claim else {
            throw .badRequirement(part: "target", reason: "steps are chosen by the time they take together")
        }
        self.requirement = requirement
        self.claim = claim
        var steps: [Planner] = []
        for var request in requests {
            // No step has a target of its own.
            request.requirement.targetNanoseconds = nil
            request.reproduce = nil
            steps.append(try Planner(request))
        }
        self.steps = steps
    }

    package func planSet() throws(PlanningError) -> PlanSet {
        let statistic = requirement.statistic
        let parts = steps.map { step in step.contenders.filter { isProvable($0) } }
        let search = CombinationSearch(
            parts,
            objective: steps.allSatisfy { $0.ranking.objective == requirement.objective }
                ? requirement.objective : .latency, statistic: statistic)
        let limit = [requirement.memoryBytes, steps.first?.device.memory.usableBytes].compactMap { $0 }.min()
        let fitting = search.combinations.filter { combination in
            guard let limit, let bytes = CombinationSearch.memoryBytes(combination) else { return true }
            return bytes <= Double(limit)
        }
        let runs = fitting.prefix(Self.triedAtMost).lazy.map { Run($0, claim) }
        // If nothing is proven, the quickest is what can be said most of.
        let chosen =
            runs.first { $0.finding.verdict == .meets }
            ?? fitting.min { latency($0) < latency($1) }.map { Run($0, claim) }
        guard let chosen else { return try nothing() }
        var plans: [Plan] = []
        for (step, contender) in zip(steps, chosen.combination) {
            plans.append(try step.plan(choosing: contender.place))
        }
        var together = PlanSet.Together(verdict: chosen.finding.verdict)
        together.latencyNanoseconds = FiguresByStatistic([chosen.latency(statistic)].compactMap { $0 })
        (together.memoryBytes, together.memoryLimitBytes) = (CombinationSearch.memory(chosen.combination), limit)
        together.targetNanoseconds = claim.targetNanoseconds
        var set = PlanSet(.pipeline, plans: plans, summary: summary(of: chosen), together: together)
        set.remarks = [
            "the steps were measured one at a time: run in turns, each finds caches that the others filled"
        ]
        return set
    }

    private func isProvable(_ contender: Contender) -> Bool {
        guard let measured = contender.measured, contender.objections.isEmpty else { return false }
        let isQuiet = !measured.contended || requirement.allowed.contains(.contended)
        return isQuiet && measured.samples.map { !$0.nanoseconds.isEmpty } ?? false
    }

    private func latency(_ combination: CombinationSearch.Combination) -> Double {
        combination.reduce(0) { $0 + ($1.option.latencyNanoseconds[requirement.statistic]?.value ?? .infinity) }
    }

    /// Where a step has nothing at all.
    private func nothing() throws(PlanningError) -> PlanSet {
        var plans: [Plan] = []
        for step in steps { plans.append(try step.plan()) }
        let empty = zip(steps, plans).first { step, _ in !step.contenders.contains(where: isProvable) }
        let reason =
            empty.map { "no candidate for \($0.0.requirement.subject) was measured undisturbed and fits" }
            ?? "together they need more memory than there is"
        return PlanSet(
            .pipeline, plans: plans, summary: "Nothing is known to meet \(demand): \(reason).",
            together: .init(verdict: empty == nil ? .misses : .undecided))
    }

    private var demand: String {
        "\(NumberText.exactDuration(nanoseconds: claim.targetNanoseconds)) at \(requirement.statistic.rawValue)"
    }

    private func summary(of run: Run) -> String {
        let names = run.combination.map(\.option.candidate.inWords).joined(separator: ", then ")
        let time = run.latency(requirement.statistic).map { NumberText.duration(nanoseconds: $0.value) } ?? "unknown"
        let together =
            "\(requirement.statistic.rawValue) of all steps together is \(time) of "
            + NumberText.exactDuration(nanoseconds: claim.targetNanoseconds)
        switch run.finding.verdict {
        case .meets:
            return "Use \(names): \(together), certain to \(PlanWords.percent(requirement.confidence)) %."
        case .misses: return "Nothing meets \(demand); the quickest is \(names): \(together)."
        default:
            let reason =
                run.finding.samplesNeeded.map { "about \($0) more samples of each would settle it" }
                ?? "no number of samples is likely to settle it"
            return "\(names) may or may not meet \(demand): \(together); \(reason)."
        }
    }

    /// One combination, run one step after another: each sample is the sum of one of each.
    private struct Run {
        let combination: CombinationSearch.Combination
        let finding: Finding
        private let processes: [[Double]]

        init(_ combination: CombinationSearch.Combination, _ claim: Claim) {
            self.combination = combination
            let evidence = combination.compactMap { $0.measured?.samples.map { LatencyEvidence($0) } }
            processes = LatencyEvidence.sums(of: evidence)
            finding = LatencyEvidence(processes: processes).sequentialFinding(claim)
        }

        func latency(_ statistic: Statistic) -> Figure? {
            let sorted = processes.flatMap { $0 }.sorted()
            guard let value = Quantile.value(of: statistic, ofSorted: sorted) else { return nil }
            let interval = BlockBootstrap.confidence(processes: processes.count).flatMap { confidence in
                BlockBootstrap(processes: processes).interval { Quantile.value(of: statistic, ofSorted: $0) ?? value }
                    .map { (interval: $0, confidence: confidence) }
            }
            return Figure(
                value, statistic, count: sorted.count,
                interval: interval.map { .init(low: min($0.interval.low, value), high: max($0.interval.high, value)) },
                confidence: interval?.confidence, source: .measured,
                basis: combination.compactMap(\.option.measurement))
        }
    }
}
