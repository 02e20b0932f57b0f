import EdgeRecords
import EdgeReporting
import EdgeTestSupport
import Testing

@Suite struct PlanTextTests {
    private func option(
        _ model: String, threads: Int, milliseconds: Double, accuracy: Double, source: Figure.Source = .measured
    ) -> Plan.Option {
        let candidate = Candidate(
            model: model, variant: "\(model)/int8", precision: .int8, weights: .installed, engine: .native,
            threads: threads)
        var option = Plan.Option(candidate: candidate, source: source)
        if source == .measured { option.measurement = "m-\(model)-\(threads)" }
        option.latencyNanoseconds = FiguresByStatistic([
            Figure(
                milliseconds * 1e6, .p95, count: source == .measured ? 300 : 0,
                interval: .init(low: milliseconds * 0.98e6, high: milliseconds * 1.03e6), confidence: 0.88,
                source: source)
        ])
        option.peakMemoryBytes = Figure(48_000_000, .maximum, count: 5, source: source)
        option.accuracy = Accuracy(
            kind: .published, metric: "top-1",
            value: Figure(accuracy, .single, count: 50_000, source: .published, basis: ["arXiv:1801.04381"]))
        option.rankingAccuracy = option.accuracy?.value
        option.verdict = source == .measured ? .meets : .undecided
        return option
    }

    private var requirement: Requirement {
        Requirement(task: .imageClassification, labels: "imagenet-1k", targetNanoseconds: 50_000_000)
    }

    private var meeting: Plan {
        var plan = Plan(
            requirement: requirement, deviceClass: "zen5-2c-avx512vnni-3f2a91c0d4e5", verdict: .meets,
            summary: "Use mobilenet-v2/int8 on native with 2 threads: p95 of the model alone is 31.2 ms of 50 ms, "
                + "certain to 95 %; 18.8 ms to spare, accuracy 70.9 % (published top-1).")
        let choice = option("mobilenet-v2", threads: 2, milliseconds: 31.2, accuracy: 0.709)
        plan.choice = choice
        plan.tiedWith = [option("mobilenet-v2", threads: 4, milliseconds: 31, accuracy: 0.709)]
        plan.ranked =
            [choice] + plan.tiedWith + [
                option("mobilenet-v3-small", threads: 1, milliseconds: 9.1, accuracy: 0.649),
                option("efficientnet-lite0", threads: 2, milliseconds: 47, accuracy: 0.744, source: .predicted),
            ]
        plan.current = option("mobilenet-v1", threads: 2, milliseconds: 70, accuracy: 0.68)
        plan.current?.verdict = .misses
        plan.pareto = ["m-mobilenet-v2-2"]
        plan.rejected = [
            .init(
                candidate: option("mobilenet-v1", threads: 2, milliseconds: 70, accuracy: 0.68).candidate,
                reason: .latency, detail: "its p95 is 70.0 ms of 50 ms")
        ]
        plan.fallbacks = [.init(when: "usable memory under 45.8 MiB", candidate: plan.ranked[2].candidate)]
        plan.remarks = ["would be better, but is not settled: efficientnet-lite0/int8@native:2"]
        return plan
    }

    private var missing: Plan {
        var plan = Plan(
            requirement: requirement, deviceClass: "zen5-2c-avx512vnni-3f2a91c0d4e5", verdict: .misses,
            summary: "Nothing meets 50 ms at p95; the nearest is mobilenet-v2/int8 on native with 1 thread: its p95 is "
                + "62.0 ms of 50 ms, 12.0 ms too slow.")
        plan.closest = option("mobilenet-v2", threads: 1, milliseconds: 62, accuracy: 0.709)
        plan.closest?.verdict = .misses
        plan.rejected = (1...8).map {
            .init(
                candidate: option("net-\($0)", threads: 1, milliseconds: 62, accuracy: 0.7).candidate, reason: .latency,
                detail: "its p95 is \(61 + $0).0 ms of 50 ms")
        }
        plan.relaxation = .init(
            change: "target to 63ms", costs: "13 ms more for each answer, for mobilenet-v2/int8 on native with 1 thread"
        )
        return plan
    }

    @Test func `what runs now has a row, however far behind it ranks`() {
        var plan = meeting
        plan.ranked += (1...9).map { option("net-\($0)", threads: 1, milliseconds: 10, accuracy: 0.5) }
        plan.current = plan.ranked.last
        let text = PlanText(plan).text(width: 100)
        #expect(text.contains("= net-9/int8@native:1"))
        #expect(text.contains("and 4 more"))
    }

