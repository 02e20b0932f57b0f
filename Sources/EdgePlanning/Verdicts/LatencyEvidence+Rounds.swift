import EdgeRecords

extension LatencyEvidence {
    /// Processes that are taken in together; what counts is told after each such round.
    package static let round = fewestProcesses

    /// The verdict while measuring goes on: asked after every process, it is wrong no more often than once at the end.
    ///
    /// Rounds stay in the order they were taken, so that a later one never changes what the game had already won; within
    /// one the processes take turns, as neighbours resemble each other.
    package static func runningFinding(processes: [[Double]], _ claim: Claim) -> Finding {
        var test = BettingTest(claim)
        var proven: Finding?
        let rounds = stride(from: 0, to: processes.count - processes.count % round, by: round).map {
            LatencyEvidence(processes: Array(processes[$0..<$0 + round]))
        }
        for sample in rounds.flatMap({ $0.independent(for: claim) }) where proven == nil {
            test.add(isAbove: sample > Double(claim.targetNanoseconds))
            if test.isSettled, test.finding.verdict == .misses || test.samples >= fewestSamples {
                proven = test.finding
            }
        }
        let all = LatencyEvidence(processes: processes)
        if let proven { return all.checked(proven, claim) }
        guard !rounds.isEmpty else { return Finding(.undecided, obstacle: .fewProcesses(processes.count)) }
        let finding = test.finding
        // Money enough from too few samples is no proof yet.
        return finding.verdict == .undecided
            ? Finding(.undecided, samplesNeeded: finding.samplesNeeded.map { $0 * all.lag(for: claim) })
            : Finding(.undecided, samplesNeeded: fewestSamples - test.samples)
    }
}
