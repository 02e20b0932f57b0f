import EdgeRecords
import Testing

@testable import EdgePlanning

@Suite struct LatencyBeliefTests {
    private func belief(_ milliseconds: Double, deviation: Double = 0.1) -> LatencyBelief {
        LatencyBelief(mean: Exponential.log(milliseconds * 1e6), deviation: deviation)
    }

    @Test func `is never so sure that nothing odd could happen`() {
        let sure = belief(60, deviation: 0.05)
        #expect(sure.chance(within: 50e6) < 0.001)
        #expect(sure.cautiousChance(within: 50e6) > 0.002)
        #expect(abs(belief(50).cautiousChance(within: 50e6) - 0.5) < 1e-9)
    }
}
