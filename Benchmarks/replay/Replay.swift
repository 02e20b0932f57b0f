import EdgePlanning
import EdgeRecords

/// Races over a table of published latencies, one device after another, each judged by the families of the others.
struct Replay {
    let table: ReferenceTable
    let accuracies: [[Int: Double]]
    /// By family, what the devices of all others say: to learn that takes far longer than to ask it.
    let predictors: [String: DevicePredictor]
    let targetNanoseconds: Double

    static func predictors(of table: ReferenceTable) -> [String: DevicePredictor] {
        let families = Set(table.rows.map(\.family))
        return families.reduce(into: [:]) { $0[$1] = DevicePredictor(table.without(family: $1)) }
    }

    /// How a way of choosing did over all devices.
    struct Tally {
        var devices = 0
        var withoutRegret = 0
        var infeasible = 0
        var regret = 0.0
        var measurements = 0

        mutating func add(_ choice: Int?, best: Int?, on row: [Int: Double], accuracies: [Int: Double], target: Double)
        {
            devices += 1
            let reached = choice.flatMap { row[$0].map { $0 <= target } == true ? accuracies[$0] : nil } ?? 0
            if let choice, let latency = row[choice], latency > target { infeasible += 1 }
            let lost = (best.flatMap { accuracies[$0] } ?? 0) - reached
            regret += lost
            withoutRegret += lost <= 0 ? 1 : 0
        }
    }

    /// The race itself, with what its measurements would have said.
    func race() -> Tally {
        var tally = Tally()
        for (place, row) in table.rows.enumerated() {
            guard let predictor = predictors[row.family] else { continue }
            let ids = row.latencies.keys.sorted()
            var race = Race(targetNanoseconds: targetNanoseconds, accuracies: ids.map { accuracies[place][$0] ?? 0 })
            var seen: [Int: Double] = [:]
            while let next = race.next(beliefs(of: ids, by: predictor, seen)) {
                let latency = row.latencies[ids[next]] ?? .infinity
                seen[ids[next]] = latency
                race.record(Exponential.exp(latency) <= targetNanoseconds ? .meets : .misses, of: next)
            }
            tally.measurements += seen.count
            add(race.best.map { ids[$0] }, place, to: &tally)
        }
        return tally
    }

    private func beliefs(of ids: [Int], by predictor: DevicePredictor, _ seen: [Int: Double]) -> [LatencyBelief] {
        let all = predictor.beliefs(seen: seen)
        return ids.map { all[$0] }
    }

    /// A rule that names a variant without measuring, given what other families' devices say.
    func choose(_ rule: (_ predictor: DevicePredictor, _ row: ReferenceTable.Row, _ accuracies: [Int: Double]) -> Int?)
        -> Tally
    {
        var tally = Tally()
        for (place, row) in table.rows.enumerated() {
            guard let predictor = predictors[row.family] else { continue }
            add(rule(predictor, row, accuracies[place]), place, to: &tally)
        }
        return tally
    }

    private func add(_ choice: Int?, _ place: Int, to tally: inout Tally) {
        let row = table.rows[place].latencies.mapValues { Exponential.exp($0) }
        let feasible = row.filter { $0.value <= targetNanoseconds }.keys
        let best = feasible.max { (accuracies[place][$0] ?? 0, $0) < (accuracies[place][$1] ?? 0, $1) }
        tally.add(choice, best: best, on: row, accuracies: accuracies[place], target: targetNanoseconds)
    }
}
