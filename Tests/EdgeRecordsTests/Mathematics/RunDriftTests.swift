import EdgeRecords
import EdgeTestSupport
import Testing

/// What no single run can see of itself.
@Suite struct RunDriftTests {
    private let assumed = RunDrift.assumed(isVirtual: true)

    @Test func `nothing repeated leaves what is assumed`() {
        #expect(RunDrift(of: [], assuming: assumed) == assumed)
        #expect(RunDrift(of: [[5], [7]], assuming: assumed) == assumed)
        #expect(RunDrift.assumed(isVirtual: false).deviation < assumed.deviation)
    }

    @Test func `two runs that agree promise little, many promise much`() {
        let two = RunDrift(of: [[100, 100]], assuming: assumed)
        let many = RunDrift(of: [Array(repeating: 100, count: 40)], assuming: assumed)
        #expect(two.deviation > 0.015 && two.runs == 2)
        #expect(many.deviation < 0.005 && many.runs == 40)
    }

    @Test func `candidates of different speeds are compared with themselves`() {
        let slow = (0..<30).map { 1e9 * (1 + 0.03 * Double($0 % 2)) }
        let drift = RunDrift(of: [slow, slow.map { $0 / 1000 }], assuming: assumed)
        #expect(abs(drift.deviation - 0.015) < 0.002)
    }

    @Test func `what is no time is left out`() {
        #expect(RunDrift(of: [[0, -1, .nan, .infinity, 3]], assuming: assumed) == assumed)
    }

    @Test func `an interval is widened by the squares, and narrowed back`() throws {
        let drift = RunDrift(deviation: 0.02, runs: 9)
        let figure = Figure(
            100, .median, count: 9, interval: .init(low: 98, high: 103), confidence: 0.95, source: .measured)
        let wide = drift.widened(figure)
        let interval = try #require(wide.interval)
        #expect(interval.low < 96 && interval.low > 95)
        #expect(interval.high > 104.9 && interval.high < 105.2)
        let back = try #require(drift.narrowed(wide).interval)
        #expect(abs(back.low - 98) < 1e-9 && abs(back.high - 103) < 1e-9)
        let bare = Figure(100, .median, count: 9, source: .measured)
        #expect(drift.widened(bare) == bare)
    }

    /// Runs of ten processes each, whose whole level moves from run to run.
    @Test func `intervals of runs that drift hold the median of all of them`() throws {
        var random = SeededRandom(seed: 7)
        let runs = (0..<60).map { _ -> [[Double]] in
            let level = Exponential.exp(0.02 * random.normal())
            return (0..<10).map { _ in
                let process = level * Exponential.exp(0.005 * random.normal())
                return (0..<40).map { _ in 1e6 * process * Exponential.exp(0.02 * random.normal()) }
            }
        }
        let medians = runs.map { Quantile.median(ofSorted: $0.flatMap { $0 }.sorted()) }
        let all = Quantile.median(ofSorted: runs.flatMap { $0.flatMap { $0 } }.sorted())
        var (held, heldAlone) = (0, 0)
        for place in 10..<60 {
            let drift = RunDrift(of: [Array(medians[..<place])], assuming: assumed)
            let own = try #require(BlockBootstrap(processes: runs[place], draws: 200).intervals(of: [.median])[.median])
            let figure = Figure(
                medians[place], .median, count: 400, interval: own, confidence: 0.95, source: .measured)
            let wide = try #require(drift.widened(figure).interval)
            heldAlone += own.low <= all && all <= own.high ? 1 : 0
            held += wide.low <= all && all <= wide.high ? 1 : 0
        }
        #expect(held >= 45, "of 50")
        #expect(heldAlone < 30, "without the share for drift they hold it far less often than they say")
    }
}
