import EdgeArguments
import EdgePlanning
import EdgeRecords
import EdgeReporting

/// One run of `edgeplan plan`.
struct PlanRun {
    private let parsed: ParsedCommand
    private let surroundings: Surroundings

    init(_ parsed: ParsedCommand, in surroundings: Surroundings) {
        self.parsed = parsed
        self.surroundings = surroundings
    }

    func outcome() throws -> Outcome {
        if let path = parsed.text(ifGiven: "check") {
            return try PlanCheckRun.outcome(path, parsed, in: surroundings)
        }
        let format = try PlanFormat(parsed)
        let requirement = try RequirementOptions.requirement(parsed)
        let sources = PlanSources(
            paths: parsed.texts("profile"), devicePath: parsed.text(ifGiven: "device"),
            store: StoreFolder.path(named: parsed.text(ifGiven: "store"), in: surroundings.environment),
            environment: surroundings.environment)
        let evidence = try sources.evidence(mustBeHere: format.isForScripts)
        var request = PlanningRequest(
            requirement, evidence: evidence,
            models: try KnownModels.records(of: evidence.map(\.profile), in: surroundings.environment))
        if requirement.allowed.contains(.predicted) {
            let predicted = try PredictedCandidates.all(
                for: requirement, from: evidence.map(\.profile), in: surroundings.environment)
            request.predicted = predicted.options
            request.models += predicted.models
        }
        request.current = parsed.text(ifGiven: "current")
        request.reproduce = RequirementOptions.line(requirement, parsed)
        let plan = try Planner.plan(request)
        return try format.outcome(of: plan, in: surroundings)
    }
}

extension Plan {
    /// How a program ends whose answer this plan is.
    var status: ExitStatus {
        switch verdict {
        case .meets: .done
        case .misses: .no
        case .undecided, .contended: .notTrustworthy
        }
    }
}
