import EdgeRecords
import EdgeTestSupport
import Testing

@testable import EdgePlanning

@Suite("Samples of several processes")
struct LatencyEvidenceTests {
    private let claim = Claim(targetNanoseconds: 50, percentile: 90, confidence: 0.95)

    @Test("meet the target when enough of them do")
    func meets() throws {
        let quick = Array(repeating: Array(repeating: 40.0, count: 20), count: 5)
        #expect(try LatencyEvidence(processes: quick).sequentialFinding(#require(claim)) == Finding(.meets))
        #expect(try LatencyEvidence(processes: quick).fixedFinding(#require(claim)) == Finding(.meets))
    }

    @Test("of processes that differ far below the target prove it, and near the target do not")
    func differing() throws {
        // Each process has a pace of its own, so that its samples resemble each other.
        let paces = [2.0, 2.2, 2.6, 3.4, 2.1].map { pace in (0..<60).map { pace + Double($0 % 7) / 10 } }
        #expect(try LatencyEvidence(processes: paces).sequentialFinding(#require(claim)) == Finding(.meets))
        let near = paces.map { $0.map { $0 * 12 } }
        #expect(try LatencyEvidence(processes: near).sequentialFinding(#require(claim)).verdict == .undecided)
    }

    @Test("miss it after a few slow ones")
    func misses() throws {
        let slow = Array(repeating: [60.0, 61, 62], count: 5)
        #expect(try LatencyEvidence(processes: slow).sequentialFinding(#require(claim)).verdict == .misses)
    }

    @Test("settle nothing from fewer than five processes")
    func fewProcesses() throws {
        let quick = Array(repeating: Array(repeating: 40.0, count: 100), count: 4)
        let finding = try LatencyEvidence(processes: quick).sequentialFinding(#require(claim))
        #expect(finding == Finding(.undecided, obstacle: .fewProcesses(4)))
        let few = Array(repeating: Array(repeating: 40.0, count: 5), count: 4)
        #expect(try LatencyEvidence(processes: few).sequentialFinding(#require(claim)) == finding)
    }

    @Test("settle nothing when processes disagree")
    func disagreement() throws {
        let processes =
            [Array(repeating: 60.0, count: 4)] + Array(repeating: Array(repeating: 40.0, count: 90), count: 5)
        let finding = try LatencyEvidence(processes: processes).fixedFinding(#require(claim))
        #expect(finding == Finding(.undecided, obstacle: .processesDisagree))
    }

    /// Neighbours that resemble each other would be taken for proof if each counted.
    @Test("that resemble their neighbours are thinned until wrong verdicts are rare")
    func correlated() throws {
        var random = SeededRandom(seed: 3)
        let wrong = (0..<100).count { _ in
            let processes = (0..<5).map { _ in
                // The true share above the target is a tenth: at the limit, so that `meets` is unproven.
                correlatedSeries(300, &random).map { $0 > 1.2816 ? 60.0 : 40 }
            }
            guard let claim else { return false }
            return LatencyEvidence(processes: processes).sequentialFinding(claim).verdict == .meets
        }
        #expect(wrong <= 12)
    }

    @Test("that come in while they are judged settle nothing before a round of processes is whole")
    func rounds() throws {
        let claim = try #require(claim)
        func finding(_ count: Int, _ time: Double = 40) -> Finding {
            LatencyEvidence.runningFinding(
                processes: Array(repeating: Array(repeating: time, count: 20), count: count), claim)
        }
        #expect(finding(4) == Finding(.undecided, obstacle: .fewProcesses(4)))
        #expect(finding(5) == Finding(.meets))
        #expect(finding(5, 60) == Finding(.misses))
        #expect(finding(0) == Finding(.undecided, obstacle: .fewProcesses(0)))
    }

    @Test("may be judged after every round, and are wrong no more often for it")
    func peeking() throws {
        let claim = try #require(claim)
        var random = SeededRandom(seed: 5)
        let wrong = (0..<60).count { _ in
            var processes: [[Double]] = []
            for _ in 0..<6 {
                // Between whole rounds nothing changes.
                for _ in 0..<LatencyEvidence.round {
                    processes.append((0..<20).map { _ in Double.random(in: 0..<1, using: &random) < 0.1 ? 60 : 40 })
                }
                let verdict = LatencyEvidence.runningFinding(processes: processes, claim).verdict
                if verdict == .meets || verdict == .misses { return true }
            }
            return false
        }
        // Five in a hundred are allowed; of sixty, seven are as good as never more.
        #expect(wrong <= 7)
    }

    /// Normal numbers, each correlated by 0.9 with the one before.
    private func correlatedSeries(_ count: Int, _ random: inout SeededRandom) -> [Double] {
        var value = random.normal()
        return (0..<count).map { _ in
            value = 0.9 * value + 0.19.squareRoot() * random.normal()
            return value
        }
    }
}
