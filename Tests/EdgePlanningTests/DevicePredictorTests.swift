import EdgeRecords
import EdgeTestSupport
import Testing

@testable import EdgePlanning

/// Made-up devices: a speed each, and one way in which they differ, int8 quick or slow.
struct MadeUpDevices {
    let table: ReferenceTable
    /// A device that is not in the table, all its latencies.
    let newcomer: [Int: Double]

    init(seed: UInt64, devices: Int = 12) {
        let variants = (0..<30).map { place -> ReferenceTable.Variant in
            let width = Double(1 + place / 2)
            return ReferenceTable.Variant(
                name: "v\(place)", operations: 1e7 * width * width, parameters: 1e6, isInteger: place % 2 == 1)
        }
        var random = SeededRandom(seed: seed)
        func device() -> [Int: Double] {
            let speed = Double.random(in: -2...2, using: &random)
            let integer = Double.random(in: -1...0.5, using: &random)
            return Dictionary(
                uniqueKeysWithValues: variants.indices.map { place in
                    let noise = Double.random(in: -0.1...0.1, using: &random)
                    let work = Exponential.log(variants[place].operations)
                    return (place, work + speed + (variants[place].isInteger ? integer : 0) + noise)
                })
        }
        let rows = (0..<devices).map { ReferenceTable.Row(family: "f\($0)", latencies: device()) }
        table = ReferenceTable(variants: variants, rows: rows)
        newcomer = device()
    }
}

@Suite("A device judged by others")
struct DevicePredictorTests {
    @Test("after three measurements lies within the bars about nine times of ten", arguments: 1...5)
    func coverage(seed: Int) throws {
        let devices = MadeUpDevices(seed: UInt64(seed))
        let predictor = try #require(DevicePredictor(devices.table))
        let beliefs = predictor.beliefs(seen: devices.newcomer.filter { [4, 15, 26].contains($0.key) })
        let held = beliefs.indices.count { place in
            let interval = beliefs[place].interval
            return (interval.low...interval.high).contains(Exponential.exp(devices.newcomer[place]!))
        }
        #expect(held >= 22)
        // Bars that hold everything would say nothing.
        #expect(beliefs.allSatisfy { $0.interval.high < 4 * $0.interval.low })
    }

    @Test("has narrower bars the more was measured")
    func narrowing() throws {
        let devices = MadeUpDevices(seed: 9)
        let predictor = try #require(DevicePredictor(devices.table))
        let widths = [[], [4], [4, 15]].map { probes in
            predictor.beliefs(seen: devices.newcomer.filter { probes.contains($0.key) })[20].deviation
        }
        #expect(widths[0] > widths[1])
        #expect(widths[1] > widths[2])
    }

    @Test("needs two others at least")
    func tooFew() {
        #expect(DevicePredictor(MadeUpDevices(seed: 1, devices: 1).table) == nil)
        #expect(DevicePredictor(ReferenceTable(variants: [], rows: [])) == nil)
    }

    @Test("fills what a device did not measure from its other latencies")
    func holes() throws {
        let devices = MadeUpDevices(seed: 2)
        var row = devices.table.rows[0].latencies
        let removed = row.removeValue(forKey: 7)
        let left = try #require(removed)
        let table = ReferenceTable(
            variants: devices.table.variants, rows: [ReferenceTable.Row(family: "f", latencies: row)])
        #expect(abs(table.filled[0][7] - left) < 0.5)
    }
}

@Suite("The race for the most accurate candidate within a target")
struct RaceTests {
    @Test("finds it with a few measurements of thirty", arguments: 1...5)
    func few(seed: Int) throws {
        let devices = MadeUpDevices(seed: UInt64(seed))
        let predictor = try #require(DevicePredictor(devices.table))
        // Larger networks answer better; the target cuts somewhere in the middle.
        let accuracies = (0..<30).map { 0.5 + 0.01 * Double($0) }
        let target = Exponential.exp(devices.newcomer[16]!)
        var race = Race(targetNanoseconds: target, accuracies: accuracies)
        var seen: [Int: Double] = [:]
        while let next = race.next(predictor.beliefs(seen: seen)) {
            seen[next] = devices.newcomer[next]
            race.record(Exponential.exp(devices.newcomer[next]!) <= target ? .meets : .misses, of: next)
        }
        let best = accuracies.indices.last { Exponential.exp(devices.newcomer[$0]!) <= target }
        #expect(race.best == best)
        #expect(seen.count <= 10)
    }

    private let sure = [-1.0, 0, 1].map { LatencyBelief(mean: Exponential.log(50) + $0, deviation: 0.01) }

    @Test("measures nothing that cannot surpass the best")
    func stops() {
        var race = Race(targetNanoseconds: 60, accuracies: [0.7, 0.8, 0.9])
        #expect(race.next(sure) == 1)
        race.record(.meets, of: 1)
        #expect(race.next(sure) == nil)
        #expect(race.best == 1)
    }

    @Test("goes on without what could not be settled, and lists it")
    func open() {
        var race = Race(targetNanoseconds: 60, accuracies: [0.7, 0.8, 0.9])
        race.record(.contended, of: 1)
        #expect(race.next(sure) == 0)
        #expect(race.open == [1])
        #expect(race.best == nil)
    }

    @Test("prefers the first of equals, so that the same beliefs give the same order")
    func equals() {
        let race = Race(targetNanoseconds: 60, accuracies: [0.7, 0.7])
        #expect(race.next([sure[0], sure[0]]) == 0)
    }
}
