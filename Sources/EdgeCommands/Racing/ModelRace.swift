import EdgePlanning
import EdgeProfiling
import EdgeRecords

/// A race among candidates of one task and label set: measures the one that promises most until none is worth it.
struct ModelRace {
    let claim: Claim
    let statistic: Statistic
    let subjects: [ModelSubject]
    /// By the names of the candidates' models, with layers.
    let models: [String: Model]
    /// Of this device, measured before.
    let earlier: [Profile]
    private(set) var race: Race
    /// Of each subject that was measured.
    private(set) var drafts: [Int: MeasurementDraft] = [:]

    /// Processes after which a verdict is looked for: one shows what is far too slow, and two rounds of five the rest.
    private static let processes = [1, 5, 10]

    init(
        _ subjects: [ModelSubject], claim: Claim, percentile: Double, models: [String: Model], earlier: [Profile]
    ) {
        self.claim = claim
        self.models = models
        self.earlier = earlier
        statistic = .percentile(percentile)
        let records = Array(models.values)
        let known = subjects.map { ($0, Race.accuracy(of: $0.candidate, in: records)) }.filter { $0.1 != nil }
        self.subjects = known.map(\.0)
        race = Race(targetNanoseconds: Double(claim.targetNanoseconds), accuracies: known.compactMap(\.1))
    }

    /// Takes in what an interrupted run had measured.
    mutating func take(_ kept: [MeasurementDraft]) {
        for place in subjects.indices {
            let name = MeasurementDraft.identifier(of: subjects[place].candidate)
            guard let draft = kept.first(where: { MeasurementDraft.identifier(of: $0.candidate) == name }) else {
                continue
            }
            drafts[place] = draft
            let finding = finding(of: draft)
            if draft.failure != nil || finding?.verdict == .misses || draft.runs.count >= Self.processes[1] {
                race.record(draft.failure == nil ? finding?.verdict ?? .undecided : .misses, of: place)
            }
        }
    }

    /// The subject that promises most; nil when none is worth measuring any more.
    var next: Int? { race.next(beliefs) }

    /// Measures a candidate until a verdict is found or no few more samples would find one.
    ///
    /// - Returns: false if the user stopped it.
    mutating func measure(
        _ place: Int, by profiler: inout ModelProfiler, _ tell: (ModelProfiler.Event) throws -> Void
    ) throws -> Bool {
        for count in Self.processes {
            profiler.plan.processes = count
            let kept = drafts[place].map { [$0] } ?? []
            let isComplete = try profiler.measure([subjects[place]], besides: kept, tell)
            drafts[place] = profiler.drafts[0]
            guard isComplete else { return false }
            guard profiler.drafts[0].failure == nil else {
                race.record(.misses, of: place)
                return true
            }
            guard let finding = finding(of: profiler.drafts[0]) else { continue }
            let isWorthMore = finding.verdict == .undecided && (finding.samplesNeeded ?? .max) < 2000
            if finding.verdict == .misses || count == Self.processes[1] && !isWorthMore || count == Self.processes.last
            {
                race.record(finding.verdict, of: place)
                return true
            }
        }
        return true
    }

    /// What is believed of every candidate, after all that was measured.
    var beliefs: [LatencyBelief] {
        let measured = drafts.values.filter { !$0.runs.isEmpty }.map { $0.measurement(withIntervals: false) }
        var profiles = earlier
        if var latest = earlier.last {
            latest.measurements = measured
            profiles.append(latest)
        }
        let predictor = WorkPredictor(profiles, models: Array(models.values))
        let rough = RoughBeliefs(
            measured.compactMap { measurement in
                guard let operations = variant(of: measurement.candidate)?.operations,
                    let figure = measurement.latencyNanoseconds[.median]
                else { return nil }
                return (operations, figure.value)
            })
        return subjects.map { subject in
            let variant = variant(of: subject.candidate)
            return variant.flatMap { predictor?.belief(of: subject.candidate, $0, at: statistic) }
                ?? rough.belief(operations: variant?.operations)
        }
    }

    func variant(of candidate: Candidate) -> Variant? {
        models[candidate.model]?.variants.first { $0.precision == candidate.precision }
    }

    /// Nil while nothing was measured.
    private func finding(of draft: MeasurementDraft) -> Finding? {
        let measurement = draft.measurement(withIntervals: false)
        guard let samples = measurement.samples else { return nil }
        guard !measurement.contended else { return Finding(.contended) }
        return LatencyEvidence(samples).sequentialFinding(claim)
    }
}
