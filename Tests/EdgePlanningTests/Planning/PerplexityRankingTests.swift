import EdgeRecords
import Testing

@testable import EdgePlanning

/// Language models: less perplexity is better, and only of the same text in the same tokens.
@Suite struct PerplexityRankingTests {
    private static func accuracy(_ value: Double, dataset: String = "novel.txt, 5120 tokens, 512 at once") -> Accuracy {
        Accuracy(
            kind: .measured, metric: Accuracy.perplexity, dataset: dataset, engine: .llamaCpp,
            value: Figure(
                value, .mean, count: 2550, interval: .init(low: value * 0.98, high: value * 1.02), confidence: 0.95,
                source: .measured, basis: ["sha256:1"]))
    }

    private func plan(_ variants: [(word: String, milliseconds: Double, accuracy: Accuracy?)]) throws -> Plan {
        var model = Model(name: "chat", task: .textGeneration, labels: nil, weights: .installed)
        var measurements: [Measurement] = []
        for (word, milliseconds, accuracy) in variants {
            let precision = Precision(rawValue: word)
            var variant = Variant(name: "chat/\(word)", precision: precision)
            variant.format = .gguf
            if let accuracy { variant.keep(accuracy) }
            model.variants.append(variant)
            let candidate = Made.candidate("chat", precision, engine: .llamaCpp)
            measurements.append(Made.measurement(of: candidate, milliseconds: milliseconds))
        }
        let requirement = Requirement(task: .textGeneration, labels: nil, targetNanoseconds: 50_000_000)
        return try Planner.plan(Made.request(measurements, models: [model], requirement))
    }

    @Test func `kinds of numbers are candidates of their own, and the least surprised goes first`() throws {
        let plan = try plan([
            ("q4_0", 5, Self.accuracy(22.55)), ("q8_0", 12, Self.accuracy(12.62)), ("q2_k", 4, Self.accuracy(45.6)),
        ])
        #expect(plan.choice?.candidate.precision == Precision(rawValue: "q8_0"))
        let ranking = try #require(plan.choice?.rankingAccuracy)
        #expect(abs(ranking.value - 1 / (12.62 * 1.02)) < 1e-9)
        #expect(ranking.interval.map { $0.low < $0.high && $0.low == ranking.value } == true)
        #expect(plan.ranked.count == 3)
        #expect(plan.summary.contains("perplexity 12.6 (at most 12.9)"), "\(plan.summary)")
    }

    @Test func `one that was found on another text is not held against the others`() throws {
        let other = Self.accuracy(3, dataset: "primer.txt, 900 tokens, 512 at once")
        let plan = try plan([
            ("q4_0", 5, Self.accuracy(22.55)), ("q8_0", 12, Self.accuracy(17.6)), ("q2_k", 4, other),
        ])
        #expect(plan.choice?.candidate.precision == Precision(rawValue: "q8_0"))
        let strange = plan.ranked.first { $0.candidate.precision == Precision(rawValue: "q2_k") }
        #expect(strange != nil && strange?.rankingAccuracy == nil)
    }
}
