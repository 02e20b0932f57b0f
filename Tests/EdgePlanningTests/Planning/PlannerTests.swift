import EdgeRecords
import Testing

@testable import EdgePlanning

@Suite struct PlannerTests {
    private let models = [
        Made.model("large", fp32: 0.752, int8: 0.739), Made.model("middle"),
        Made.model("small", fp32: 0.675, int8: 0.649),
    ]

    @Test func `the most accurate candidate that meets the target is chosen, with its figures`() throws {
        let plan = try Planner.plan(
            Made.request(
                [
                    Made.measurement(of: Made.candidate("small"), milliseconds: 10),
                    Made.measurement(of: Made.candidate("middle"), milliseconds: 30),
                    Made.measurement(of: Made.candidate("large"), milliseconds: 70),
                ], models: models))
        #expect(plan.verdict == .meets)
        #expect(plan.choice?.candidate.model == "middle")
        #expect(plan.choice?.rankingAccuracy?.value == 0.709)
        #expect(plan.ranked.map(\.candidate.model) == ["middle", "small"])
        #expect(plan.rejected.map(\.reason) == [.latency])
        #expect(plan.rejected.first?.detail == "its p95 is 70.6 ms of 50 ms")
        #expect(plan.pareto == ["m-small-int8-native-1", "m-middle-int8-native-1", "m-large-int8-native-1"])
        #expect(
            plan.summary
                == "Use middle/int8 on native with 1 thread: p95 of the model alone is 30.3 ms of 50 ms, certain to "
                + "95 %; 19.7 ms to spare, accuracy 70.9 % (published top-1).")
        #expect(plan.closest == nil)
        #expect(plan.relaxation == nil)
    }

    @Test func `a measured accuracy is told as it was measured, with the end that ranks it`() throws {
        var measurement = Made.measurement(of: Made.candidate("small"), milliseconds: 10)
        var figure = Figure(0.925, .mean, count: 10_000, source: .measured)
        figure.interval = .init(low: 0.919, high: 0.93)
        measurement.accuracy = Accuracy(kind: .measured, metric: "top-1", value: figure)
        let plan = try Planner.plan(Made.request([measurement], models: models))
        #expect(plan.choice?.rankingAccuracy?.value == 0.919)
        #expect(plan.summary.hasSuffix("accuracy 92.5 % (measured top-1, at least 91.9 %)."), "\(plan.summary)")
    }

    @Test func `the same records give the same bytes, in whatever order models come`() throws {
        let measurements = [
            Made.measurement(of: Made.candidate("small"), milliseconds: 10),
            Made.measurement(of: Made.candidate("middle", threads: 2), milliseconds: 30),
        ]
        let one = try Planner.plan(Made.request(measurements, models: models))
        let other = try Planner.plan(Made.request(measurements, models: models.reversed()))
        #expect(try RecordText.encode(one) == RecordText.encode(other))
        #expect(try RecordText.decode(Plan.self, from: RecordText.encode(one)) == one)
    }

    @Test func `where no difference shows, less memory wins, then fewer threads`() throws {
        let plan = try Planner.plan(
            Made.request(
                [
                    Made.measurement(of: Made.candidate("middle", threads: 2), milliseconds: 30),
                    Made.measurement(of: Made.candidate("middle", threads: 1), milliseconds: 30.2),
                    Made.measurement(of: Made.candidate("middle", threads: 4), milliseconds: 20, memory: 90 << 20),
                ], models: models))
        // Twenty milliseconds are no tie with thirty: the quickest of one accuracy is chosen, whatever it takes.
        #expect(plan.choice?.candidate.threads == 4)
        let tied = try Planner.plan(
            Made.request(
                [
                    Made.measurement(of: Made.candidate("middle", threads: 2), milliseconds: 30),
                    Made.measurement(of: Made.candidate("middle", threads: 1), milliseconds: 30.2),
                ], models: models))
        #expect(tied.choice?.candidate.threads == 1)
        #expect(tied.tiedWith.map(\.candidate.threads) == [2])
    }

    @Test func `accuracies within their chance error are equal, so that the quicker one wins`() throws {
        let close = [Made.model("large", fp32: nil, int8: 0.7100), Made.model("middle")]
        let plan = try Planner.plan(
            Made.request(
                [
                    Made.measurement(of: Made.candidate("large"), milliseconds: 40),
                    Made.measurement(of: Made.candidate("middle"), milliseconds: 20),
                ], models: close))
        #expect(plan.choice?.candidate.model == "middle")
        #expect(plan.tiedWith.isEmpty)
    }

    @Test func `what was not proven is not chosen, and the rest that it needs is told`() throws {
        let plan = try Planner.plan(
            Made.request(
                [Made.measurement(of: Made.candidate("middle"), milliseconds: 30, samples: 60)], models: models))
        #expect(plan.verdict == .undecided)
        #expect(plan.choice == nil)
        #expect(plan.closest?.verdict == .undecided)
        let needed = try #require(plan.closest?.samplesNeeded)
        #expect((20...600).contains(needed))
        #expect(plan.summary.hasSuffix("; about \(needed) more samples would settle it."))
        #expect(
            plan.next
                == "edgeplan profile models --model middle --precision int8 --engine native --threads 1")
    }

    @Test func `samples of one process prove nothing, however many they are`() throws {
        let plan = try Planner.plan(
            Made.request(
                [Made.measurement(of: Made.candidate("middle"), milliseconds: 30, samples: 900, processes: 1)],
                models: models))
        #expect(plan.verdict == .undecided)
        #expect(plan.closest?.remark == "it ran in 1 process, and 5 are needed")
    }

    @Test func `disturbed measurements give no verdict, unless the user allows them`() throws {
        var disturbed = Made.measurement(of: Made.candidate("middle"), milliseconds: 30)
        disturbed.contended = true
        let plan = try Planner.plan(Made.request([disturbed], models: models))
        #expect(plan.verdict == .contended)
        #expect(plan.choice == nil)
        #expect(plan.closest?.candidate.model == "middle")
        var requirement = Made.requirement()
        requirement.allowed = [.contended]
        let allowed = try Planner.plan(Made.request([disturbed], models: models, requirement))
        #expect(allowed.choice?.candidate.model == "middle")
        #expect(allowed.remarks.contains("other work disturbed the measurement that this rests on"))
    }

    @Test func `what meets the target and was not evaluated is named, for it might be better`() throws {
        let blind = Made.measurement(of: Made.candidate("middle", .bf16), milliseconds: 10)
        let plan = try Planner.plan(
            Made.request([Made.measurement(of: Made.candidate("middle"), milliseconds: 30), blind], models: models))
        #expect(plan.choice?.candidate.precision == .int8)
        #expect(plan.remarks.contains { $0.hasPrefix("the accuracy of middle/bf16@native:1 is not known") })
    }

    @Test func `a percentile is not proven by the figures of another`() throws {
        var imported = Made.measurement(of: Made.candidate("middle"), milliseconds: 30)
        imported.samples = nil
        imported.latencyNanoseconds = FiguresByStatistic([Figure(3e7, .p90, count: 1000, source: .imported)])
        let plan = try Planner.plan(Made.request([imported], models: models))
        #expect(plan.verdict == .undecided)
        #expect(plan.closest?.remark == "only its p90 is known, which proves nothing of the p95")
        #expect(plan.closest?.source == .imported)
    }

    @Test func `without any accuracy the quickest is chosen, and the plan says so`() throws {
        let plan = try Planner.plan(
            Made.request(
                [
                    Made.measurement(of: Made.candidate("large"), milliseconds: 40),
                    Made.measurement(of: Made.candidate("middle"), milliseconds: 20),
                ], models: [Made.model("large", fp32: nil, int8: nil), Made.model("middle", fp32: nil, int8: nil)]))
        #expect(plan.choice?.candidate.model == "middle")
        #expect(plan.remarks.contains("no accuracy is known, so the quickest is chosen"))
    }

    @Test func `a variant with a known agreement is ranked by its parent's accuracy`() throws {
        var measurement = Made.measurement(of: Made.candidate("middle", .bf16), milliseconds: 30)
        measurement.fidelity = Accuracy(
            kind: .fidelity, metric: "top-1",
            value: Figure(0.99, .single, count: 1000, interval: .init(low: 0.98, high: 1), source: .measured))
        let plan = try Planner.plan(Made.request([measurement], models: models))
        let ranking = try #require(plan.choice?.rankingAccuracy)
        #expect(abs(ranking.value - 0.718 * 0.98) < 1e-12)
        #expect(ranking.source == .predicted)
    }

    @Test func `how near outputs lie to each other is no accuracy`() throws {
        var measurement = Made.measurement(of: Made.candidate("middle", .bf16), milliseconds: 30)
        measurement.fidelity = Accuracy(
            kind: .fidelity, metric: "cosine-similarity", value: Figure(0.99, .single, count: 1, source: .measured))
        let plan = try Planner.plan(Made.request([measurement], models: models))
        #expect(plan.choice?.accuracy == nil && plan.choice?.rankingAccuracy == nil)
    }

    @Test func `a variant of a variant is ranked by what is left of the first one's accuracy`() throws {
        func agreement(_ value: Double) -> Accuracy {
            Accuracy(kind: .fidelity, metric: "top-1", value: Figure(value, .mean, count: 100, source: .measured))
        }
        var pruned = Made.model("middle-p30", fp32: nil, int8: nil)
        pruned.variants[0].accuracy = agreement(0.9)
        pruned.variants[0].parentAccuracy = Made.published(0.7)
        pruned.variants[1].accuracy = agreement(0.95)
        let plan = try Planner.plan(
            Made.request(
                [
                    Made.measurement(of: Made.candidate("middle-p30", .fp32), milliseconds: 30),
                    Made.measurement(of: Made.candidate("middle-p30"), milliseconds: 15),
                ], models: [pruned]))
        let rankings = plan.ranked.compactMap(\.rankingAccuracy?.value).sorted()
        #expect(rankings.count == 2)
        #expect(zip(rankings, [0.7 * 0.9 * 0.95, 0.7 * 0.9]).allSatisfy { abs($0 - $1) < 1e-12 }, "\(rankings)")
    }

    @Test func `of what was measured against labels only the lower end counts`() throws {
        var measurement = Made.measurement(of: Made.candidate("middle"), milliseconds: 30)
        measurement.accuracy = Accuracy(
            kind: .measured, metric: "top-1",
            value: Figure(0.72, .single, count: 500, interval: .init(low: 0.68, high: 0.76), source: .measured))
        let plan = try Planner.plan(Made.request([measurement], models: models))
        #expect(plan.choice?.rankingAccuracy?.value == 0.68)
    }

    @Test func `of two measurements of a candidate the later undisturbed one counts`() throws {
        let slow = Made.measurement(of: Made.candidate("middle"), milliseconds: 60)
        let quick = Made.measurement(of: Made.candidate("middle"), milliseconds: 30)
        var request = Made.request([slow], models: models)
        request.evidence.append(.init(Made.profile([quick]), hash: nil))
        #expect(try Planner.plan(request).verdict == .meets)
        var disturbed = quick
        disturbed.contended = true
        request.evidence[1] = .init(Made.profile([disturbed]), hash: nil)
        #expect(try Planner.plan(request).verdict == .misses)
    }

    @Test func `what runs now is a row, chosen or not`() throws {
        var request = Made.request(
            [
                Made.measurement(of: Made.candidate("small"), milliseconds: 10),
                Made.measurement(of: Made.candidate("large"), milliseconds: 70),
            ], models: models)
        request.current = "large/int8"
        let current = try #require(try Planner.plan(request).current)
        #expect(current.candidate.model == "large")
        #expect(current.verdict == .misses)
        request.current = "huge"
        #expect(throws: PlanningError.self) { try Planner.plan(request) }
    }

    @Test func `the target covers whole requests where all candidates were timed so, and the model alone otherwise`()
        throws
    {
        func timed(_ model: String, milliseconds: Double, besides: Int) -> Measurement {
            var measurement = Made.measurement(of: Made.candidate(model), milliseconds: milliseconds)
            let count = measurement.samples?.nanoseconds.count ?? 0
            measurement.samples?.preprocessNanoseconds = Array(repeating: besides * 1_000_000, count: count)
            measurement.samples?.postprocessNanoseconds = Array(repeating: 1000, count: count)
            let sums = (measurement.samples?.requests ?? []).map { Double($0) }.sorted()
            measurement.requestNanoseconds = FiguresByStatistic([
                Figure(Quantile.percentile(95, ofSorted: sums), .p95, count: count, source: .measured)
            ])
            return measurement
        }
        // 40 ms of the model, and 20 before it: the request misses what the model alone would meet.
        let both = [timed("large", milliseconds: 40, besides: 20), timed("small", milliseconds: 10, besides: 5)]
        let whole = try Planner.plan(Made.request(both, models: models))
        #expect(whole.choice?.candidate.model == "small" && whole.requirement.scope == .request)
        #expect((whole.choice?.latencyNanoseconds[.p95]?.value ?? 0) > 15e6)
        var alone = Made.requirement()
        alone.scope = .model
        #expect(try Planner.plan(Made.request(both, models: models, alone)).choice?.candidate.model == "large")
        let mixed = try Planner.plan(
            Made.request(
                [both[0], Made.measurement(of: Made.candidate("small"), milliseconds: 10)], models: models))
        #expect(mixed.choice?.candidate.model == "large" && mixed.requirement.scope == .model)
        #expect(mixed.remarks.contains { $0.contains("1 of 2 candidates were timed as whole requests") })
    }

    @Test func `other scenarios than the one asked for do not count`() throws {
        var beside = Made.measurement(of: Made.candidate("middle"), milliseconds: 30)
        beside.scenario = .besideCPU
        #expect(throws: PlanningError.otherScenario(.quiet, measured: ["beside-cpu"])) {
            try Planner.plan(Made.request([beside], models: models))
        }
        var requirement = Made.requirement()
        requirement.scenario = .besideCPU
        #expect(try Planner.plan(Made.request([beside], models: models, requirement)).verdict == .meets)
    }
}
