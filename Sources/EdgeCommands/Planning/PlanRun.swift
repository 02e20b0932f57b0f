import EdgeArguments
import EdgePlanning
import EdgeRecords
import EdgeReporting

/// One run of `edgeplan plan`.
struct PlanRun {
    private let parsed: ParsedCommand
    private let surroundings: Surroundings
    /// What came out of the project file, in words.
    private let taken: String?

    /// What is asked for most; who means others names them.
    static let usualLabels = "imagenet-1k"

    init(_ parsed: ParsedCommand, in surroundings: Surroundings) throws {
        self.surroundings = surroundings
        // A plan that is there already asks nothing anew.
        let project = parsed.isGiven("check") ? nil : try ProjectFile.inWorkingFolder()
        let completed = try project?.completing(parsed)
        self.parsed = completed?.parsed ?? parsed
        taken = completed?.taken
    }

    /// What only a plan that is made anew takes.
    private static let asked = [
        "pipeline", "labels", "target", "percentile", "confidence", "scenario", "scope", "objective", "accuracy-floor",
        "memory", "download", "energy", "cold-start", "first-token", "engine", "licence", "current", "profile",
        "allow-predicted", "allow-contended", "explain",
    ]

    func outcome() throws -> Outcome {
        if let path = parsed.text(ifGiven: "check") {
            if let stray = Self.asked.first(where: parsed.isGiven) { throw QuestionError.notWithCheck(stray) }
            return try PlanCheckRun.outcome(path, parsed, in: surroundings)
        }
        if parsed.flag("nearest") { throw QuestionError.onlyWithCheck("nearest") }
        let format = try PlanFormat(parsed)
        let question = try PlanQuestion(parsed)
        let sources = PlanSources(
            paths: parsed.texts("profile"), devicePath: parsed.text(ifGiven: "device"),
            store: StoreFolder.path(named: parsed.text(ifGiven: "store"), in: surroundings.environment),
            environment: surroundings.environment)
        let evidence = try sources.evidence(mustBeHere: format.isForScripts)
        let models = try KnownModels.records(of: evidence.map(\.profile), in: surroundings.environment)
        var requests = try question.requirements.map { try request($0, evidence, models) }
        switch question {
        case .one:
            requests[0].current = parsed.text(ifGiven: "current")
            var plan = try self.plan(requests[0])
            if plan.verdict == .misses, try foresee(&requests[0], evidence) { plan = try self.plan(requests[0]) }
            plan.remarks += [taken].compactMap { $0 }
            return noting(try format.outcome(of: plan, in: surroundings), format)
        case .targets(_, let targets):
            requests[0].current = parsed.text(ifGiven: "current")
            return try outcome(
                of: TargetSweep.planSet(requests[0], targetsNanoseconds: targets), format, question)
        case .tasks:
            let memory = parsed.bytes(ifGiven: "memory")
            return try outcome(of: TaskSet(requests, memoryBytes: memory).planSet(), format, question)
        case .pipeline: return try outcome(of: Pipeline(requests).planSet(), format, question)
        }
    }

    /// With the configurations of servers, which may be all that there is to say.
    private func plan(_ request: PlanningRequest) throws -> Plan {
        guard let device = request.evidence.first?.profile.device else { return try Planner.plan(request) }
        let servers = ServerConfigurations(request.requirement, on: device, in: surroundings)
        do {
            var plan = try Planner.plan(request)
            let measured = request.evidence.flatMap(\.profile.measurements).map(\.candidate)
            plan.configurations = try servers.all(choice: plan.choice?.candidate, measured: measured)
            return plan
        } catch let error as PlanningError {
            guard case .nothingMeasured = error,
                let plan = Plan.unverified(try servers.all(choice: nil, measured: []), request)
            else { throw error }
            return plan
        }
    }

    private func request(
        _ requirement: Requirement, _ evidence: [PlanningRequest.Evidence], _ models: [Model]
    ) throws -> PlanningRequest {
        var request = PlanningRequest(requirement, evidence: evidence, models: models)
        let device = evidence.first?.profile.device
        let isServed =
            device.map { ServerConfigurations(requirement, on: $0, in: surroundings).areAllThatCount } ?? false
        // Of what is behind a server nothing is predicted.
        if requirement.allowed.contains(.predicted), !isServed {
            let predicted = try PredictedCandidates.all(
                for: requirement, from: evidence.map(\.profile), in: surroundings.environment)
            request.predicted = predicted.options
            request.models += predicted.models
        }
        request.usualLabels = Self.usualLabels
        request.reproduce = RequirementOptions.line(.one(requirement), parsed)
        return request
    }

    /// Where nothing that was measured fits: what is predicted of the rest, so far as the profiles have what that needs.
    private func foresee(
        _ request: inout PlanningRequest, _ evidence: [PlanningRequest.Evidence]
    ) throws -> Bool {
        guard request.requirement.scenario == .quiet, !request.requirement.allowed.contains(.predicted),
            evidence.contains(where: { !$0.profile.ceilings.isEmpty })
        else { return false }
        let predicted = try PredictedCandidates.all(
            for: request.requirement, from: evidence.map(\.profile), in: surroundings.environment)
        request.foreseen = predicted.options
        request.models += predicted.models
        return true
    }

    private func outcome(of made: PlanSet, _ format: PlanFormat, _ question: PlanQuestion) throws -> Outcome {
        var set = made
        set.remarks += [taken].compactMap { $0 }
        let line = RequirementOptions.line(question, parsed)
        set.reproduce = line
        if set.kind == .tasks, set.plans.allSatisfy({ $0.choice != nil }), set.together?.verdict == .undecided {
            set.next = "\(line) --json > tasks.json; edgeplan verify tasks.json"
        }
        return try format.outcome(of: set, in: surroundings)
    }
}

extension PlanRun {
    /// A script sees no remarks: it is told beside its settings.
    private func noting(_ outcome: Outcome, _ format: PlanFormat) -> Outcome {
        guard let taken, format.isForScripts else { return outcome }
        var noted = outcome
        noted.errors += "edgeplan: \(taken)\n"
        return noted
    }
}

extension Plan {
    /// How a program ends whose answer this plan is.
    var status: ExitStatus { verdict.status }
}

extension PlanSet {
    /// Of all together; where only one of them will be chosen, no better than the worst.
    var status: ExitStatus {
        if let together { return together.verdict.status }
        let statuses = plans.map(\.status)
        return [.notTrustworthy, .no].first(where: statuses.contains) ?? .done
    }
}

extension Verdict {
    var status: ExitStatus {
        switch self {
        case .meets: .done
        case .misses: .no
        case .undecided, .contended: .notTrustworthy
        }
    }
}
