import EdgePlanning
import EdgeRecords
import EdgeReporting

/// What a page is about.
enum ReportSubject {
    case one(ReportInput)
    case comparison([Profile])
    case set(SetInput)
    case fleet(FleetInput)

    var report: Report {
        switch self {
        case .one(let input): Report(of: input)
        case .comparison(let profiles): Report(comparing: profiles)
        case .set(let input): Report(of: input)
        case .fleet(let fleet): Report(of: fleet)
        }
    }

    func decision() throws(ReportError) -> String {
        let text: String? =
            switch self {
            case .one(let input): DecisionPage.text(of: input)
            case .set(let input): DecisionPage.text(of: input)
            case .comparison, .fleet: nil
            }
        guard let text else { throw .noPlan }
        return text
    }

    /// Of the pages that nobody named.
    var name: String {
        switch self {
        case .one(let input): ReportCommand.fileName(of: input.profile.device.class)
        case .comparison: "comparison"
        case .set(let input): ReportCommand.fileName(of: input.set.plans.first?.deviceClass ?? "") + "-plans"
        case .fleet: "fleet"
        }
    }
}

/// Plans made for a page, from the profiles that it shows.
struct ReportPlanning {
    let requirement: Requirement
    let environment: [String: String]

    func plan(_ evidence: [PlanningRequest.Evidence]) throws -> Plan {
        let known = try evidence.map {
            PlanningRequest.Evidence(try KnownAccuracies.attached(to: $0.profile, in: environment), hash: $0.hash)
        }
        let models = try KnownModels.records(of: known.map(\.profile), in: environment)
        var request = PlanningRequest(requirement, evidence: known, models: models)
        request.usualLabels = PlanRun.usualLabels
        request.reproduce = RequirementOptions.line(.one(requirement), nil)
        return try Planner.plan(request)
    }

    /// One device of many may have nothing that answers the question: that is its row, and no end of the page.
    func member(_ evidence: [PlanningRequest.Evidence]) throws -> FleetInput.Member? {
        guard let profile = Profile.joined(evidence.map(\.profile)) else { return nil }
        var plan: Plan
        do {
            plan = try self.plan(evidence)
        } catch let error as PlanningError {
            guard case .nothingMeasured = error else { throw error }
            plan = Plan(
                requirement: requirement, deviceClass: profile.device.class, verdict: .undecided,
                summary: "\(error.why).")
        }
        return .init(plan: plan, device: profile.device, measuredAt: profile.conditions.startedAt)
    }
}
