import EdgeRecords
import Testing

@testable import EdgePlanning

@Suite struct RaceChoiceTests {
    private func belief(_ milliseconds: Double, deviation: Double = 0.1) -> LatencyBelief {
        LatencyBelief(mean: Exponential.log(milliseconds * 1e6), deviation: deviation)
    }

    @Test func `what was not measured is counted by why`() {
        var race = Race(targetNanoseconds: 50e6, accuracies: [0.7, 0.6, 0.8, 0.75])
        let beliefs = [belief(20), belief(10), belief(5000, deviation: 0.01), belief(45)]
        race.record(.meets, of: 0)
        #expect(race.next(beliefs) == 3)
        let skips = race.skips(beliefs)
        #expect(skips.surpassed == 1 && skips.unlikely == 1 && skips.cutShort == 1 && skips.total == 3)
    }

    @Test
    func `three candidates in turn without a quiet block end the race, and one that had some begins the count anew`() {
        var race = Race(targetNanoseconds: 50e6, accuracies: [0.7, 0.6, 0.8, 0.75, 0.72])
        let beliefs = Array(repeating: belief(20), count: 5)
        for place in [2, 3] { race.record(.contended, of: place) }
        #expect(!race.isContended && race.next(beliefs) == 4)
        var other = race
        race.record(.contended, of: 4)
        #expect(race.isContended && race.next(beliefs) == nil && race.skips(beliefs).cutShort == 2)
        other.record(.undecided, of: 4)
        other.record(.contended, of: 0)
        #expect(!other.isContended && other.next(beliefs) == 1)
    }

    @Test func `of equally accurate ones the fastest is the best, and the runner-up may be one not measured yet`() {
        var race = Race(targetNanoseconds: 50e6, accuracies: [0.7, 0.7, 0.6, 0.7, 0.65])
        let beliefs = [belief(20), belief(12), belief(5), belief(200), belief(10)]
        #expect(race.runnerUp(beliefs) == nil)
        race.record(.meets, of: 0, nanoseconds: 20e6)
        race.record(.meets, of: 4, nanoseconds: 10e6)
        #expect(race.best == 0 && race.runnerUp(beliefs) == 1 && race.next(beliefs) == nil)
        race.record(.meets, of: 1, nanoseconds: 11e6)
        #expect(race.best == 1 && race.runnerUp(beliefs) == 0)
        race.record(.misses, of: 0)
        #expect(race.runnerUp(beliefs) == 4)
    }

    /// A device as numbers: networks from small to large, three precisions, two numbers of threads.
    private struct SketchedTable {
        var operations: [Int] = []
        var accuracies: [Double] = []
        var nanoseconds: [Double] = []

        init(seed: UInt64) {
            var state = seed &* 0x9e37_79b9_7f4a_7c15
            func unit() -> Double {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                return Double(state &>> 11) * 0x1p-53
            }
            // Roughly normal.
            func spread() -> Double { (0..<6).reduce(0) { sum, _ in sum + unit() } / 3 - 1 }
            let rate = 5 * Exponential.exp(3 * unit())
            for network in 0..<14 {
                let work = 20e6 * Exponential.exp(Double(network) * 0.4)
                let accuracy = 0.55 + 0.02 * Double(network) + 0.02 * spread()
                for (speed, loss) in [(1.0, 0.0), (1.6, 0.001), (3.0, 0.012)] {
                    let own = Exponential.exp(0.5 * spread())
                    for threads in [1.0, 2.0] {
                        operations.append(Int(work))
                        accuracies.append(accuracy - loss)
                        nanoseconds.append(work / (rate * speed * (1 + 0.8 * (threads - 1))) * own)
                    }
                }
            }
        }
    }

    @Test func `on sketched devices it decides as if all were measured, with at most a third of the measurements`() {
        var measured = 0
        var candidates = 0
        var right = 0
        let tables = (1...40).map { SketchedTable(seed: $0) }
        let targets = [5e6, 20e6, 50e6, 100e6]
        for table in tables {
            for target in targets {
                var race = Race(targetNanoseconds: target, accuracies: table.accuracies)
                var seen: [Int] = []
                func beliefs() -> [LatencyBelief] {
                    let rough = RoughBeliefs(seen.map { (table.operations[$0], table.nanoseconds[$0]) })
                    return table.operations.map { rough.belief(operations: $0) }
                }
                func measure(_ place: Int) {
                    seen.append(place)
                    let nanoseconds = table.nanoseconds[place]
                    race.record(nanoseconds <= target ? .meets : .misses, of: place, nanoseconds: nanoseconds)
                }
                while let next = race.next(beliefs()) { measure(next) }
                if let rival = race.runnerUp(beliefs()), race.verdicts[rival] == nil { measure(rival) }
                let feasible = table.nanoseconds.indices.filter { table.nanoseconds[$0] <= target }
                let wanted = feasible.map { table.accuracies[$0] }.max()
                right += race.best.map { table.accuracies[$0] } == wanted ? 1 : 0
                measured += seen.count
                candidates += table.accuracies.count
            }
        }
        #expect(3 * measured <= candidates, "\(measured) of \(candidates)")
        #expect(Double(right) >= 0.95 * Double(tables.count * targets.count), "\(right)")
    }

    @Test func `without ceilings work is believed to take what other work took`() {
        let blind = RoughBeliefs([])
        #expect(blind.belief(operations: 1_000_000).nanoseconds > 1000)
        #expect(blind.belief(operations: nil).deviation > blind.belief(operations: 5).deviation)
        let seen = RoughBeliefs([(1000, 100), (2000, 200), (3000, 330), (0, 5)])
        let belief = seen.belief(operations: 10_000)
        #expect(abs(belief.nanoseconds - 1000) < 1 && belief.deviation < blind.belief(operations: 10_000).deviation)
    }

    @Test func `a variant of which nothing is known races a little behind the one it was made from`() {
        var model = Model(name: "net", task: .imageClassification, labels: nil, weights: .seeded)
        model.variants = [Precision.fp32, .bf16, .int8].map { Variant(name: "net/\($0.rawValue)", precision: $0) }
        model.variants[0].accuracy = Accuracy(
            kind: .published, metric: "top-1", value: Figure(0.7, .single, count: 1, source: .published))
        let accuracies = model.variants.map { variant in
            Race.accuracy(
                of: Candidate(
                    model: "net", variant: variant.name, precision: variant.precision, weights: .seeded,
                    engine: .native, threads: 1), in: [model])
        }
        #expect(accuracies[0] == 0.7)
        #expect(accuracies[1].map { $0 < 0.7 && $0 > 0.699 } == true && accuracies[2].map { $0 < 0.69 } == true)
        model.variants[0].accuracy = nil
        #expect(
            Race.accuracy(
                of: Candidate(
                    model: "net", variant: "net/int8", precision: .int8, weights: .seeded, engine: .native, threads: 1),
                in: [model]) == nil)
    }
}
