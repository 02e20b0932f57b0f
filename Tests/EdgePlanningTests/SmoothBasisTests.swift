import EdgeRecords
import EdgeTestSupport
import Testing

@testable import EdgePlanning

@Suite struct SmoothBasisTests {
    private static let noise = 0.05

    /// Smooth, and no line.
    private static func truth(_ features: [Double]) -> Double {
        0.3 * features[0] + (features[1] > 2 ? 0.2 * (features[1] - 2) : 0)
    }

    private static func observations(_ count: Int, seed: UInt64) -> [(features: [Double], value: Double)] {
        var random = SeededRandom(seed: seed)
        return (0..<count).map { _ in
            let features = [Double.random(in: 0...8, using: &random), Double.random(in: 0...8, using: &random)]
            return (features, truth(features) + noise * Double.random(in: -1...1, using: &random))
        }
    }

    private static func sums(
        _ basis: SmoothBasis, _ seen: [(features: [Double], value: Double)]
    ) -> NormalSums {
        var sums = NormalSums(size: basis.count)
        for one in seen { sums.add(basis.values(at: one.features), value: one.value, weight: 1 / (noise * noise)) }
        return sums
    }

    private static func value(_ basis: SmoothBasis, _ weights: [Double], at features: [Double]) -> Double {
        zip(basis.values(at: features), weights).reduce(0) { $0 + $1.0 * $1.1 }
    }

    @Test func `a smooth function is found between what was seen, and goes on beyond it`() {
        let seen = Self.observations(300, seed: 3)
        let basis = SmoothBasis(seen.map(\.features))
        let weights = Self.sums(basis, seen).weights(prior: basis.prior)
        for other in Self.observations(50, seed: 4) {
            #expect(abs(Self.value(basis, weights, at: other.features) - Self.truth(other.features)) < 0.1)
        }
        #expect(abs(Self.value(basis, weights, at: [12, 1]) - Self.truth([12, 1])) < 0.5)
    }

    @Test func `what is taken out again leaves what would be there without it`() {
        let (kept, out) = (Self.observations(80, seed: 5), Self.observations(40, seed: 6))
        let basis = SmoothBasis((kept + out).map(\.features))
        var both = Self.sums(basis, kept + out)
        let whole = both.weights(prior: basis.prior)
        both.remove(Self.sums(basis, out))
        let left = both.weights(prior: basis.prior)
        let alone = Self.sums(basis, kept).weights(prior: basis.prior)
        for place in [[1.0, 1.0], [4.0, 7.0], [7.0, 3.0]] {
            let expected = Self.value(basis, alone, at: place)
            #expect(abs(Self.value(basis, left, at: place) - expected) < 1e-6)
            #expect(abs(Self.value(basis, whole, at: place) - expected) > 1e-6)
        }
    }

    @Test func `one observation, many alike, and none of any weight are answered`() {
        let one = [([2.0, 3.0], 0.7)].map { (features: $0.0, value: $0.1) }
        let basis = SmoothBasis(one.map(\.features))
        #expect(basis.count == 1 + 2 + 1)
        let weights = Self.sums(basis, one).weights(prior: basis.prior)
        #expect(abs(Self.value(basis, weights, at: [2, 3]) - 0.7) < 0.01)
        #expect(SmoothBasis(Array(repeating: [2.0, 3.0], count: 500)).count == basis.count)
        #expect(NormalSums(size: basis.count).weights(prior: basis.prior).allSatisfy { $0 == 0 })
    }
}
