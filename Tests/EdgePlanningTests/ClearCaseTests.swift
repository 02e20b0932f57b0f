import EdgePlanning
import EdgeRecords
import EdgeTestSupport
import Testing

/// The short way to a verdict must be the long way's.
@Suite struct ClearCaseTests {
    @Test(arguments: [50.0, 90, 95, 99])
    func `where all samples lie on one side the verdict is the game's`(percentile: Double) throws {
        let claim = try #require(Claim(targetNanoseconds: 1000, percentile: percentile, confidence: 0.95))
        let clear = ClearCase(claim)
        var random = SeededRandom(seed: 3)
        var found = 0
        for level in [100, 400, 700, 990, 1000, 1010, 1500] {
            for (count, processes) in [(19, 5), (60, 5), (110, 4), (110, 5), (600, 8), (600, 1), (9, 9)] {
                let times = (0..<count).map { _ in level + Int.random(in: -9...9, using: &random) }
                let samples = Samples(
                    nanoseconds: times, process: (0..<count).map { $0 % processes }, block: (0..<count).map { $0 / 9 })
                guard let finding = clear.finding(samples) else { continue }
                found += 1
                #expect(finding == LatencyEvidence(samples).sequentialFinding(claim), "\(level) \(count) \(processes)")
            }
        }
        #expect(found > 5)
    }

    @Test func `records that are not whole are left to the game`() throws {
        let claim = try #require(Claim(targetNanoseconds: 1000, percentile: 50, confidence: 0.95))
        let times = Array(repeating: 10, count: 200)
        let few = Samples(nanoseconds: times, process: [0, 1], block: [])
        let odd = Samples(nanoseconds: times, process: times.map { $0 - 100 }, block: [])
        #expect(ClearCase(claim).finding(few) == nil && ClearCase(claim).finding(odd) == nil)
        #expect(ClearCase(claim).finding(Samples(nanoseconds: [], process: [], block: [])) == nil)
    }
}
