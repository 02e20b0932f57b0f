import EdgeRecords
import EdgeTestSupport
import Testing

@testable import EdgeReporting

/// Whole reports, in all three forms, as they are kept; the browser's part is in `scripts/check-reports`.
@Suite struct ReportTests {
    private func check(_ input: ReportInput, named name: String) throws {
        let report = Report(of: input)
        try expectGolden(HTMLPage.text(of: report), named: "report-\(name).html")
        try expectGolden(MarkdownPage.text(of: report), named: "report-\(name).md")
        for width in [40, 100] {
            try expectGolden(TerminalReport.text(of: report, width: width), named: "report-\(name)-\(width).txt")
        }
    }

    @Test func `a profile of kernels alone`() throws {
        try check(ReportInput(profile: ExampleReports.kernels), named: "kernels")
    }

    @Test func `a profile of models, against an earlier one`() throws {
        var earlier = ExampleReports.models
        earlier.conditions.startedAt = UTCText.moment(epochSeconds: 1_795_000_000)
        earlier.measurements[0].latencyNanoseconds = FiguresByStatistic([ExampleReports.figure(70e6, .p95)])
        earlier.device.operatingSystem.kernel = "6.0"
        try check(ReportInput(profile: ExampleReports.models, baseline: earlier), named: "models")
    }

    @Test func `a plan with its profile`() throws {
        let profile = ExampleReports.models
        try check(ReportInput(profile: profile, plan: ExampleReports.plan(of: profile)), named: "plan")
    }

    @Test func `language models are told apart by perplexity, which is no accuracy and of which less is better`() throws
    {
        var profile = ExampleReports.models
        profile.measurements = [(4.0, 62.44), (5.0, 49.3), (6.0, 49.31)].map { milliseconds, perplexity in
            let candidate = ExampleReports.candidate(
                "chat-\(Int(milliseconds))", Precision(rawValue: "q4_0"), threads: 1, engine: .llamaCpp)
            var accuracy = ExampleReports.accuracy(perplexity, .measured)
            (accuracy.metric, accuracy.dataset) = (Accuracy.perplexity, "novel")
            return ExampleReports.measurement(candidate, milliseconds: milliseconds, accuracy: accuracy)
        }
        let text = MarkdownPage.text(of: Report(of: ReportInput(profile: profile)))
        #expect(text.contains("| perplexity |") && !text.contains("accuracy, %"), "\(text)")
        #expect(text.contains("62.4") && !text.contains("6244") && !text.contains("6240"))
        // The third is slower than the second and no better.
        #expect(text.contains("2 of 3 candidates are worth a choice, from 62.4 in 4"), "\(text)")
    }

    @Test func `a plan with what was measured under load, at a rate and without rest`() throws {
        let profile = ExampleReports.loaded
        try check(ReportInput(profile: profile, plan: ExampleReports.plan(of: ExampleReports.models)), named: "load")
    }

    @Test func `a page of names that are markup, for a browser to run`() throws {
        let input = HostileReportTests.input("<img src=x onerror=alert(1)><script>alert(2)</script>\"'`|")
        try expectGolden(HTMLPage.text(of: Report(of: input)), named: "report-hostile.html")
    }

    @Test func `a profile of nothing says of every section why it is not there`() throws {
        let empty = Profile(
            device: Device(), program: .init(version: "0.1.0", build: .debug),
            conditions: Conditions(startedAt: UTCText.moment(epochSeconds: 0)))
        try check(ReportInput(profile: empty), named: "empty")
    }

    @Test func `two profiles beside each other`() throws {
        var other = ExampleReports.models
        other.device = ExampleDevices.twoPackageServer
        other.conditions.startedAt = UTCText.moment(epochSeconds: 1_796_000_000)
        for index in other.measurements.indices {
            guard let figure = other.measurements[index].latencyNanoseconds[.p95] else { continue }
            other.measurements[index].latencyNanoseconds = FiguresByStatistic([
                ExampleReports.figure(figure.value * 0.6, .p95)
            ])
        }
        let report = Report(comparing: [ExampleReports.models, other])
        try expectGolden(HTMLPage.text(of: report), named: "report-comparison.html")
        try expectGolden(MarkdownPage.text(of: report), named: "report-comparison.md")
        #expect(report.verdict.headline.contains("is 1.67 times as fast as A: Example Core"))
    }

    @Test func `a plan as the record of a decision`() throws {
        let profile = ExampleReports.models
        let plan = ExampleReports.plan(of: profile)
        let text = try #require(DecisionPage.text(of: ReportInput(profile: profile, plan: plan)))
        try expectGolden(text, named: "report-decision.md")
        #expect(text.split(separator: "\n").count < 60)
        #expect(DecisionPage.text(of: ReportInput(profile: profile)) == nil)
        #expect(text.contains(MarkdownText.prose(plan.summary)))
    }

    /// - Returns: a profile of that many candidates, with layers and samples as a run leaves them.
    private func profile(candidates: Int) -> Profile {
        var profile = ExampleReports.models
        let example = profile.measurements[0]
        profile.measurements = (0..<candidates).map { number in
            var measurement = example
            measurement.id = "m-\(number)"
            measurement.candidate.variant = "mobilenet-v2-w0.35-r96-p\(number / 8)/int8"
            measurement.candidate.threads = number % 8 + 1
            measurement.latencyNanoseconds = FiguresByStatistic([
                ExampleReports.figure(1e6 + Double(number * 7919 % candidates) * 1e4, .p95),
                ExampleReports.figure(0.9e6 + Double(number * 7919 % candidates) * 1e4, .median),
            ])
            measurement.samples = Samples(
                nanoseconds: Array(repeating: 1_000_000, count: 50), process: Array(repeating: 0, count: 50),
                block: Array(repeating: 0, count: 50))
            return measurement
        }
        return profile
    }

    @Test func `a page of 100 candidates stays below 300 KB, one of 5,000 below 2 MB`() {
        let usual = HTMLPage.text(of: Report(of: ReportInput(profile: profile(candidates: 100))))
        #expect(usual.utf8.count < 300_000)
        let large = HTMLPage.text(of: Report(of: ReportInput(profile: profile(candidates: 5000))))
        #expect(large.utf8.count < 2_000_000)
        #expect(!large.contains("id=\"record\""))
        #expect(large.contains("The chart shows 20 of 5000"))
    }

    @Test func `the same records give the same bytes`() throws {
        let input = ReportInput(profile: ExampleReports.models, plan: ExampleReports.plan(of: ExampleReports.models))
        let text = try RecordText.encode(input.profile)
        let again = ReportInput(profile: try RecordText.decode(Profile.self, from: text), plan: input.plan)
        #expect(HTMLPage.text(of: Report(of: input)) == HTMLPage.text(of: Report(of: again)))
    }

    @Test func `only a candidate, or only failures, still make a page`() {
        var one = ExampleReports.models
        one.measurements = [one.measurements[0]]
        #expect(MarkdownPage.text(of: Report(of: ReportInput(profile: one))).contains("The fastest of 1 candidate "))
        var failed = ExampleReports.models
        failed.measurements = failed.measurements.filter { $0.outcome != .ok }
        let page = MarkdownPage.text(of: Report(of: ReportInput(profile: failed)))
        #expect(page.contains("No candidate ran to its end") && page.contains("illegal instruction"))
        let plan = Plan(
            requirement: ExampleReports.requirement, deviceClass: failed.device.class, verdict: .misses,
            summary: "Nothing meets 50 ms: no candidate could be run.")
        let missed = Report(of: ReportInput(profile: failed, plan: plan))
        #expect(missed.verdict.headline == plan.summary)
    }
}
