package import EdgeRecords

/// Decides a plan's claim from what was measured for it, process by process.
package struct Verifier {
    private let plan: Plan
    private let claim: Claim
    package let candidate: Candidate

    /// - Throws: If the plan names no candidate, or no target that it could be held to.
    package init(_ plan: Plan) throws(VerificationError) {
        try plan.checkRequirement()
        guard let option = plan.choice ?? plan.closest else { throw .noCandidate(plan.summary) }
        guard let claim = plan.requirement.claim else { throw .noTarget }
        self.plan = plan
        self.claim = claim
        candidate = option.candidate
    }

    private var promised: Figure? { (plan.choice ?? plan.closest)?.latencyNanoseconds[plan.requirement.statistic] }

    /// Whether these processes, those that were quiet in the order they ran, decide it.
    package func isSettled(_ processes: [[Double]]) -> Bool {
        let finding = LatencyEvidence.runningFinding(processes: processes, claim)
        return finding.verdict != .undecided || finding.obstacle == .processesDisagree
    }

    /// Whether these prove that it does not hold.
    func misses(_ processes: [[Double]]) -> Bool {
        LatencyEvidence.runningFinding(processes: processes, claim).verdict == .misses
    }

    /// Whether processes count that other work disturbed.
    package var allowsContended: Bool { plan.requirement.allowed.contains(.contended) }

    /// - Parameters:
    ///   - profile: of this device, with the measurement of the candidate alone.
    ///   - processes: the samples of those that were quiet, in the order they ran.
    ///   - check: of the facts that the plan stands on.
    package func answer(
        _ profile: Profile, processes: [[Double]], models: [Model], check: PlanCheck
    ) throws -> Verification {
        let request = PlanningRequest(plan.requirement, evidence: [.init(profile, hash: nil)], models: models)
        guard let own = profile.measurements.first?.candidate,
            let contender = try Planner(request).contender(for: own), let measured = contender.measured
        else { throw VerificationError.notMeasured(candidate.name) }
        let finding = LatencyEvidence.runningFinding(processes: processes, claim)
        let obstacles = contender.objections.filter { $0.reason != .latency }
        var answer = Verification(
            candidate: measured.candidate, deviceClass: profile.device.class, requirement: plan.requirement,
            verdict: .undecided, summary: "")
        answer.promised = promised
        answer.latencyNanoseconds = measured.latencyNanoseconds
        answer.processes = measured.workers?.count ?? processes.count
        answer.contendedProcesses =
            allowsContended
            ? measured.workers?.count { $0.contended } ?? 0 : max(answer.processes - processes.count, 0)
        answer.samples = processes.reduce(0) { $0 + $1.count }
        answer.changed = check.findings.filter { $0.state == .changed }
        // A mostly disturbed device says nothing, however little of it was quiet.
        let isDisturbed = !allowsContended && 2 * answer.contendedProcesses > answer.processes
        answer.verdict =
            !obstacles.isEmpty || finding.verdict == .misses
            ? .misses : finding.verdict == .meets ? .meets : isDisturbed ? .contended : .undecided
        if answer.verdict == .undecided { answer.samplesNeeded = finding.samplesNeeded }
        answer.summary = VerificationWords(answer, finding, obstacles.first?.detail).sentence
        answer.next = next(answer)
        return answer
    }

    private func next(_ answer: Verification) -> String? {
        switch answer.verdict {
        case .meets: nil
        case .misses: plan.reproduce
        case .undecided, .contended: PlanHints.measuring(candidate)
        }
    }
}

extension Plan {
    /// Out of a file may come what no option would have taken.
    fileprivate func checkRequirement() throws(VerificationError) {
        do throws(PlanningError) { try requirement.check() } catch { throw .badPlan(error) }
    }
}

/// Why a plan cannot be verified.
package enum VerificationError: ExplainedError {
    case noCandidate(String)
    case noTarget
    case noTasks(PlanSet.Kind)
    case badPlan(PlanningError)
    case notMeasured(String)

    package var what: String {
        if case .badPlan(let error) = self { error.what } else { "the plan cannot be verified" }
    }

    package var `where`: String {
        if case .badPlan(let error) = self { error.where } else { "the plan" }
    }

    package var why: String {
        switch self {
        case .noCandidate(let summary): "it names no candidate: \(summary)"
        case .noTasks(let kind):
            kind == .targets
                ? "it holds a set of plans for several targets, of which one will be chosen"
                : "it holds a set of plans for steps that run one after another, and never at the same time"
        case .noTarget: "it claims nothing of a latency: it was made without a target"
        case .badPlan(let error): error.why
        case .notMeasured(let name): "\(name) is no candidate of its task here"
        }
    }

    package var remedy: String {
        switch self {
        case .noCandidate: "measure first, and plan anew: edgeplan profile models"
        case .noTasks: "take one out of it: jq '.plans[0]' FILE > plan.json"
        case .noTarget: "plan with one: edgeplan plan --target 50ms --json"
        case .badPlan(let error): error.remedy
        case .notMeasured: "make the plan anew on this device"
        }
    }
}
