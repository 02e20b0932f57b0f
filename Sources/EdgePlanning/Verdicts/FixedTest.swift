import EdgeRecords

/// The exact test for a number of samples that was settled beforehand.
///
/// Asked again and again while samples come in it is wrong far more often than it says: that is `BettingTest`'s work.
package enum FixedTest {
    /// - Parameters:
    ///   - above: samples that took longer than the target.
    ///   - count: all samples; each independent of the others.
    package static func verdict(above: Int, of count: Int, for claim: Claim) -> Finding {
        let error = 1 - claim.confidence
        let allowed = claim.allowedShare
        if Distributions.binomial(atMost: above, of: count, probability: allowed) <= error { return Finding(.meets) }
        if Distributions.binomial(atLeast: above, of: count, probability: allowed) <= error { return Finding(.misses) }
        return Finding(.undecided, samplesNeeded: samplesNeeded(above: above, of: count, for: claim))
    }

    /// The fewest samples that could prove the claim at all: none of them above the target.
    package static func fewestToMeet(_ claim: Claim) -> Int {
        let within = Exponential.log(claim.percentile / 100)
        return Int((Exponential.log(1 - claim.confidence) / within - 1e-9).rounded(.up))
    }

    /// How many more there must be if the share above the target stays as it is; nil if a million would not do.
    private static func samplesNeeded(above: Int, of count: Int, for claim: Claim) -> Int? {
        guard count > 0 else { return fewestToMeet(claim) }
        let share = Double(above) / Double(count)
        var total = Double(max(count, fewestToMeet(claim)))
        while total < 1_000_000 {
            let expected = Int((share * total).rounded())
            let error = 1 - claim.confidence
            let tries = Int(total)
            if Distributions.binomial(atMost: expected, of: tries, probability: claim.allowedShare) <= error
                || Distributions.binomial(atLeast: expected, of: tries, probability: claim.allowedShare) <= error
            {
                return max(tries - count, 1)
            }
            total *= 1.1
        }
        return nil
    }
}
