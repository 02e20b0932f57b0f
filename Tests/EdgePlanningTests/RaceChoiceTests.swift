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
