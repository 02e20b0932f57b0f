import EdgePlanning
import EdgeProfiling
import EdgeRecords

/// A race among candidates of one task and label set: measures the one that promises most until none is worth it.
struct ModelRace {
    let claim: Claim
    let statistic: Statistic
    let subjects: [ModelSubject]
    private let known: RaceBeliefs
    private(set) var race: Race
    /// Of each subject that was measured.
    private(set) var drafts: [Int: MeasurementDraft] = [:]

    /// Processes after which a verdict is looked for: one shows what is far too slow, and two rounds of five the rest.
    private static let processes = [1, 5, 10]
    private static let confirmingProcesses = 5
    /// Where more than these are as good as each other, any of them will do.
    private static let pairsAtMost = 2

    /// Pairs that were measured in turns.
    private var confirmed: Set<Set<Int>> = []

    init(
        _ subjects: [ModelSubject], claim: Claim, percentile: Double, models: [String: Model], earlier: [Profile]
    ) {
        self.claim = claim
        statistic = .percentile(percentile)
        known = RaceBeliefs(models: models, earlier: earlier, statistic: .percentile(percentile))
        let records = Array(models.values)
        let rivals = subjects.map { ($0, Race.accuracy(of: $0.candidate, in: records)) }.filter { $0.1 != nil }
        self.subjects = rivals.map(\.0)
        race = Race(targetNanoseconds: Double(claim.targetNanoseconds), accuracies: rivals.compactMap(\.1))
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
                record(place)
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
                record(place)
                return true
            }
            guard let finding = finding(of: profiler.drafts[0]) else { continue }
            let isWorthMore = finding.verdict == .undecided && (finding.samplesNeeded ?? .max) < 2000
            if finding.verdict == .misses || count == Self.processes[1] && !isWorthMore || count == Self.processes.last
            {
                record(place)
                return true
            }
        }
        return true
    }

    /// The best and its runner-up once more, in turns: what was measured apart was measured at different moments.
    ///
    /// - Returns: false if the user or the budget stopped it.
    mutating func confirm(
        by profiler: inout ModelProfiler, _ tell: (ModelProfiler.Event) throws -> Void
    ) throws -> Bool {
        guard let pair else { return true }
        confirmed.insert(pair)
        let places = pair.sorted()
        profiler.plan.processes = Self.confirmingProcesses
        let kept = places.compactMap { drafts[$0] }
        let isComplete = try profiler.measure(places.map { subjects[$0] }, besides: kept, isMore: true, tell)
        for (number, place) in places.enumerated() {
            drafts[place] = profiler.drafts[number]
            record(place)
        }
        return isComplete
    }

    /// The two to be confirmed; nil where there are no two, or they were confirmed already.
    private var pair: Set<Int>? {
        guard !race.isContended, confirmed.count < Self.pairsAtMost, let best = race.best,
            let rival = race.runnerUp(beliefs)
        else { return nil }
        let pair: Set = [best, rival]
        return confirmed.contains(pair) ? nil : pair
    }

    /// Whether all that can be known is.
    var isSettled: Bool { next == nil && pair == nil }

    /// Those that took turns at the end, the best first.
    var confirmedPlaces: [Int] {
        guard let best = race.best, let rival = race.runnerUp(beliefs), confirmed.contains([best, rival]) else {
            return []
        }
        return [best, rival]
    }

    /// Tells the race what a draft has come to.
    private mutating func record(_ place: Int) {
        guard let draft = drafts[place] else { return }
        guard draft.failure == nil else { return race.record(.misses, of: place) }
        let measurement = draft.measurement(withIntervals: false)
        race.record(
            finding(of: draft)?.verdict ?? .undecided, of: place,
            nanoseconds: measurement.latencyNanoseconds[statistic]?.value
                ?? measurement.latencyNanoseconds[.median]?.value)
    }

    /// What is believed of every candidate, after all that was measured.
    var beliefs: [LatencyBelief] {
        let measured = drafts.values.filter { !$0.runs.isEmpty }.map { $0.measurement(withIntervals: false) }
        return known.beliefs(of: subjects.map(\.candidate), after: measured)
    }

    /// Nil while nothing was measured.
    private func finding(of draft: MeasurementDraft) -> Finding? {
        let measurement = draft.measurement(withIntervals: false)
        guard let samples = measurement.samples else { return nil }
        guard !measurement.contended else { return Finding(.contended) }
        return LatencyEvidence(samples).sequentialFinding(claim)
    }
}
