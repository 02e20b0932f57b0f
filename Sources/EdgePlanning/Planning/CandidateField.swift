import EdgeRecords

/// Who takes part: the measurements and predictions of one task and one label set.
struct CandidateField {
    /// With its labels settled.
    private(set) var requirement: Requirement
    private(set) var measurements: [Measurement] = []
    private(set) var predicted: [Plan.Option] = []
    private(set) var remarks: [String] = []

    init(_ request: PlanningRequest, _ models: ModelIndex) throws(PlanningError) {
        requirement = request.requirement
        let first = request.evidence.first?.profile.measurements ?? []
        let all = request.evidence.dropFirst().reduce(first) { $0 + $1.profile.measurements }
        // Measurements are large, and may be thousands: only their places are moved about.
        let inScenario = all.indices.filter { all[$0].scenario == request.requirement.scenario }
        let ofTask = inScenario.filter { models[all[$0].candidate]?.task == request.requirement.task }
        // What is predicted is what the quiet device would do.
        let foreseen = request.requirement.scenario == .quiet ? request.predicted : []
        let predictions = foreseen.filter { models[$0.candidate]?.task == request.requirement.task }
        let found = Set(
            ofTask.map { models[all[$0].candidate]?.labels } + predictions.map { models[$0.candidate]?.labels })
        requirement.labels = try Self.labels(requirement, found, usually: request.usualLabels)
        if request.requirement.labels == nil, let own = requirement.labels {
            let others = Set(found.compactMap { $0 }).subtracting([own]).sorted()
            if !others.isEmpty {
                remarks.append(
                    "measured too, and no rivals: models with the labels \(others.joined(separator: ", ")), which --labels "
                        + "names")
            }
        }
        let rivals = ofTask.filter { models[all[$0].candidate]?.labels == requirement.labels }
        measurements = Measurement.placesOfBest(of: rivals, in: all).map { all[$0] }
        takeScope(mayBePredicted: !predictions.isEmpty)
        // A prediction leaves open on which CPUs: a measurement on any of them says more.
        let known = Set(predictions.isEmpty ? [] : measurements.map(\.candidate.name))
        predicted = predictions.filter {
            models[$0.candidate]?.labels == requirement.labels && !known.contains($0.candidate.name)
        }
        let strangers = Set(
            inScenario.filter { place in
                // What is made up for practice is for nothing, and known to be.
                all[place].candidate.weights != .seeded && models[all[place].candidate]?.task ?? .unknown == .unknown
            }.map { all[$0].candidate.model })
        guard !measurements.isEmpty || !predicted.isEmpty else {
            throw Self.nothing(for: requirement, of: inScenario.map { all[$0] }, strangers, among: all, models)
        }
        if requirement.firstTokenNanoseconds != nil,
            measurements.allSatisfy({ $0.candidate.promptTokens == nil }),
            predicted.allSatisfy({ $0.candidate.promptTokens == nil })
        {
            throw .noFirstToken(requirement.task)
        }
        if !strangers.isEmpty {
            remarks.append(
                "left out, because nobody said what they are for: \(strangers.sorted().joined(separator: ", ")); "
                    + "`edgeplan models add` takes a task")
        }
    }

    /// Why there is no candidate at all, as near to the cause as can be told.
    private static func nothing(
        for requirement: Requirement, of inScenario: [Measurement], _ strangers: Set<String>,
        among all: [Measurement], _ models: ModelIndex
    ) -> PlanningError {
        if inScenario.isEmpty, !all.isEmpty {
            return .otherScenario(requirement.scenario, measured: Set(all.map(\.scenario.rawValue)).sorted())
        }
        let known = inScenario.compactMap { models[$0.candidate] }.filter { $0.task != .unknown }
        let subjects = Set(known.map { ([$0.task.rawValue] + [$0.labels].compactMap { $0 }).joined(separator: "/") })
        return subjects.isEmpty && !strangers.isEmpty
            ? .undescribed(requirement.task, models: strangers.sorted())
            : .nothingMeasured(requirement.task, labels: requirement.labels, measured: subjects.sorted())
    }

    /// Whole requests where every rival was timed so; otherwise all are held against each other by the model alone.
    private mutating func takeScope(mayBePredicted: Bool) {
        guard requirement.scope == .request else { return }
        let timed = measurements.indices.filter { measurements[$0].outcome == .ok && measurements[$0].samples != nil }
        let whole = timed.filter {
            measurements[$0].requestNanoseconds != nil && measurements[$0].samples?.requests != nil
        }
        guard !whole.isEmpty, whole.count == timed.count, !mayBePredicted else {
            requirement.scope = .model
            if !whole.isEmpty {
                remarks.append(
                    "\(whole.count) of \(timed.count) candidates were timed as whole requests, which all have to be for the "
                        + "target to cover them: `edgeplan profile models --input` does that")
            }
            return
        }
        for place in measurements.indices {
            guard let latencies = measurements[place].requestNanoseconds,
                let requests = measurements[place].samples?.requests
            else { continue }
            measurements[place].latencyNanoseconds = latencies
            measurements[place].samples?.nanoseconds = requests
        }
    }

    /// Rivals answer in one label set; which one must be said where there are several.
    private static func labels(
        _ requirement: Requirement, _ sets: Set<String?>, usually usual: String?
    ) throws(PlanningError) -> String? {
        if let asked = requirement.labels { return asked }
        guard sets.count > 1 else { return sets.first ?? nil }
        if let usual, sets.contains(usual) { return usual }
        throw .severalLabelSets(requirement.task, sets.map { $0 ?? "none" }.sorted())
    }
}

/// Candidates are ranked by one metric; another one's numbers would say nothing beside it.
enum AccuracyMetric {
    static func only(main contenders: [Contender]) -> [Contender] {
        var counts: [String: Int] = [:]
        for contender in contenders {
            if let metric = contender.option.rankingMetric { counts[metric, default: 0] += 1 }
        }
        guard counts.count > 1, let main = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) })?.key else {
            return contenders
        }
        for contender in contenders where contender.option.rankingMetric.map({ $0 != main }) ?? false {
            contender.option.rankingAccuracy = nil
        }
        return contenders
    }
}

extension Plan.Option {
    fileprivate var rankingMetric: String? {
        guard rankingAccuracy != nil, let accuracy else { return nil }
        // Only of the same text, taken apart into the same tokens.
        return accuracy.metric == Accuracy.perplexity ? "perplexity \(accuracy.dataset ?? "")" : accuracy.metric
    }
}
