import EdgeRecords
import EdgeTestSupport
import Testing

@testable import EdgeReporting

/// Pages of several plans, and of several devices.
@Suite struct SetReportTests {
    private func check(_ report: Report, named name: String) throws {
        try expectGolden(HTMLPage.text(of: report), named: "report-\(name).html")
        try expectGolden(MarkdownPage.text(of: report), named: "report-\(name).md")
        for width in [40, 100] {
            try expectGolden(TerminalReport.text(of: report, width: width), named: "report-\(name)-\(width).txt")
        }
    }

    private func decision(_ input: SetInput, named name: String) throws -> String {
        let text = try #require(DecisionPage.text(of: input))
        try expectGolden(text, named: "report-\(name)-decision.md")
        return text
    }

    @Test func `tasks at the same time, seen alone`() throws {
        let input = SetInput(ExampleSets.tasks)
        let report = Report(of: input)
        try check(report, named: "tasks")
        #expect(report.verdict.standing == .undecided)
        #expect(report.verdict.sentences.contains { $0.contains("`edgeplan verify plans.json` does that") })
        #expect(report.absent.map(\.id) == [.device, .conditions])
        #expect(try decision(input, named: "tasks").contains("Status: open: undecided."))
    }

    @Test func `tasks at the same time, with what was seen of them together`() throws {
        let input = SetInput(
            ExampleSets.tasks, verification: ExampleSets.verification, profile: ExampleSets.profile)
        let report = Report(of: input)
        try check(report, named: "tasks-verified")
        #expect(report.verdict.headline == ExampleSets.verification.summary)
        #expect(
            report.verdict.sentences.contains {
                $0.hasPrefix("Beside the others object-detection/coco takes 1.38 times")
            })
        #expect(report.absent.isEmpty)
        #expect(try decision(input, named: "tasks-verified").contains("Status: accepted."))
    }

    @Test func `two label sets of one task are told apart, and other work is not blamed on neighbours`() throws {
        var (set, seen) = (ExampleSets.tasks, ExampleSets.verification)
        set.plans[0].requirement.task = .imageClassification
        seen.verifications[0].requirement.task = .imageClassification
        seen.verdict = .contended
        let input = SetInput(set, verification: seen, profile: ExampleSets.profile)
        #expect(
            Report(of: input).verdict.sentences.contains {
                $0.hasPrefix("Beside the others and other work image-classification/coco takes")
            })
        let text = TerminalReport.text(of: Report(of: input), width: 100)
        #expect(text.contains("  coco, alone") && text.contains("  imagenet-1k, beside the others"))
    }

    @Test func `steps that share a target`() throws {
        let input = SetInput(ExampleSets.pipeline, profile: ExampleSets.profile)
        try check(Report(of: input), named: "pipeline")
    }

    @Test func `one question with several targets`() throws {
        let report = Report(of: SetInput(ExampleSets.targets, profile: ExampleReports.models))
        try check(report, named: "targets")
        #expect(report.verdict.standing == .misses)
        #expect(report.absent.map(\.id) == [.together])
    }

    @Test(arguments: [Verdict.misses, .contended])
    func `nothing is recommended to run together that does not meet its targets together`(verdict: Verdict) {
        var set = ExampleSets.pipeline
        set.together?.verdict = verdict
        let report = Report(of: SetInput(set))
        #expect(report.absent.contains { $0.id == .settings })
        #expect(report.verdict.standing.rawValue == verdict.rawValue)
        var tasks = ExampleSets.tasks
        tasks.together?.verdict = .misses
        #expect(Report(of: SetInput(tasks)).absent.contains { $0.id == .settings })
    }

    @Test func `made-up weights have no line for a script`() {
        var set = ExampleSets.tasks
        set.plans[0].choice?.candidate.weights = .seeded
        let page = MarkdownPage.text(of: Report(of: SetInput(set)))
        #expect(!page.contains("eval") && page.contains("The weights of ssdlite-mobilenet-v2 are made up"))
    }

    @Test func `a set of nothing, and a task without a candidate, still make a page`() {
        let empty = PlanSet(.tasks, plans: [], summary: "Nothing was asked.")
        #expect(HTMLPage.text(of: Report(of: SetInput(empty))).hasSuffix("</html>\n"))
        #expect(DecisionPage.text(of: SetInput(empty)) == nil)
        var set = ExampleSets.tasks
        (set.plans[1].choice, set.plans[1].verdict, set.together) = (nil, .misses, nil)
        let page = MarkdownPage.text(of: Report(of: SetInput(set)))
        #expect(page.contains("1 of 2 tasks has a choice; image-classification/imagenet-1k has none."))
    }

    @Test func `a fleet has a row for each device, and what serves how many`() throws {
        let report = Report(of: ExampleSets.fleet)
        try check(report, named: "fleet")
        #expect(report.verdict.standing == .misses)
        #expect(report.verdict.headline == "2 of 3 devices have a choice that meets 50 ms at p95.")
        #expect(
            report.verdict.sentences.first
                == "mobilenet-v2/fp32 on native serves 2 of 3 devices; nothing is proven to serve the other.")
    }

    @Test func `a fleet of one, of none, and one that all serve`() {
        let member = ExampleSets.fleet.members[0]
        let both = Report(of: FleetInput([member, member]))
        #expect(both.verdict.headline == "Both devices have a choice that meets 50 ms at p95.")
        #expect(both.verdict.sentences[0].hasSuffix("on native serves both devices."))
        #expect(Report(of: FleetInput([member])).verdict.standing == .meets)
        #expect(HTMLPage.text(of: Report(of: FleetInput([]))).hasSuffix("</html>\n"))
    }

    @Test func `few candidates are named that serve all devices together`() {
        func member(_ model: String) -> FleetInput.Member {
            var plan = ExampleSets.fleet.members[0].plan
            plan.ranked = plan.ranked.filter { $0.candidate.model == model && $0.verdict == .meets }
            (plan.choice, plan.rejected) = (plan.ranked.first, [])
            return .init(plan: plan)
        }
        let coverage = FleetCoverage(
            [member("mobilenet-v2"), member("efficientnet-lite0"), member("mobilenet-v2")].enumerated().map {
                FleetRow($1, number: $0)
            })
        #expect(coverage.served == 3)
        #expect(
            coverage.sentence
                == "Together mobilenet-v2/fp32 on native (2) and efficientnet-lite0/fp32 on native (1) serve all 3 devices."
        )
    }

    @Test(arguments: HostileReportTests.names)
    func `nothing of a name becomes markup`(name: String) {
        var set = ExampleSets.tasks
        set.summary = name
        set.remarks = [name]
        set.reproduce = name
        for place in set.plans.indices {
            set.plans[place].requirement.labels = name
            set.plans[place].deviceClass = name
            set.plans[place].choice?.candidate.variant = name
            set.plans[place].choice?.candidate.model = name
            set.plans[place].choice?.candidate.engine = EngineName(rawValue: name)
            set.plans[place].reproduce = name
            set.plans[place].remarks = [name]
        }
        let fleet = FleetInput(set.plans.map { .init(plan: $0) })
        for report in [Report(of: SetInput(set)), Report(of: fleet)] {
            let page = HTMLPage.text(of: report)
            #expect(page.split(separator: "<script").count == (report.record == nil ? 2 : 3))
            #expect(!page.contains("<img") && !page.contains("<!--") && !page.contains("<b>"))
            let terminal = TerminalReport.text(of: report, width: 80)
            #expect(!terminal.contains("\u{1B}") && !terminal.contains("\u{202E}"))
        }
    }
}
