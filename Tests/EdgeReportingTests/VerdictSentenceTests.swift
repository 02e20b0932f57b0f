import EdgeRecords
import EdgeTestSupport
import Testing

@testable import EdgeReporting

/// Every sentence that a verdict can be, word for word, the same in all three forms.
@Suite struct VerdictSentenceTests {
    private static let chosen = VerdictSentence.Subject(ExampleReports.candidate("mobilenet-v2", .int8, threads: 2))
    private static let other = VerdictSentence.Subject(ExampleReports.candidate("mobilenet-v2", .fp32, threads: 1))
    private static let margin = VerdictSentence.Margin(statistic: .p95, value: 31.2e6, target: 50e6)
    private static let late = VerdictSentence.Margin(statistic: .p95, value: 62.4e6, target: 50e6)

    static let sentences: [(VerdictSentence, String)] = [
        (
            .meets(chosen, margin, confidence: 0.95, accuracy: "accuracy 71.2 % (measured top-1)"),
            "Use mobilenet-v2 with int8 on 2 threads of native: p95 is 31.2 ms of 50 ms, certain to 95 %; 18.8 ms to "
                + "spare, accuracy 71.2 % (measured top-1)."
        ),
        (
            .meets(other, .init(statistic: .p95, value: 31.2e6, target: nil), confidence: 0.95, accuracy: nil),
            "Use mobilenet-v2 with fp32 on 1 thread of native: p95 is 31.2 ms."
        ),
        (
            .misses(model: "mobilenet-v2", device: "Example Core", other, late),
            "No variant of mobilenet-v2 meets 50 ms on Example Core; the nearest is mobilenet-v2/fp32 on native on 1 "
                + "thread with p95 62.4 ms, 12.4 ms too slow."
        ),
        (
            .ties(
                chosen, other, values: (31.2e6, 31.9e6), difference: (0.7e6, 1.1e6), because: "uses fewer threads"),
            "mobilenet-v2/int8 on native, 2 threads and mobilenet-v2/fp32 on native, 1 thread cannot be told apart (31.2 "
                + "and 31.9 ms, difference 0.700 ± 1.10 ms); mobilenet-v2/int8 on native, 2 threads is chosen because it "
                + "uses fewer threads."
        ),
        (
            .undecided(
                chosen, margin, interval: .init(low: 29e6, high: 52e6), samples: 300, seconds: 14,
                command: "edgeplan profile models"),
            "mobilenet-v2/int8 on native, 2 threads may or may not meet 50 ms: p95 lies between 29.0 and 52.0 ms. About "
                + "300 more samples (14.0 s) would settle it: edgeplan profile models."
        ),
        (
            .undecided(
                chosen, margin, interval: .init(low: 29e6, high: 52e6), samples: nil, seconds: nil,
                command: "edgeplan profile models"),
            "mobilenet-v2/int8 on native, 2 threads may or may not meet 50 ms: p95 lies between 29.0 and 52.0 ms. No "
                + "number of samples is likely to settle it; to measure again: edgeplan profile models."
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
            .predicted(
                chosen, basis: "the device's ceilings", margin, interval: .init(low: 26e6, high: 40e6),
                command: "edgeplan profile models --model mobilenet-v2"),
            "mobilenet-v2/int8 on native, 2 threads was not run here; from the device's ceilings its p95 is predicted at "
                + "31.2 ms (26.0 to 40.0). Measure before relying on it: edgeplan profile models --model mobilenet-v2."
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
                + "floor 70.0 % (10000 samples, interval 68.2 % to 69.8 %); mobilenet-v2/fp32 on native, 1 thread is the "
                + "fastest above it."
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

    @Test func `a plan that nothing meets names the nearest, by how much, and the cheapest way out`() {
        let verdict = verdict { _, plan in
            plan.verdict = .misses
            plan.requirement.targetNanoseconds = 5_000_000
            plan.closest = plan.choice
            plan.choice = nil
            plan.relaxation = .init(change: "target to 20ms", costs: "15 ms more for each answer")
        }
        #expect(verdict.standing == .misses)
        #expect(verdict.headline.contains("meets 5 ms on Example Core"))
        #expect(verdict.headline.hasSuffix("14.5 ms too slow."))
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

    @Test func `an open verdict gives its range, a contended one the runs, a prediction its basis`() {
        let open = verdict { _, plan in plan.verdict = .undecided }
        #expect(open.standing == .undecided && open.headline.contains("may or may not meet 50 ms"))
        let contended = verdict { _, plan in plan.verdict = .contended }
        #expect(
            contended.headline.hasPrefix(
                "These figures are not to be trusted: other work disturbed the device during 1"))
        let predicted = verdict { _, plan in
            plan.choice = plan.ranked.last
            plan.verdict = .undecided
        }
        #expect(predicted.headline.contains("was not run here; from m-int8-2 its p95 is predicted at 33.0 ms"))
    }
}
