import EdgeRecords
import Testing

@testable import EdgePlanning

@Suite("The verdict of a settled number of samples")
struct FixedTestTests {
    @Test(
        "allows just as many slow samples as the binomial distribution does",
        arguments: [
            (90.0, 50, 1), (90, 100, 4), (90, 200, 12), (90, 500, 38), (90, 1000, 84), (95, 100, 1), (95, 200, 4),
            (95, 500, 16), (95, 1000, 38), (99, 500, 1), (99, 1000, 4), (50, 10, 1), (50, 20, 5), (50, 50, 18),
            (50, 100, 41),
        ])
    func allowed(percentile: Double, count: Int, above: Int) throws {
        let claim = try #require(Claim(targetNanoseconds: 50, percentile: percentile, confidence: 0.95))
        #expect(FixedTest.verdict(above: above, of: count, for: claim).verdict == .meets)
        #expect(FixedTest.verdict(above: above + 1, of: count, for: claim).verdict != .meets)
    }

    @Test("cannot be `meets` before there are samples enough", arguments: [(50.0, 5), (90, 29), (95, 59), (99, 299)])
    func fewest(percentile: Double, count: Int) throws {
        let claim = try #require(Claim(targetNanoseconds: 50, percentile: percentile, confidence: 0.95))
        #expect(FixedTest.fewestToMeet(claim) == count)
        #expect(FixedTest.verdict(above: 0, of: count, for: claim).verdict == .meets)
        #expect(FixedTest.verdict(above: 0, of: count - 1, for: claim) == Finding(.undecided, samplesNeeded: 1))
    }

    @Test("proves a miss by few slow samples", arguments: [(90.0, 5, 3), (90, 10, 4), (90, 100, 16), (99, 10, 2)])
    func misses(percentile: Double, count: Int, above: Int) throws {
        let claim = try #require(Claim(targetNanoseconds: 50, percentile: percentile, confidence: 0.95))
        #expect(FixedTest.verdict(above: above, of: count, for: claim).verdict == .misses)
        #expect(FixedTest.verdict(above: above - 1, of: count, for: claim).verdict != .misses)
    }

    @Test("is refused for a claim that makes no sense")
    func claims() {
        #expect(Claim(targetNanoseconds: 0, percentile: 95, confidence: 0.95) == nil)
        #expect(Claim(targetNanoseconds: 1, percentile: 100, confidence: 0.95) == nil)
        #expect(Claim(targetNanoseconds: 1, percentile: 95, confidence: 1) == nil)
    }
}
