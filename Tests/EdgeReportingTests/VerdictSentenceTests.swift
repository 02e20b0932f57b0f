import EdgeRecords
import EdgeTestSupport
import Testing

@testable import EdgeReporting

/// Every sentence that a verdict can be, word for word, the same in all three forms.
@Suite struct VerdictSentenceTests {
    private static let chosen = VerdictSentence.Subject(ExampleReports.candidate("mobilenet-v2", .int8, threads: 2))
    private static let other = VerdictSentence.Subject(ExampleReports.candidate("mobilenet-v2", .fp32, threads: 1))
    private static let margin = VerdictSentence.Margin(statistic: .p95, value: 31.2e6, target: 50e6)

    static let sentences: [(VerdictSentence, String)] = [
        (
            .ties(
                chosen, other, values: (31.2e6, 31.9e6), difference: (0.7e6, 1.1e6), because: "uses fewer threads"),
            "mobilenet-v2/int8 on native, 2 threads and mobilenet-v2/fp32 on native, 1 thread cannot be told apart (31.2 "
                + "and 31.9 ms, difference 0.700 ± 1.10 ms); mobilenet-v2/int8 on native, 2 threads is chosen because it "
                + "uses fewer threads."
        ),
        (
            .contended(share: 0.31, runs: 1, of: 12, command: "edgeplan profile models"),
            "These figures are not to be trusted: other work took 31.0 % of the CPU during 1 of 12 runs. Free the device "
                + "and repeat: edgeplan profile models."
        ),
        (
            .infeasible(
                .init(target: 50e6, accuracyFloor: 0.7, memoryBytes: 268_435_456), change: "target to 62ms",
                costs: "12 ms more for each answer"),
            "No choice satisfies 50 ms, accuracy 70.0 % and 256 MiB together. The cheapest step is to change the target "
                + "to 62ms, which costs 12 ms more for each answer."
        ),
        (
            .stale(days: 1, fact: "the kernel", old: "6.1", new: "6.2", command: "edgeplan profile models"),
            "This profile is 1 day old, and the kernel has changed since (6.1 to 6.2). The figures held then; measure "
                + "again: edgeplan profile models."
        ),
        (
            .engineMissing(engines: ["openvino"], missing: 4, of: 48),
            "Openvino is not installed; 4 of 48 candidates were left out for that reason. `edgeplan doctor` says how to "
                + "install it."
        ),
        (
            .memoryLimited(
                chosen, margin, need: 300 * 1_048_576, have: 268_435_456, limit: "the requirement", next: other.full),
            "mobilenet-v2/int8 on native, 2 threads would meet 50 ms but needs 300 MiB at its peak, and 256 MiB are free "
                + "under the requirement; mobilenet-v2/fp32 on native, 1 thread is chosen in its place."
        ),
        (
            .cgroupLimited(quota: 1.5, cores: 8, path: "a control group's quota"),
            "This process may use 1.50 of 8 cores (a control group's quota), so the figures hold for 1.50 cores only; "
                + "without the limit: not measured."
        ),
        (
            .belowFloor(
                chosen, margin, accuracy: ExampleReports.accuracy(0.69, .measured), floor: 0.7, next: other.full),
            "mobilenet-v2/int8 on native, 2 threads meets 50 ms with p95 31.2 ms, but its accuracy 69.0 % is below the "
                + "floor 70.0 % (10000 samples, interval 68.2 % to 69.8 %); mobilenet-v2/fp32 on native, 1 thread is chosen "
                + "in its place."
        ),
    ]

    @Test(arguments: 0..<sentences.count)
    func `each has its exact words, in every form`(number: Int) {
        let (sentence, text) = Self.sentences[number]
        #expect(sentence.text == text)
        var report = Report(title: "title", verdict: ReportVerdict(.measured, sentence.text))
        report.colophon = "."
        #expect(HTMLPage.text(of: report).contains("<h1>\(HTMLWriter().prose(text))</h1>"))
        #expect(MarkdownPage.text(of: report).hasPrefix("# \(MarkdownText.prose(text))\n"))
        let terminal = TerminalReport.text(of: report, width: 10_000)
        #expect(terminal == "● \(text)\n")
    }

    private func verdict(_ change: (inout Profile, inout Plan) -> Void) -> ReportVerdict {
        var profile = ExampleReports.models
        var plan = ExampleReports.plan(of: profile)
        change(&profile, &plan)
        return Report(of: ReportInput(profile: profile, plan: plan)).verdict
    }

    @Test func `a plan that nothing meets names the cheapest way out`() {
        let verdict = verdict { _, plan in
            plan.verdict = .misses
            plan.requirement.targetNanoseconds = 5_000_000
            plan.closest = plan.choice
            plan.choice = nil
            plan.relaxation = .init(change: "target to 20ms", costs: "15 ms more for each answer")
        }
        #expect(verdict.standing == .misses)
        #expect(verdict.sentences.contains { $0.contains("The cheapest step is to change the target to 20ms") })
    }

    @Test func `what the target covers is said, and so is a missing engine, a tie and a quota`() {
        let verdict = verdict { profile, plan in
            profile.device.limits.quotaCPUs = 1.5
            plan.requirement.scope = .model
        }
        #expect(verdict.sentences.first == "The 50 ms cover the model alone, from filled inputs to outputs in hand.")
        #expect(verdict.sentences.contains { $0.hasPrefix("Openvino is not installed; 1 of ") })
        #expect(verdict.sentences.contains { $0.contains("cannot be told apart") })
        #expect(verdict.sentences.last?.hasPrefix("This process may use 1.50 of 8 cores") == true)
    }

    @Test(arguments: [Verdict.meets, .misses, .undecided, .contended])
    func `the heading is the plan's own sentence, whatever the verdict`(verdict word: Verdict) {
        let verdict = verdict { _, plan in
            plan.verdict = word
            plan.summary = "This is \(word.rawValue)."
        }
        #expect(verdict.standing.rawValue == word.rawValue)
        #expect(verdict.headline == "This is \(word.rawValue).")
    }

    @Test func `an engine that was ruled out is not called missing`() {
        let verdict = verdict { _, plan in plan.requirement.engines = [.native] }
        #expect(!verdict.sentences.contains { $0.contains("not installed") })
    }
}
