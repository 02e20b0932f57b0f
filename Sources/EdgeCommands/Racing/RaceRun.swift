import EdgeArguments
import EdgePlanning
import EdgePlatform
import EdgeProfiling
import EdgeRecords

/// Measures only what can still change which candidate is the most accurate within a target.
struct RaceRun {
    private let claim: Claim
    private let percentile: Double
    private let endNanoseconds: Int?
    private let console: any Console
    private var races: [ModelRace]
    private var unknown = 0

    /// Nil unless the command line names a target and does not ask for everything.
    static func claim(_ asked: ParsedCommand) throws -> (claim: Claim, percentile: Double)? {
        guard let target = asked.nanoseconds(ifGiven: "target"), !asked.flag("all") else { return nil }
        let percentile = (asked.ratio("percentile") * 1e8).rounded() / 1e6
        guard
            let claim = Claim(
                targetNanoseconds: target, percentile: percentile, confidence: asked.ratio("confidence"))
        else { throw RaceError.impossible }
        return (claim, percentile)
    }

    /// - Throws: If nobody knows how accurate any of them is, so that there is nothing to race for.
    init(
        _ subjects: [ModelSubject], _ asked: ParsedCommand, models: [String: Model], earlier: [Profile],
        console: any Console
    ) throws {
        guard let (claim, percentile) = try Self.claim(asked) else { throw RaceError.impossible }
        (self.claim, self.percentile, self.console) = (claim, percentile, console)
        endNanoseconds = asked.nanoseconds(ifGiven: "budget").map { Int(MonotonicClock.nanoseconds) + $0 }
        // Rivals answer the same question with the same labels.
        let groups = Dictionary(grouping: subjects) { subject in
            let model = models[subject.candidate.model]
            return (model?.task.rawValue ?? "") + " " + (model?.labels ?? "")
        }
        races = groups.sorted { $0.key < $1.key }.map { _, rivals in
            ModelRace(rivals, claim: claim, percentile: percentile, models: models, earlier: earlier)
        }
        unknown = subjects.count - races.reduce(0) { $0 + $1.subjects.count }
        guard races.contains(where: { !$0.subjects.isEmpty }) else { throw RaceError.nothingToRaceFor }
    }

    /// Takes in what an interrupted run had measured.
    mutating func take(_ kept: [MeasurementDraft]) {
        for place in races.indices { races[place].take(kept) }
    }

    /// False if the user or the budget cut it short.
    mutating func run(
        _ profiler: inout ModelProfiler, _ tell: (ModelProfiler.Event) throws -> Void
    ) throws -> Bool {
        for place in races.indices {
            while !races[place].isSettled, !isContended {
                if let end = endNanoseconds {
                    profiler.plan.budgetNanoseconds = max(end - Int(MonotonicClock.nanoseconds), 0)
                }
                guard profiler.plan.budgetNanoseconds != 0, try step(place, &profiler, tell) else { return false }
            }
        }
        return true
    }

    /// Measures what promises most, or the best and its runner-up in turns where nothing else can change the answer.
    private mutating func step(
        _ place: Int, _ profiler: inout ModelProfiler, _ tell: (ModelProfiler.Event) throws -> Void
    ) throws -> Bool {
        guard let next = races[place].next else { return try races[place].confirm(by: &profiler, tell) }
        guard try races[place].measure(next, by: &profiler, tell) else { return false }
        let name = races[place].subjects[next].name
        console.explain("\(name): \(races[place].race.verdicts[next]?.rawValue ?? "not settled")")
        return true
    }

    /// Whether the device is too busy to race on.
    var isContended: Bool { races.contains { $0.race.isContended } }

    /// All that was measured, disturbed blocks marked by what all of them show.
    func drafts(_ history: DeviceHistory) -> [MeasurementDraft] {
        var drafts = races.flatMap { race in race.drafts.sorted { $0.key < $1.key }.map(\.value) }
        history.judge(&drafts)
        return drafts
    }

    /// What was measured of how many, and why the rest was not.
    var summary: RaceSummary {
        var skips = RaceSkips()
        skips.unknown = unknown
        for race in races {
            let own = race.race.skips(race.beliefs)
            skips.surpassed += own.surpassed
            skips.unlikely += own.unlikely
            skips.cutShort += own.cutShort
        }
        var summary = RaceSummary(
            targetNanoseconds: claim.targetNanoseconds, percentile: percentile, confidence: claim.confidence,
            candidates: races.reduce(unknown) { $0 + $1.subjects.count },
            measured: races.reduce(0) { $0 + $1.drafts.count })
        summary.lessAccurate = skips.surpassed
        summary.unlikely = skips.unlikely
        summary.cutShort = skips.cutShort
        summary.unknownAccuracy = skips.unknown
        summary.contended = isContended
        summary.confirmed = races.flatMap { race in race.confirmedPlaces.map { race.subjects[$0].candidate.name } }
        summary.best = races.compactMap { race in race.race.best.map { race.subjects[$0].candidate.name } }
        summary.open = races.flatMap { race in race.race.open.map { race.subjects[$0].candidate.name } }
        return summary
    }
}

/// Why there was no race.
enum RaceError: ExplainedError {
    case impossible
    case nothingToRaceFor

    var what: String { "nothing was measured" }

    var `where`: String {
        switch self {
        case .impossible: "--target, --percentile and --confidence"
        case .nothingToRaceFor: "edgeplan profile models --target"
        }
    }

    var why: String {
        switch self {
        case .impossible: "no run takes no time, and the other two lie between 0 and 100"
        case .nothingToRaceFor:
            "nobody knows how accurate any of these models is, and a race looks for the most accurate one in time"
        }
    }

    var remedy: String {
        switch self {
        case .impossible: "ask for what a device can meet, such as --target 50ms --percentile 95"
        case .nothingToRaceFor: "measure everything with --all, or evaluate them first: edgeplan models evaluate"
        }
    }

    var status: ExitStatus { .wrongUsage }
}
