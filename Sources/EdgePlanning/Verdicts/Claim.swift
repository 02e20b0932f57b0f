package import EdgeRecords

/// What is to be shown of a candidate: that a part of its runs, given in per cent, ends within a target.
package struct Claim: Hashable {
    package let targetNanoseconds: Int
    /// Above 0, below 100.
    package let percentile: Double
    /// Above 0, below 1: how often a verdict may not be wrong.
    package let confidence: Double

    /// - Returns: nil unless the target is positive and the other two lie strictly within their ends.
    package init?(targetNanoseconds: Int, percentile: Double, confidence: Double) {
        guard targetNanoseconds > 0, percentile > 0, percentile < 100, confidence > 0, confidence < 1 else {
            return nil
        }
        self.targetNanoseconds = targetNanoseconds
        self.percentile = percentile
        self.confidence = confidence
    }

    /// The part of the runs that may take longer.
    var allowedShare: Double { 1 - percentile / 100 }
}

/// A verdict, and about how many more samples would settle it if it is open.
package struct Finding: Hashable {
    package let verdict: Verdict
    /// Nil if it is settled, or if no number of samples is likely to settle it.
    package let samplesNeeded: Int?
    /// What other than the number of samples keeps it open.
    package let obstacle: Obstacle?

    package enum Obstacle: Hashable {
        case fewProcesses(Int)
        /// Some have their own percentile above the target.
        case processesDisagree
    }

    package init(_ verdict: Verdict, samplesNeeded: Int? = nil, obstacle: Obstacle? = nil) {
        self.verdict = verdict
        self.samplesNeeded = samplesNeeded
        self.obstacle = obstacle
    }
}
