package import EdgeRecords

/// Holds a plan's claim against a new profile: noise passes, a regression beyond it does not.
package struct Gate {
    private let plan: Plan
    private let request: PlanningRequest
    private let baseline: PlanningRequest?

    /// - Parameters:
    ///   - evidence: what was measured since.
    ///   - baseline: what the candidate must be no worse than, in place of the plan's own figures.
    ///   - models: of the plan's candidates.
    package init(_ plan: Plan, evidence: [PlanningRequest.Evidence], baseline: Profile? = nil, models: [Model]) {
        self.plan = plan
        request = PlanningRequest(plan.requirement, evidence: evidence, models: models)
        self.baseline = baseline.map {
            PlanningRequest(plan.requirement, evidence: [.init($0, hash: nil)], models: models)
        }
    }

    package func answer() throws(PlanningError) -> GateAnswer {
        guard let choice = plan.choice else {
            let check = GateAnswer.Check(
                name: "plan", state: .failed, detail: "the plan chose nothing: \(plan.summary)")
            return GateAnswer(state: .failed, checks: [check])
        }
        for evidence in request.evidence where evidence.profile.device.class != plan.deviceClass {
            throw .differentClasses(plan.deviceClass, evidence.profile.device.class)
        }
        let now = try contender(choice.candidate, in: request)
        let promised = if let baseline { try before(choice.candidate, in: baseline) } else { choice }
        let checks = [target(now), latency(promised, now), accuracy(promised, now), memory(promised, now)]
        var answer = GateAnswer(state: Self.worst(of: checks), checks: checks)
        answer.candidate = now.option.candidate
        return answer
    }

    /// On the same CPUs, or else on any others of the same number.
    private func contender(_ candidate: Candidate, in request: PlanningRequest) throws(PlanningError) -> Contender {
        let planner = try Planner(request)
        guard let found = planner.contender(for: candidate) ?? planner.contender(named: candidate.name) else {
            throw .unknownCandidate(candidate.name, known: planner.names)
        }
        return found
    }

    /// The figures of an earlier profile, with an interval wherever its samples give one.
    private func before(_ candidate: Candidate, in request: PlanningRequest) throws(PlanningError) -> Plan.Option {
        let contender = try contender(candidate, in: request)
        var option = contender.option
        if let latency = contender.measured?.latency(statistic) { option.latencyNanoseconds.insert(latency) }
        return option
    }

    private static func worst(of checks: [GateAnswer.Check]) -> GateAnswer.State {
        if checks.contains(where: { $0.state == .failed }) { return .failed }
        return checks.contains { $0.state == .unsettled } ? .unsettled : .passed
    }

    private var statistic: Statistic { plan.requirement.statistic }

    private func target(_ now: Contender) -> GateAnswer.Check {
        if let rejection = now.rejection { return .init(name: "target", state: .failed, detail: rejection.detail) }
        let latency = now.option.latencyNanoseconds[statistic]
        let words =
            latency.map { "its \(statistic.rawValue) is \(NumberText.duration(nanoseconds: $0.value))" }
            ?? "its \(statistic.rawValue) is not known"
        let limit = plan.requirement.targetNanoseconds.map { " of \(NumberText.exactDuration(nanoseconds: $0))" } ?? ""
        switch now.option.verdict {
        case .meets: return .init(name: "target", state: .passed, detail: words + limit)
        case .misses: return .init(name: "target", state: .failed, detail: words + limit)
        default:
            let reason =
                now.option.remark
                ?? now.option.samplesNeeded.map { "about \($0) more samples would settle it" } ?? "it lies at the limit"
            return .init(name: "target", state: .unsettled, detail: "\(words)\(limit), but \(reason)")
        }
    }

    private func latency(_ promised: Plan.Option, _ now: Contender) -> GateAnswer.Check {
        guard let before = promised.latencyNanoseconds[statistic], let after = now.measured?.latency(statistic),
            let ratio = LatencyRatio(before: before, after: after)
        else { return .init(name: "latency", state: .skipped, detail: "there is nothing to compare it with") }
        let words =
            "\(NumberText.duration(nanoseconds: before.value)) became \(NumberText.duration(nanoseconds: after.value))"
        guard now.measured?.contended == false else {
            return .init(name: "latency", state: .unsettled, detail: "\(words), but other work disturbed the device")
        }
        switch ratio.change {
        case .worse: return .init(name: "latency", state: .failed, detail: "\(words), more than noise explains")
        case .unknown:
            return .init(name: "latency", state: .skipped, detail: "\(words); how sure either is is not known")
        default: return .init(name: "latency", state: .passed, detail: words)
        }
    }

    private func accuracy(_ promised: Plan.Option, _ now: Contender) -> GateAnswer.Check {
        guard let before = promised.accuracy, let after = now.option.accuracy, before.metric == after.metric else {
            return .init(name: "accuracy", state: .skipped, detail: "there is nothing to compare it with")
        }
        let words = "\(Judge.points(before.value.value)) became \(Judge.points(after.value.value))"
        // Both were counted: their errors add up as independent ones do.
        let error = 1.96 * (before.value.variance + after.value.variance).squareRoot()
        let isWorse = before.value.value - after.value.value > error
        return .init(name: "accuracy", state: isWorse ? .failed : .passed, detail: words)
    }

    /// The peak may waver by a tenth: allocators and the page cache differ from run to run.
    private func memory(_ promised: Plan.Option, _ now: Contender) -> GateAnswer.Check {
        guard let before = promised.peakMemoryBytes, let after = now.option.peakMemoryBytes,
            before.statistic == after.statistic
        else { return .init(name: "memory", state: .skipped, detail: "there is nothing to compare it with") }
        let isWorse = after.value > 1.1 * before.value
        return .init(
            name: "memory", state: isWorse ? .failed : .passed,
            detail: "\(Judge.bytes(before.value)) became \(Judge.bytes(after.value))")
    }
}

extension Figure {
    fileprivate var variance: Double { standardError * standardError }
}
