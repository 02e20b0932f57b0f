import EdgeTestSupport
import Glibc
import Testing

@testable import EdgeRecords

@Suite("Mathematics without a library")
struct MathematicsTests {
    @Test("agrees with the C library's to the last digits")
    func agreement() {
        var random = SeededRandom(seed: 1)
        for _ in 0..<10_000 {
            let exponent = Double.random(in: -700...700, using: &random)
            #expect(abs(Exponential.exp(exponent) / Glibc.exp(exponent) - 1) < 1e-13)
            let value = Glibc.exp(exponent)
            #expect(abs(Exponential.log(value) - Glibc.log(value)) <= 4e-16 * max(abs(exponent), 1))
        }
        for deviations in stride(from: -12.0, through: 12, by: 0.1) {
            let expected = 0.5 * erfc(-deviations / 2.0.squareRoot())
            #expect(abs(Distributions.normal(below: deviations) / expected - 1) < 1e-9)
        }
        for count in [0, 1, 2, 10, 170, 100_000] {
            #expect(abs(Distributions.logFactorial(count) - lgamma(Double(count) + 1)) <= 1e-12 * Double(count + 1))
        }
    }

    @Test("has the ends that numbers have")
    func ends() {
        #expect(Exponential.log(0) == -.infinity)
        #expect(Exponential.log(-1).isNaN)
        #expect(Exponential.log(.infinity) == .infinity)
        #expect(Exponential.exp(1000) == .infinity)
        #expect(Exponential.exp(-1000) == 0)
        #expect(Exponential.exp(-745) > 0)
        #expect(Exponential.logOfSum([]) == -.infinity)
        #expect(Exponential.logOfSum([-1000, -1000]) == -1000 + Exponential.log(2))
        #expect(Distributions.normal(below: 40) == 1)
    }

    @Test("gives percentiles that were really seen")
    func quantiles() {
        let hundred = (1...100).map { Double($0) }
        #expect(Quantile.percentile(95, ofSorted: hundred) == 95)
        #expect(Quantile.percentile(95, ofSorted: Array(hundred.prefix(20))) == 19)
        #expect(Quantile.percentile(99, ofSorted: Array(hundred.prefix(20))) == 20)
        #expect(Quantile.median(ofSorted: [1, 2, 4, 9]) == 3)
        #expect(Quantile.value(of: .percentile(99.9), ofSorted: hundred) == 100)
        #expect(Quantile.value(of: .total, ofSorted: hundred) == nil)
        #expect(Quantile.value(of: .median, ofSorted: []) == nil)
    }
}

@Suite("Resampling")
struct BlockBootstrapTests {
    @Test("of processes and blocks holds the truth about as often as it says; of few processes less")
    func coverage() throws {
        var random = SeededRandom(seed: 11)
        let held = try (0..<100).count { _ in
            let processes = (0..<10).map { _ in series(&random) }
            let bootstrap = BlockBootstrap(processes: processes, draws: 200)
            let interval = try #require(bootstrap.interval { Quantile.median(ofSorted: $0) })
            return (interval.low...interval.high).contains(100)
        }
        #expect(held >= 82)
    }

    /// Around 100, each process 5 apart, neighbours alike.
    private func series(_ random: inout SeededRandom) -> [Double] {
        let level = 100 + 5 * random.normal()
        var wander = random.normal()
        return (0..<60).map { _ in
            wander = 0.9 * wander + 0.436 * random.normal()
            return level + 3 * wander
        }
    }

    @Test("gives the same interval for the same seed, and none without samples")
    func seeded() {
        let bootstrap = BlockBootstrap(processes: [[1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 7]])
        #expect(bootstrap.interval { $0[0] } == bootstrap.interval { $0[0] })
        #expect(BlockBootstrap(processes: [[]]).interval { $0[0] } == nil)
    }

    @Test("finds at which distance neighbours no longer resemble each other")
    func lags() {
        #expect(Autocorrelation.independentLag(of: [[1, 1, 1, 1, 1]]) == 1)
        let alternating = (0..<100).map { Double($0 % 2) }
        #expect(Autocorrelation.independentLag(of: [alternating]) == 1)
        let steps = (0..<200).map { Double($0 / 10 % 2) }
        #expect((4...6).contains(Autocorrelation.independentLag(of: [steps])))
    }
}
