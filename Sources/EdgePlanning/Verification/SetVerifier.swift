package import EdgeRecords

/// Decides whether the choices of several tasks meet their targets while all of them run.
///
/// That all meet is claimed only if each of them does, each at its own confidence: such a claim is wrong no more often
/// than the weakest of its parts.
package struct SetVerifier {
    private let tasks: PlanSet
    private let verifiers: [Verifier]

    /// - Throws: If the plans are no tasks at the same time, or one of them chose nothing.
    package init(_ tasks: PlanSet) throws(VerificationError) {
        guard tasks.kind == .tasks else { throw .noTasks(tasks.kind) }
        guard !tasks.plans.isEmpty else { throw .noCandidate(tasks.summary) }
        self.tasks = tasks
        var verifiers: [Verifier] = []
        for var plan in tasks.plans {
            guard plan.choice != nil else { throw .noCandidate(plan.summary) }
            plan.requirement.scenario = .besideModel
            verifiers.append(try Verifier(plan))
        }
        self.verifiers = verifiers
    }

    package var candidates: [Candidate] { verifiers.map(\.candidate) }
    package var deviceClass: String { tasks.plans[0].deviceClass }
    /// Whether each counts processes too that other work disturbed.
    package var allowsContended: Bool { tasks.plans.allSatisfy { $0.requirement.allowed.contains(.contended) } }

    /// One whose target covers more than the model alone.
    package var ofWholeRequests: Candidate? {
        zip(tasks.plans, candidates).first { $0.0.requirement.scope == .request }?.1
    }

    /// What the slowest of them takes by itself, as far as the plans know.
    package var slowestNanoseconds: Int {
        let known = tasks.plans.flatMap { $0.choice?.latencyNanoseconds.all.map(\.value) ?? [] }
        return Int(min(max(known.max() ?? 0, 0), 1e12))
    }

    /// - Parameter processes: of each candidate those that were quiet, in the order they ran.
    package func isSettled(_ processes: [[[Double]]]) -> Bool {
        let each = zip(verifiers, processes)
        // One that misses is an answer for all.
        return each.contains { $0.misses($1) } || each.allSatisfy { $0.isSettled($1) }
    }

    /// - Parameters:
    ///   - profile: of this device, with one measurement for each plan, in their order.
    ///   - processes: as above.
    package func answer(
        _ profile: Profile, processes: [[[Double]]], models: [Model], check: (Plan) -> PlanCheck
    ) throws -> SetVerification {
        var verifications: [Verification] = []
        for (place, verifier) in verifiers.enumerated() {
            var own = profile
            own.measurements = [profile.measurements[place]]
            own.measurements[0].scenario = .besideModel
            verifications.append(
                try verifier.answer(
                    own, processes: processes[place], models: models, check: check(tasks.plans[place])))
        }
        let memory = Self.memory(of: profile.measurements)
        let tooMuch = excess(memory, on: profile.device)
        let verdict = tooMuch == nil ? Self.verdict(of: verifications.map(\.verdict)) : .misses
        var answer = SetVerification(
            deviceClass: profile.device.class, verdict: verdict,
            summary: tooMuch ?? summary(verdict, verifications), verifications: verifications)
        answer.memoryBytes = memory
        answer.next = verdict == .misses ? tasks.reproduce : nil
        return answer
    }

    private static func verdict(of all: [Verdict]) -> Verdict {
        [.misses, .contended, .undecided].first(where: all.contains) ?? .meets
    }

    /// Nil where one's is not known.
    private static func memory(of measurements: [Measurement]) -> Figure? {
        let peaks = measurements.compactMap(\.peakMemoryBytes)
        guard peaks.count == measurements.count else { return nil }
        return Figure(
            peaks.reduce(0) { $0 + $1.value }, .total, count: peaks.map(\.count).min() ?? 0, source: .measured,
            basis: measurements.map(\.id))
    }

    private func excess(_ memory: Figure?, on device: Device) -> String? {
        let limit = (tasks.plans.map(\.requirement.memoryBytes) + [device.memory.usableBytes]).compactMap { $0 }.min()
        guard let memory, let limit, memory.value > Double(limit) else { return nil }
        return "Together they need \(Judge.bytes(memory.value)) of \(NumberText.bytes(limit)) of memory."
    }

    private func summary(_ verdict: Verdict, _ all: [Verification]) -> String {
        let names = all.map { "\($0.candidate.inWords) for \($0.requirement.subject)" }.joined(separator: " and ")
        func those(_ verdict: Verdict) -> String {
            all.filter { $0.verdict == verdict }.map { $0.candidate.inWords }.joined(separator: " and ")
        }
        switch verdict {
        case .meets: return "Beside each other all meet their targets here: \(names)."
        case .misses: return "Beside the others \(those(.misses)) does not do here what was asked."
        case .contended:
            return
                "It cannot be told whether all meet their targets beside each other: other work disturbed the device."
        case .undecided: return "It is not settled whether \(those(.undecided)) meets its target beside the others."
        }
    }
}
