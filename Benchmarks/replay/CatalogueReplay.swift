import EdgePlanning
import EdgeRecords

/// A whole table of one device, every candidate measured, raced over as if nothing were known of it.
struct CatalogueTable: Codable {
    var profile: Profile
    /// With layers.
    var models: [Model]
}

/// What a race over it would have decided and measured, against measuring everything.
struct CatalogueReplay {
    private let profile: Profile
    private let models: [String: Model]
    private let measurements: [Measurement]
    private let accuracies: [Double]

    struct Outcome {
        var candidates = 0
        var processes = 0
        var best: Measurement?
    }

    /// As a run of the program asks for a verdict: after one process of each, after five, and at the end.
    private static let rounds = [1, 5, .max]

    init(_ table: CatalogueTable, labels: String) {
        profile = table.profile
        models = Dictionary(uniqueKeysWithValues: table.models.map { ($0.name, $0) })
        let records = table.models
        let rivals = table.profile.measurements.filter { measurement in
            measurement.scenario == .quiet && measurement.outcome == .ok
                && records.first { $0.name == measurement.candidate.model }?.labels == labels
        }
        let known = rivals.map { ($0, Race.accuracy(of: $0.candidate, in: records)) }.filter { $0.1 != nil }
        measurements = known.map(\.0)
        accuracies = known.compactMap(\.1)
    }

    /// All candidates, all processes.
    func everything(_ claim: Claim) -> Outcome {
        var outcome = Outcome(candidates: measurements.count)
        outcome.processes = measurements.reduce(0) { $0 + ($1.processes ?? 0) }
        let meeting = measurements.indices.filter { finding(measurements[$0], .max, claim)?.verdict == .meets }
        let best = meeting.max { (accuracies[$0], -latency($0, claim)) < (accuracies[$1], -latency($1, claim)) }
        outcome.best = best.map { measurements[$0] }
        return outcome
    }

    func race(_ claim: Claim) -> Outcome {
        var race = Race(targetNanoseconds: Double(claim.targetNanoseconds), accuracies: accuracies)
        var seen: [Measurement] = []
        var outcome = Outcome()
        var bare = profile
        bare.measurements = []
        let known = RaceBeliefs(models: models, earlier: [bare], statistic: .percentile(claim.percentile))
        func beliefs() -> [LatencyBelief] { known.beliefs(of: measurements.map(\.candidate), after: seen) }
        func measure(_ place: Int) {
            let whole = measurements[place].processes ?? 0
            var spent = 0
            var verdict = Verdict.undecided
            for round in Self.rounds {
                spent = min(round, whole)
                verdict = finding(measurements[place], round, claim)?.verdict ?? .undecided
                if verdict == .misses || spent == whole { break }
            }
            outcome.candidates += 1
            outcome.processes += spent
            seen.append(measurements[place])
            race.record(verdict, of: place, nanoseconds: latency(place, claim))
        }
        while let next = race.next(beliefs()) { measure(next) }
        // The two at the end are measured once more, in turns.
        if let best = race.best, let rival = race.runnerUp(beliefs()) {
            if race.verdicts[rival] == nil { measure(rival) }
            outcome.processes += (measurements[best].processes ?? 0) + (measurements[rival].processes ?? 0)
        }
        outcome.best = race.best.map { measurements[$0] }
        return outcome
    }

    func accuracy(of measurement: Measurement?) -> Double? {
        measurement.flatMap { Race.accuracy(of: $0.candidate, in: Array(models.values)) }
    }

    private func latency(_ place: Int, _ claim: Claim) -> Double {
        measurements[place].latencyNanoseconds[.percentile(claim.percentile)]?.value ?? .infinity
    }

    /// Of the first processes alone.
    private func finding(_ measurement: Measurement, _ processes: Int, _ claim: Claim) -> Finding? {
        guard let samples = measurement.samples else { return nil }
        let first = Set(Set(samples.process).sorted().prefix(processes))
        let blocks = samples.blocks.filter { first.contains($0.process) }
        return LatencyEvidence(Samples(of: blocks)).sequentialFinding(claim)
    }
}

/// Prints both for several targets.
func replayCatalogue(_ table: CatalogueTable, labels: String) {
    let replay = CatalogueReplay(table, labels: labels)
    print(
        "target" + cell("all: candidates", 18) + cell("processes", 11) + cell("race: candidates", 18)
            + cell("processes", 11) + cell("share", 9) + "  decision")
    for milliseconds in [1.0, 2, 3, 5, 10, 20, 50] {
        guard let claim = Claim(targetNanoseconds: Int(milliseconds * 1e6), percentile: 95, confidence: 0.95) else {
            continue
        }
        let (all, race) = (replay.everything(claim), replay.race(claim))
        let share = Double(race.processes) / Double(max(all.processes, 1))
        let isSame = replay.accuracy(of: all.best) == replay.accuracy(of: race.best)
        let names = [race.best, all.best].map { $0?.candidate.name ?? "nothing meets it" }
        let decision =
            names[0] == names[1]
            ? "the same: \(names[0])"
            : isSame ? "as accurate: \(names[0]), \(names[1])" : "OTHER: \(names[0]) instead of \(names[1])"
        print(
            cell("\(Int(milliseconds)) ms", 6) + cell("\(all.candidates)", 18) + cell("\(all.processes)", 11)
                + cell("\(race.candidates)", 18) + cell("\(race.processes)", 11)
                + cell("\((share * 1000).rounded() / 10) %", 9) + "  " + decision)
    }
}
