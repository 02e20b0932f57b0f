import EdgeRecords
import EdgeReporting
import EdgeTestSupport
import Testing

@Suite struct ModelProfileTextTests {
    private func figure(_ nanoseconds: Double, _ statistic: Statistic) -> Figure {
        Figure(nanoseconds, statistic, count: 30, source: .measured)
    }

    private func measurement(_ precision: Precision, threads: Int, median: Double) -> Measurement {
        let candidate = Candidate(
            model: "mobilenet-v2", variant: "mobilenet-v2/\(precision.rawValue)", precision: precision,
            weights: .seeded, engine: .native, threads: threads)
        var measurement = Measurement(id: "m-1", candidate: candidate, outcome: .ok)
        measurement.latencyNanoseconds = FiguresByStatistic([
            figure(median, .median), figure(median * 1.2, .p95), figure(median * 0.98, .minimum),
        ])
        measurement.firstInferenceNanoseconds = figure(median * 1.5, .single)
        measurement.loadNanoseconds = figure(21_000_000, .single)
        measurement.peakMemoryBytes = Figure(5_800_000, .total, count: 0, source: .predicted, basis: ["memory plan"])
        return measurement
    }

    private var profile: Profile {
        var profile = Profile(
            device: Device(), program: Profile.Program(version: "1", build: .release),
            conditions: Conditions(startedAt: "2026-01-01T00:00:00Z"))
        var slow = measurement(.fp32, threads: 1, median: 3_440_000)
        var stem = LayerMeasurement(
            name: "stem", operation: "convolution 3×3", kernels: ["conv_f32_avx512"], operations: 21_676_032,
            nanoseconds: figure(120_000, .median))
        stem.fractionOfCeiling = 0.72
        let layout = LayerMeasurement(
            name: "input", operation: "layout", kernels: ["transpose_scalar"], operations: 0,
            nanoseconds: figure(40_000, .median))
        slow.layers = [layout, stem]
        profile.measurements = [slow, measurement(.int8, threads: 2, median: 800_000)]
        return profile
    }

    @Test func `what came of load is told in words, beside the quiet device`() {
        var profile = profile
        var beside = measurement(.int8, threads: 2, median: 1_200_000)
        beside.scenario = .besideCPU
        beside.scenarioDetails = ScenarioDetails()
        beside.scenarioDetails?.companion = "cpu"
        var rate = measurement(.int8, threads: 2, median: 40_000_000)
        rate.scenario = .rate
        var details = ScenarioDetails()
        (details.ratePerSecond, details.arrivals) = (1500, .poisson)
        details.serviceNanoseconds = figure(800_000, .median)
        details.utilization = figure(1.2, .median)
        details.unanswered = 7
        rate.scenarioDetails = details
        var sustained = measurement(.int8, threads: 2, median: 900_000)
        sustained.scenario = .sustained
        details = ScenarioDetails()
        (details.durationNanoseconds, details.slowdown, details.throttling) = (600_000_000_000, 1.12, .unexplained)
        details.stretches = [60, 600].map { seconds in
            .init(
                endNanoseconds: seconds * 1_000_000_000,
                latencyNanoseconds: FiguresByStatistic([figure(800_000, .median), figure(900_000, .p95)]))
        }
        sustained.scenarioDetails = details
        profile.measurements += [beside, rate, sustained]
        var again = beside
        again.scenarioDetails?.companion = "memory"
        again.scenarioDetails?.quietNanoseconds = figure(720_000, .p95)
        profile.measurements.append(again)
        let text = ModelProfileText.text(of: profile, width: 4000)
        #expect(text.contains("beside memory: p95 is 1.44 ms, 2.00 times the 720 µs"))
        #expect(text.contains("beside cpu: p95 is 1.44 ms, 1.50 times the 960 µs of the quiet device"))
        #expect(text.contains("1500 requests a second, at random: it cannot keep up: one takes 800 µs"))
        #expect(text.contains("in the first 60.0 s") && text.contains("12.0 % more"))
        let page = MarkdownPage.text(of: Report(of: ReportInput(profile: profile)))
        #expect(page.contains("Under load") && page.contains("1.50"))
    }

    @Test func `has a row for each measurement`() {
        let text = ModelProfileText.text(of: profile, width: 100)
        let rows = text.split(separator: "\n").filter { $0.contains("mobilenet-v2/") }
        #expect(rows.count == 3)
        #expect(rows[0].contains("3.44 ms") && rows[0].contains("4.13 ms") && rows[0].contains("21.0 ms"))
        #expect(rows[1].contains("800 µs") && rows[1].contains("5.53 MiB"))
    }

    @Test func `has a table of layers where they were noted`() {
        let lines = ModelProfileText.text(of: profile, width: 100).split(separator: "\n")
        #expect(lines.contains("mobilenet-v2/fp32, 1 thread"))
        #expect(lines.contains { $0.contains("stem") && $0.contains("75.0 %") && $0.contains("72.0 %") })
        #expect(lines.contains { $0.contains("input") && $0.contains("25.0 %") })
    }

    @Test(arguments: [60, 80, 100]) func `fits the width`(width: Int) {
        for line in ModelProfileText.text(of: profile, width: width).split(separator: "\n") {
            #expect(line.count <= width, "\(line)")
        }
    }
}
