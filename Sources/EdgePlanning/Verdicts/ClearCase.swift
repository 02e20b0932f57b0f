package import EdgeRecords

/// A claim's verdict where no sample lies on the other side of the target: then the game has one course alone, which is
/// played once for a claim and not once for each of thousands of candidates.
package struct ClearCase {
    private let claim: Claim
    /// After how many samples, all of them within the target or all above, the game is won; nil where it takes longer
    /// than any record is.
    private let toMeet: Int?
    private let toMiss: Int?

    private static let longestGame = 20_000

    package init(_ claim: Claim) {
        self.claim = claim
        toMeet = Self.samples(claim, above: false).map { max($0, LatencyEvidence.fewestSamples) }
        toMiss = Self.samples(claim, above: true)
    }

    private static func samples(_ claim: Claim, above: Bool) -> Int? {
        var test = BettingTest(claim)
        while !test.isSettled {
            guard test.samples < longestGame else { return nil }
            test.add(isAbove: above)
        }
        return test.samples
    }

    /// What `LatencyEvidence.sequentialFinding` would find; nil where it has to be asked.
    package func finding(_ samples: Samples) -> Finding? {
        guard samples.process.count == samples.nanoseconds.count, let first = samples.nanoseconds.first,
            let processes = Self.distinct(samples.process)
        else { return nil }
        var (least, most) = (first, first)
        for nanoseconds in samples.nanoseconds {
            least = min(least, nanoseconds)
            most = max(most, nanoseconds)
        }
        // However the samples are thinned, one of each process is left.
        if least > claim.targetNanoseconds { return toMiss.map { processes >= $0 } == true ? Finding(.misses) : nil }
        guard most <= claim.targetNanoseconds, processes >= LatencyEvidence.fewestProcesses, let toMeet,
            samples.nanoseconds.count >= toMeet
        else { return nil }
        // Far below the target all samples are alike to it, and none is left out.
        if Double(most) <= LatencyEvidence.nearness(claim) { return Finding(.meets) }
        return LatencyEvidence(samples).independentCount(for: claim) >= toMeet ? Finding(.meets) : nil
    }

    /// Nil for numbers that are no small counts.
    private static func distinct(_ numbers: [Int]) -> Int? {
        var seen: UInt64 = 0
        for number in numbers {
            guard (0..<64).contains(number) else { return nil }
            seen |= 1 << UInt64(number)
        }
        return seen.nonzeroBitCount
    }
}