    @Test func `a mark is explained where it is shown, and nowhere else`() {
        #expect(PlanText(meeting).text(width: 200).contains("b published"))
        #expect(!PlanText(meeting).text(width: 40).contains("b published"))
    }

    @Test(arguments: [40, 100])
    func `the answer comes first, then why, what else came close, and what to do`(width: Int) throws {
        try expectGolden(PlanText(meeting).text(width: width), named: "plan-\(width).txt")
        try expectGolden(PlanText(missing).text(width: width), named: "plan-missing-\(width).txt")
    }

    @Test(arguments: [40, 100])
    func `several plans have a sentence for all and a row for each`(width: Int) throws {
        var quicker = meeting
        quicker.requirement.targetNanoseconds = 20_000_000
        quicker.choice = option("mobilenet-v3-small", threads: 1, milliseconds: 9.1, accuracy: 0.649)
        let targets = PlanSet(
            .targets, plans: [missing, quicker, meeting],
            summary: "5 ms: nothing meets it; 20 ms: mobilenet-v3-small/int8 on native with 1 thread; 50 ms: "
                + "mobilenet-v2/int8 on native with 2 threads.")
        try expectGolden(PlanSetText(targets).text(width: width), named: "planset-targets-\(width).txt")
        var together = PlanSet.Together(verdict: .meets)
        together.latencyNanoseconds = FiguresByStatistic([Figure(40e6, .p95, count: 300, source: .measured)])
        together.memoryBytes = Figure(90e6, .total, count: 5, source: .measured)
        // Steps have a target together, and none of their own.
        var one = quicker
        var other = meeting
        (one.requirement.targetNanoseconds, other.requirement.targetNanoseconds) = (nil, nil)
        var steps = PlanSet(
            .pipeline, plans: [one, other], summary: "Use one, then the other.", together: together)
        steps.remarks = ["the steps were measured one at a time"]
        try expectGolden(PlanSetText(steps).text(width: width), named: "planset-pipeline-\(width).txt")
    }

    @Test func `one candidate's story ends with why it is or is not the choice`() throws {
        let story = OptionStory(meeting)
        let stories = ["mobilenet-v2", "mobilenet-v2/int8@native:4", "m-mobilenet-v3-small-1", "mobilenet-v1"].map {
            story.text(of: $0) ?? "none"
        }
        try expectGolden(stories.joined(separator: "\n"), named: "plan-stories.txt")
        #expect(story.text(of: "mobilenet") == nil)
    }
}

@Suite struct ComparisonTextTests {
    private var candidate: Candidate {
        Candidate(
            model: "mobilenet-v2", variant: "mobilenet-v2/int8", precision: .int8, weights: .user, engine: .native,
            threads: 2)
    }

    private var comparison: RecordComparison {
        func figure(_ value: Double) -> Figure {
            Figure(
                value, .p95, count: 300, interval: .init(low: value * 0.98, high: value * 1.02), confidence: 0.88,
                source: .measured)
        }
        var comparison = RecordComparison(statistic: .p95, total: .worse)
        comparison.ratio = figure(1.2)
        var row = RecordComparison.Row(candidate: candidate, change: .worse)
        (row.before, row.after, row.ratio) = (figure(30e6), figure(36e6), figure(1.2))
        comparison.rows = [row, .init(candidate: candidate, change: .onlyAfter)]
        comparison.differences = [.init(fact: "governor", before: "performance", after: nil)]
        return comparison
    }

    private var gate: GateAnswer {
        var gate = GateAnswer(
            state: .failed,
            checks: [
                .init(name: "target", state: .passed, detail: "its p95 is 36.0 ms of 50 ms"),
                .init(
                    name: "latency", state: .failed, detail: "30.0 ms became 36.0 ms, more than <noise> & \"luck\"\u{1}"
                ),
                .init(name: "accuracy", state: .skipped, detail: "there is nothing to compare it with"),
                .init(name: "memory", state: .unsettled, detail: "unclear"),
            ])
        gate.candidate = candidate
        return gate
    }

