public import EdgeRecords

/// How a race went, as a person reads it.
public enum RaceText {
    public static func text(of race: RaceSummary, width: Int) -> String {
        let target = NumberText.exactDuration(nanoseconds: race.targetNanoseconds)
        let best = race.best.isEmpty ? "nothing meets" : race.best.joined(separator: ", ") + " meets"
        let reasons = [
            (race.lessAccurate, "no more accurate than the best"), (race.unlikely, "most unlikely to be in time"),
            (race.unknownAccuracy, "of unknown accuracy"), (race.cutShort, "because the run was cut short"),
        ]
        let skipped = reasons.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        var sentences =
            "Race: \(best) \(target) at \(Statistic.percentile(race.percentile).rawValue); "
            + "\(race.measured) of \(race.candidates) candidates were measured"
        if !skipped.isEmpty { sentences += ", the others not: \(skipped)" }
        sentences += "."
        if race.contended == true {
            sentences += " It was given up: other work took so much of this device that no figure could be trusted."
        }
        if race.confirmed.count > 1 {
            sentences += " Measured once more in turns: \(race.confirmed.joined(separator: " and "))."
        }
        if !race.open.isEmpty { sentences += " Not settled: \(race.open.joined(separator: ", "))." }
        return Wrapping.hanging(sentences, indent: 2, width: width, first: 0).joined(separator: "\n") + "\n"
    }
}
