package import EdgeRecords

/// Makes a plan: a requirement and what was measured in, a recommendation with its reasons out.
///
/// Pure, and deterministic: the same records give the same bytes.
package struct Planner {
    private let request: PlanningRequest
    let requirement: Requirement
    let device: Device
    private let models: ModelIndex
    let ranking: Ranking
    /// Of the task and its labels; in the order of the records.
    let contenders: [Contender]
    private var remarks: [String]

    package static func plan(_ request: PlanningRequest) throws(PlanningError) -> Plan {
        try Planner(request).plan()
    }

    init(_ request: PlanningRequest) throws(PlanningError) {
        try request.requirement.check()
        guard let first = request.evidence.first else { throw .noProfile }
        for other in request.evidence {
            guard other.profile.device.class == first.profile.device.class else {
                throw .differentClasses(first.profile.device.class, other.profile.device.class)
            }
            guard other.profile.program.build == .release || other.profile.measurements.isEmpty else {
                throw .debugBuild
            }
        }
        self.request = request
        models = ModelIndex(request.models)
        let field = try CandidateField(request, models)
        requirement = field.requirement
        device = first.profile.device
        let judge = Judge(requirement: requirement, models: models, device: device)
        let measured = field.measurements.enumerated().map { judge.contender(for: $1, place: $0) }
        let predicted = field.predicted.enumerated().map {
            judge.contender(predicted: $1, place: measured.count + $0)
        }
        contenders = AccuracyMetric.only(main: measured + predicted)
        // Without any accuracy there is nothing to be most accurate by.
        let isBlind = requirement.objective == .accuracy && contenders.allSatisfy { $0.option.rankingAccuracy == nil }
        ranking = Ranking(objective: isBlind ? .latency : requirement.objective, statistic: requirement.statistic)
        remarks = field.remarks
        if isBlind { remarks.append("no accuracy is known, so the quickest is chosen") }
        if let remark = Self.emptyObjective(requirement.objective, contenders) { remarks.append(remark) }
    }

    /// Where nothing is known of what is to be least, the next thing in line decides, and that has to be said.
    private static func emptyObjective(_ objective: Requirement.Objective, _ contenders: [Contender]) -> String? {
        switch objective {
        case .energy where contenders.allSatisfy { $0.option.energyMicrojoules == nil }:
            "no energy was counted, so the most accurate is chosen; `edgeplan doctor` says what counts it"
        case .memory where contenders.allSatisfy { $0.option.peakMemoryBytes == nil }:
            "no memory was measured, so the most accurate is chosen"
        default: nil
        }
    }

    /// What is known of one candidate, whatever versions it had when it was measured.
    func contender(for candidate: Candidate) -> Contender? {
        contenders.first { CandidateKey($0.option.candidate) == CandidateKey(candidate) }
    }

    func contender(named name: String) -> Contender? { contenders.first { $0.option.candidate.name == name } }

    var names: [String] { contenders.map(\.option.candidate.name) }

    /// - Parameter wanted: the place of the one to choose of those that meet the requirement, where something else than
    ///   the ranking decides.
    func plan(choosing wanted: Int? = nil) throws(PlanningError) -> Plan {
        let standing = ranking.sorted(contenders.filter(\.isInTheRunning))
        let meeting = standing.filter(\.meets)
        let given = meeting.first { $0.place == wanted }
        let choice = given.map { ($0, []) } ?? ranking.choice(of: meeting)
        let verdict = choice == nil ? verdict(of: standing) : .meets
        var plan = Plan(
            requirement: requirement, deviceClass: device.class, verdict: verdict, summary: "")
        plan.deviceClassKey = device.classKey.isEmpty ? nil : device.classKey
        plan.profileHashes = request.evidence.compactMap(\.hash)
        let taken = choice?.best ?? allowed(of: standing)
        plan.choice = taken?.option
        let closest = choice == nil ? Closest(requirement).contender(of: contenders, standing) : nil
        plan.closest = closest?.option
        plan.current = try current()?.option
        plan.tiedWith = choice?.ties.map(\.option) ?? []
        plan.ranked = ranked(standing, first: taken).map(\.option)
        plan.pareto = ParetoFront.measurements(of: contenders, by: requirement.statistic)
        plan.rejected = contenders.compactMap(\.rejection)
        if choice == nil { plan.relaxation = CheapestWayOut(requirement: requirement).relaxation(of: contenders) }
        if let closest, verdict == .misses { plan.waysOut = waysOut(from: closest, hasSingle: plan.relaxation != nil) }
        if let best = choice?.best { plan.fallbacks = Fallbacks.all(instead: best, of: meeting, requirement) }
        if let candidate = plan.choice?.candidate {
            plan.expires = ExpiryFacts.all(of: candidate, request.evidence, deviceClass: device.class)
        }
        plan.effort = effort
        plan.reproduce = request.reproduce
        plan.summary = PlanWords(requirement, objective: ranking.objective).summary(of: plan)
        let hints = PlanHints(requirement, objective: ranking.objective)
        plan.remarks = remarks + hints.remarks(on: plan)
        plan.next = hints.next(plan)
        return plan
    }

    /// What is proven of all together when nothing is proven to meet the requirement.
    private func verdict(of standing: [Contender]) -> Verdict {
        if standing.contains(where: { $0.option.verdict == .undecided && $0.option.source != .predicted }) {
            return .undecided
        }
        if standing.contains(where: { $0.option.verdict == .contended }) { return .contended }
        return standing.isEmpty && !contenders.contains(where: \.isOnlyUnknown) ? .misses : .undecided
    }

    /// What may be chosen without proof, where the user said so: nothing whose bar reaches beyond the target, if there
    /// is anything else.
    private func allowed(of standing: [Contender]) -> Contender? {
        guard requirement.allowed.contains(.predicted) else { return nil }
        let predicted = standing.filter { $0.option.source == .predicted }
        let target = requirement.targetNanoseconds.map { Double($0) } ?? .infinity
        func latency(_ contender: Contender) -> Figure? { contender.option.latencyNanoseconds[requirement.statistic] }
        return predicted.first { latency($0).map { $0.interval?.high ?? $0.value <= target } ?? false }
            ?? predicted.first { latency($0).map { $0.value <= target } ?? false }
    }

    private func waysOut(from closest: Contender, hasSingle: Bool) -> [Plan.WayOut] {
        let known = Set(contenders.map(\.option.candidate.name))
        let judge = Judge(requirement: requirement, models: models, device: device)
        let foreseen = request.foreseen.enumerated().filter { _, option in
            let model = models[option.candidate]
            return model?.task == requirement.task && model?.labels == requirement.labels
                && !known.contains(option.candidate.name)
        }
        return WaysOut(requirement: requirement, ranking: ranking, models: models).all(
            from: closest, of: contenders, hasSingle: hasSingle,
            foreseen: foreseen.map { judge.contender(predicted: $1, place: contenders.count + $0) })
    }

    private func ranked(_ standing: [Contender], first: Contender?) -> [Contender] {
        guard let first else { return standing }
        return [first] + standing.filter { $0.place != first.place }
    }

    private func current() throws(PlanningError) -> Contender? {
        guard let name = request.current else { return nil }
        let named = contenders.first { $0.option.measurement == name || $0.option.candidate.name == name }
        guard let found = named ?? contenders.first(where: { $0.option.candidate.isMeant(by: name) }) else {
            throw .unknownCandidate(name, known: names)
        }
        return found
    }

    /// The time that the runs themselves took.
    private var effort: Plan.Effort {
        let measured = contenders.filter { $0.option.measurement != nil }
        var nanoseconds = 0.0
        for evidence in request.evidence {
            for measurement in evidence.profile.measurements
            where models[measurement.candidate]?.task == requirement.task {
                guard let samples = measurement.samples, !samples.nanoseconds.isEmpty else { continue }
                var kept = 0.0
                for nanosecond in samples.nanoseconds { kept += Double(nanosecond) }
                nanoseconds +=
                    kept * Double(samples.thinnedFrom ?? samples.nanoseconds.count)
                    / Double(samples.nanoseconds.count)
            }
        }
        return .init(
            candidates: contenders.count, measured: measured.count, seconds: (nanoseconds / 1e7).rounded() / 100)
    }
}
