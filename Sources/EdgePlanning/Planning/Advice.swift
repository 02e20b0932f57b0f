import EdgeRecords

/// What to run when things get worse than they were when the choice was made.
enum Fallbacks {
    /// Less memory by at least this part of what the choice takes is worth another candidate.
    private static let saving = 0.75

    /// - Parameters:
    ///   - meeting: best first.
    static func all(instead choice: Contender, of meeting: [Contender], _ requirement: Requirement) -> [Plan.Fallback] {
        let others = meeting.filter { $0.place != choice.place }
        return [
            lessMemory(instead: choice, of: others), slower(instead: choice, of: others, requirement),
            fewerThreads(instead: choice, of: others),
        ].compactMap { $0 }
    }

    private static func lessMemory(instead choice: Contender, of others: [Contender]) -> Plan.Fallback? {
        guard let peak = choice.option.peakMemoryBytes?.value else { return nil }
        let smaller = others.first { $0.option.peakMemoryBytes.map { $0.value <= saving * peak } ?? false }
        return smaller.map {
            .init(when: "usable memory under \(Judge.bytes(peak))", candidate: $0.option.candidate)
        }
    }

    /// Heat or other work: the best of those that would still answer in time if everything took twice as long.
    private static func slower(
        instead choice: Contender, of others: [Contender], _ requirement: Requirement
    ) -> Plan.Fallback? {
        guard let target = requirement.targetNanoseconds else { return nil }
        func isQuick(_ contender: Contender) -> Bool {
            contender.option.latencyNanoseconds[requirement.statistic].map {
                2 * ($0.interval?.high ?? $0.value) <= Double(target)
            } ?? false
        }
        guard !isQuick(choice), let quick = others.first(where: isQuick) else { return nil }
        return .init(
            when: "everything up to twice as slow (heat, a lower clock)", candidate: quick.option.candidate)
    }

    private static func fewerThreads(instead choice: Contender, of others: [Contender]) -> Plan.Fallback? {
        let threads = choice.option.candidate.threads
        guard threads > 1, let one = others.first(where: { $0.option.candidate.threads == 1 }) else { return nil }
        return .init(
            when: "the other \(threads == 2 ? "core" : "cores") taken by other work", candidate: one.option.candidate)
    }
}

/// The facts that a plan stands on.
enum ExpiryFacts {
    static func all(of choice: Candidate, _ evidence: [PlanningRequest.Evidence], deviceClass: String) -> [Plan.Expiry]
    {
        var facts: [Plan.Expiry] = [.init(fact: "deviceClass", is: deviceClass)]
        func add(_ fact: String, _ value: String?) {
            if let value { facts.append(.init(fact: fact, is: value)) }
        }
        add("engineVersion", choice.engineVersion)
        add("modelHash", choice.modelHash)
        let latest = evidence.last?.profile
        add("governor", latest?.conditions.governor)
        add("boostEnabled", latest?.conditions.boostEnabled.map { "\($0)" })
        add("kernel", latest?.device.operatingSystem.kernel)
        add("programVersion", latest?.program.version)
        return facts
    }
}
