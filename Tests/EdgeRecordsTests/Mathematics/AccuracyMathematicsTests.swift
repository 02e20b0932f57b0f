import Testing

@testable import EdgeRecords

@Suite struct AccuracyMathematicsTests {
    @Test(
        arguments: [
            // Wilson (1927) as textbooks compute it.
            (8, 10, 0.490_162, 0.943_318), (0, 10, 0, 0.277_533), (10, 10, 0.722_467, 1),
            (18, 20, 0.698_968, 0.972_130),
            (9000, 10_000, 0.893_963, 0.905_731),
        ] as [(Int, Int, Double, Double)])
    func `Wilson's interval holds the share and never leaves 0 to 1`(
        right: Int, of count: Int, low: Double, high: Double
    )
        throws
    {
        let interval = try #require(Wilson.interval(of: right, in: count))
        #expect(abs(interval.low - low) < 1e-5 && abs(interval.high - high) < 1e-5, "\(interval)")
    }

    @Test func `there is no share of nothing`() {
        #expect(Wilson.interval(of: 0, in: 0) == nil)
        #expect(Wilson.interval(of: 3, in: 2) == nil)
        #expect(Wilson.interval(of: 1, in: 2, confidence: 1) == nil)
    }

    @Test func `quantiles of the normal distribution invert its probabilities`() {
        #expect(abs(Distributions.normalQuantile(0.975) - 1.959_963_984_540_054) < 1e-12)
        for probability in [1e-9, 0.2, 0.5, 0.99] {
            #expect(abs(Distributions.normal(below: Distributions.normalQuantile(probability)) - probability) < 1e-12)
        }
        #expect(Distributions.normalQuantile(0) == -.infinity)
    }

    @Test func `the area counts pairs in order, and equal scores half`() throws {
        let area = try #require(ReceiverCurve.area(positives: [0.8, 0.5, 0.5], negatives: [0.5, 0.1]))
        #expect(abs(area.value - 5.0 / 6) < 1e-12)
        #expect(area.interval.low > 0 && area.interval.low < area.value && area.interval.high < 1)
    }

    @Test func `the variance of the area is DeLong's`() throws {
        // Above: 1, 1, 1/2; below: 1, 2/3. Variances 1/12 and 1/18; over 3 and 2: 1/36 + 1/36.
        let area = try #require(ReceiverCurve.area(positives: [5, 4, 2], negatives: [1, 3]))
        let reach = 1.959_963_984_540_054 * (1.0 / 18).squareRoot() / (5.0 / 36)
        let low = 1 / (1 + Exponential.exp(-(Exponential.log(5) - reach)))
        #expect(abs(area.value - 5.0 / 6) < 1e-12)
        #expect(abs(area.interval.low - low) < 1e-9)
    }

    @Test func `a perfect area has an interval as wide as the smaller group allows`() throws {
        let area = try #require(ReceiverCurve.area(positives: [2, 3, 4], negatives: [0, 1]))
        #expect(area.value == 1)
        #expect(area.interval == Wilson.interval(of: 2, in: 2))
        #expect(ReceiverCurve.area(positives: [], negatives: [1]) == nil)
        #expect(ReceiverCurve.area(positives: [.nan], negatives: [1]) == nil)
    }

    @Test func `average precision shows equal scores together`() throws {
        let precision = try #require(
            AveragePrecision(scores: [3, 2, 2, 1], isWanted: [false, true, false, true]))
        #expect(abs(precision.value - (1.0 / 3 + 2.0 / 4) / 2) < 1e-12)
        #expect(AveragePrecision(scores: [1], isWanted: [false]) == nil)
        let mean = try #require(AveragePrecision.mean(of: [precision], samples: 4))
        #expect(mean.interval.low <= mean.value && mean.value <= mean.interval.high)
    }

    @Test func `the accuracy of another instruction-set class is told as imported`() throws {
        let figure = Figure(0.9, .mean, count: 100, source: .measured)
        var variant = Variant(name: "m/int8", precision: .int8)
        variant.accuracy = Accuracy(
            kind: .published, metric: "top-1", value: Figure(0.8, .single, count: 0, source: .published))
        #expect(variant.accuracy(on: .native, isaClass: "exact32")?.kind == .published)
        variant.keep(
            Accuracy(kind: .measured, metric: "top-1", isaClass: "exact32", engine: .native, value: figure))
        #expect(variant.accuracy?.kind == .published)
        let here = try #require(variant.accuracy(on: .native, isaClass: "exact32"))
        #expect(here.value.source == .measured)
        variant.accuracy = nil
        #expect(variant.accuracy(on: .onnxruntime, isaClass: "saturating16")?.value.source == .imported)
    }

    @Test func `of an accuracy measured twice on one engine the one with more samples counts`() {
        func measured(_ value: Double, of count: Int) -> Accuracy {
            Accuracy(
                kind: .measured, metric: "top-1", dataset: "pictures, \(count) of 10000", isaClass: "exact32",
                engine: .native, value: Figure(value, .mean, count: count, source: .measured))
        }
        for order in [[10000, 500], [500, 10000]] {
            var variant = Variant(name: "m/int8", precision: .int8)
            for count in order { variant.keep(measured(count == 500 ? 0.864 : 0.844, of: count)) }
            #expect(variant.accuracy(on: .native, isaClass: "exact32")?.value.value == 0.844)
            #expect(variant.accuracy?.value.value == 0.844)
        }
    }
}
