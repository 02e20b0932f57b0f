import EdgeRecords
import EdgeTestSupport
import Testing

@testable import EdgePlanning

@Suite("The verdict that may be asked for at any time")
struct BettingTestTests {
    @Test(
        "is given at once when every sample says the same",
        arguments: [(50.0, 8, 8), (90, 51, 3), (95, 105, 2), (99, 536, 1)])
    func constant(percentile: Double, toMeet: Int, toMiss: Int) throws {
        let claim = try #require(Claim(targetNanoseconds: 50, percentile: percentile, confidence: 0.95))
        #expect(samples(claim) { _ in false } == [toMeet: .meets])
        #expect(samples(claim) { _ in true } == [toMiss: .misses])
    }

    /// How many samples settle it, and how.
    private func samples(_ claim: Claim, isAbove: (Int) -> Bool) -> [Int: Verdict] {
        var test = BettingTest(claim)
        while !test.isSettled { test.add(isAbove: isAbove(test.samples)) }
        return [test.samples: test.finding.verdict]
    }

    @Test("is wrong at most as often as it says, even when asked after every sample", arguments: [0.05, 0.1])
    func wrongVerdicts(allowed: Double) throws {
        let claim = try #require(Claim(targetNanoseconds: 50, percentile: 100 - 100 * allowed, confidence: 0.95))
        // A share a little above what is allowed: `meets` is wrong; a little below: `misses` is.
        let wronglyMeets = share(of: .meets, claim, above: allowed * 1.02, runs: 300)
        let wronglyMisses = share(of: .misses, claim, above: allowed * 0.98, runs: 300)
        #expect(wronglyMeets <= 0.05)
        #expect(wronglyMisses <= 0.05)
    }

    private func share(of verdict: Verdict, _ claim: Claim, above: Double, runs: Int) -> Double {
        var random = SeededRandom(seed: 7)
        let wrong = (0..<runs).count { _ in
            var test = BettingTest(claim)
            while test.samples < 600, !test.isSettled {
                test.add(isAbove: Double.random(in: 0..<1, using: &random) < above)
            }
            return test.finding.verdict == verdict
        }
        return Double(wrong) / Double(runs)
    }

    @Test("says about how many more samples it needs, and when no number is likely to do")
    func needed() throws {
        let claim = try #require(Claim(targetNanoseconds: 50, percentile: 90, confidence: 0.95))
        var clear = BettingTest(claim)
        for _ in 0..<30 { clear.add(isAbove: false) }
        #expect(try (10...60).contains(#require(clear.finding.samplesNeeded)))
        // However few there are, if all lie within the target it is no limit that they lie at.
        let rare = try #require(Claim(targetNanoseconds: 50, percentile: 99.9, confidence: 0.95))
        var few = BettingTest(rare)
        for _ in 0..<200 { few.add(isAbove: false) }
        #expect(try (3000...8000).contains(#require(few.finding.samplesNeeded)))
        var atLimit = BettingTest(claim)
        for sample in 0..<200 { atLimit.add(isAbove: sample % 10 == 0) }
        #expect(atLimit.finding == Finding(.undecided))
    }
}