    @Test func `a change of accuracy is told beside that of the latency, and what cannot be told is counted`() {
        var changed = comparison
        (changed.rows[0].accuracyBefore, changed.rows[0].accuracyAfter) = (
            Figure(0.709, .single, count: 1000, source: .measured),
            Figure(0.701, .single, count: 1000, source: .measured)
        )
        changed.rows.append(.init(candidate: candidate, change: .unknown))
        let text = ComparisonText.text(of: changed)
        #expect(text.contains("70.9 % → 70.1 %"))
        #expect(text.contains("without 1 that cannot be told"))
    }

    @Test func `changes, gates and stale plans are told with the answer first`() throws {
        let check = PlanCheck(findings: [
            .init(fact: "governor", was: "performance", here: "powersave"),
            .init(fact: "engineVersion", was: "1.31.1", here: nil), .init(fact: "kernel", was: "6.1", here: "6.1"),
        ])
        let texts = [ComparisonText.text(of: comparison), GateText.text(of: gate), GateText.text(of: check)]
        try expectGolden(texts.joined(separator: "\n"), named: "plan-changes.txt")
    }

    @Test(arguments: [40, 100])
    func `a verification gives the answer, then what was promised and what was seen`(width: Int) throws {
        var answer = Verification(
            candidate: candidate, deviceClass: "zen5-2c-avx512vnni-3f2a91c0d4e5",
            requirement: Requirement(task: .imageClassification, labels: nil, targetNanoseconds: 50_000_000),
            verdict: .misses,
            summary: "mobilenet-v2/int8 on native with 2 threads misses 50 ms at p95 here: p95 of the model alone is "
                + "62.0 ms, after 300 samples in 5 processes.")
        answer.promised = Figure(31.2e6, .p95, count: 300, source: .measured)
        answer.latencyNanoseconds = FiguresByStatistic([
            Figure(
                62e6, .p95, count: 300, interval: .init(low: 61e6, high: 64e6), confidence: 0.88, source: .measured)
        ])
        (answer.processes, answer.contendedProcesses, answer.samples) = (7, 2, 300)
        answer.changed = [.init(fact: "governor", was: "performance", here: "powersave")]
        answer.next = "edgeplan plan --target 50ms"
        try expectGolden(VerificationText.text(of: answer, width: width), named: "verification-\(width).txt")
    }

    @Test func `the file for a pipeline counts each state, and holds no sign that XML forbids`() throws {
        let report = GateReport.junit(of: gate, hasStableNames: false)
        try expectGolden(report + GateReport.junit(of: gate, hasStableNames: true), named: "gate-junit.xml.txt")
        #expect(!report.contains("\u{1}"))
    }
}

@Suite struct ScriptTextTests {
    private func script(model: String = "mobilenet-v2", file: String? = "/models/m.onnx") -> ScriptText {
        var candidate = Candidate(
            model: model, variant: "\(model)/int8", precision: .int8, weights: .user, engine: .native, threads: 2)
        candidate.cpus = [0, 1]
        var option = Plan.Option(candidate: candidate, source: .measured)
        option.latencyNanoseconds = FiguresByStatistic([Figure(31_200_000, .p95, count: 300, source: .measured)])
        var plan = Plan(
            requirement: Requirement(task: .imageClassification, labels: nil, targetNanoseconds: 50_000_000),
            deviceClass: "zen5-2c-avx512vnni-3f2a91c0d4e5", verdict: .meets, summary: "Use it:\nnow.")
        plan.choice = option
        return ScriptText(plan, choice: option, file: file)
    }

    @Test func `values are quoted for a shell, and bare in a file`() throws {
        try expectGolden(script().shell + "\n" + script().file, named: "plan-script.txt")
        #expect(script().value("threads") == "2")
        #expect(script().value("latency-nanoseconds") == "31200000")
        #expect(script().value("nothing") == nil)
    }

    @Test(arguments: [
        "it's", "a b", "$HOME", "`id`", "\\", "a;b", "a&b", "a\nb", "\"", "~", "=a", "a:=b", "é", "*", "a\0b",
    ])
    func `what some reader would change is not written into a file`(name: String) {
        #expect(script(file: name).unfitForFile?.key == "file")
    }

    @Test(arguments: ["/a/b-c_d.onnx", "a=b", "a%b", "a,b", "user@host:1", "a+b", ""])
    func `what all readers take as it is fits a file`(name: String) {
        #expect(script(file: name).unfitForFile == nil)
    }

    @Test func `a quote inside a value ends and begins the quotes`() {
        #expect(script(file: "it's").shell.contains(#"export EDGEPLAN_FILE='it'\''s'"#))
        #expect(script(file: "a\0b").unquotable == "file")
    }
}
