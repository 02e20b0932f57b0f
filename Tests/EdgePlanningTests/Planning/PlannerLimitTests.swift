import EdgeRecords
import Testing

@testable import EdgePlanning

@Suite struct PlannerLimitTests {
    private let models = [
        Made.model("large", fp32: 0.752, int8: 0.739),
        Made.model("small", fp32: 0.675, int8: 0.649, licence: "GPL-3.0"),
    ]

    private func plan(
        _ measurements: [Measurement], change: (inout Requirement) -> Void
    ) throws(PlanningError) -> Plan {
        var requirement = Made.requirement()
        change(&requirement)
        return try Planner.plan(Made.request(measurements, models: models, requirement))
    }

    private let large = Made.measurement(of: Made.candidate("large"), milliseconds: 40, memory: 200 << 20)
    private let small = Made.measurement(of: Made.candidate("small"), milliseconds: 10, memory: 30 << 20)

    @Test func `a candidate on an accelerator that is not whole is out with its sentence, however quick it was`() throws
    {
        var candidate = Made.candidate("large", engine: .onnxruntime)
        (candidate.provider, candidate.placement) = ("cuda", .gpu)
        var card = Device.Accelerator(kind: .gpu, bus: .pci, identifier: "10de:2330")
        (card.vendor, card.name, card.driverBound, card.nodeOpenable) = ("NVIDIA", "H100", true, true)
        card.reason = "libcuda.so.1 was not found: install it"
        for isWhole in [false, true] {
            (card.runtimePresent, card.usable) = (isWhole, isWhole)
            var request = Made.request(
                [Made.measurement(of: candidate, milliseconds: 4), large], models: models)
            request.evidence[0].profile.device.accelerators = [card]
            let plan = try Planner.plan(request)
            #expect(plan.choice?.candidate == (isWhole ? candidate : large.candidate))
            #expect(plan.rejected.map(\.reason) == (isWhole ? [] : [.accelerator]))
            #expect(plan.rejected.map(\.detail) == (isWhole ? [] : ["H100: libcuda.so.1 was not found: install it"]))
        }
    }

    @Test(
        arguments: [
            ("memory", .memory, "it needs 200 MiB of 64 MiB"),
            ("engine", .engine, "it runs on native, and only openvino may be used"),
            ("licence", .licence, "its licence is MIT, and only GPL-3.0 may be used"),
            ("coldStart", .coldStart, "its cold start takes 100 ms of 50.0 ms"),
            ("energy", .energy, "its energy is not known, so that it cannot be held to a limit"),
            ("size", .size, "its file has 3.81 MiB of 1 MiB"),
            ("floor", .accuracy, "its accuracy is 73.9 % of 75.0 %"),
        ] as [(String, Plan.Rejection.Reason, String)])
    func `whatever stands against a candidate is told with its number`(
        limit: String, reason: Plan.Rejection.Reason, detail: String
    ) throws {
        let plan = try plan([large]) { requirement in
            switch limit {
            case "memory": requirement.memoryBytes = 64 << 20
            case "engine": requirement.engines = [.openvino]
            case "licence": requirement.licences = ["GPL-3.0"]
            case "coldStart": requirement.coldStartNanoseconds = 50_000_000
            case "energy": requirement.energyMicrojoules = 50_000
            case "size": requirement.modelBytes = 1 << 20
            default: requirement.accuracyFloor = 0.75
            }
        }
        #expect(plan.verdict == (limit == "energy" ? .undecided : .misses))
        #expect(plan.rejected.map(\.reason) == [reason])
        #expect(plan.rejected.map(\.detail) == [detail])
        #expect(plan.closest?.candidate == large.candidate)
    }

    @Test func `memory that nobody measured does not pass a limit, and needs none without one`() throws {
        let unknown = Made.measurement(of: Made.candidate("large"), milliseconds: 40, memory: nil)
        #expect(try plan([unknown]) { $0.memoryBytes = 1 << 30 }.verdict == .undecided)
        #expect(try plan([unknown]) { _ in }.verdict == .meets)
    }

    @Test func `what cannot be held to a limit is an open question, and no miss`() throws {
        let plan = try plan([large, small]) { $0.energyMicrojoules = 50_000 }
        #expect(plan.verdict == .undecided && plan.choice == nil)
        #expect(
            plan.summary
                == "It is not known whether anything meets all that was asked for; the nearest is large/int8 on native with "
                + "1 thread: its energy is not known, so that it cannot be held to a limit.")
        // Measuring again would count no more energy than before.
        #expect(plan.next == "edgeplan doctor")
        // What is known to be too slow stays out, and what nobody knows enough of is nearer.
        let slow = try self.plan([large, small]) { ($0.energyMicrojoules, $0.targetNanoseconds) = (50_000, 20_000_000) }
        #expect(slow.verdict == .undecided && slow.closest?.candidate.model == "small")
        let none = try self.plan([large]) { ($0.energyMicrojoules, $0.targetNanoseconds) = (50_000, 20_000_000) }
        #expect(none.verdict == .misses)
    }

    @Test func `what came of a model is not held to be better than it`() throws {
        let derived = Made.measurement(of: Made.candidate("large", .bf16), milliseconds: 10)
        #expect(try plan([derived]) { $0.accuracyFloor = 0.7 }.verdict == .undecided)
        let high = try plan([derived]) { $0.accuracyFloor = 0.8 }
        #expect(high.verdict == .misses)
        #expect(high.rejected.map(\.detail) == ["what it was made from has an accuracy of 75.2 % of 80.0 %"])
    }

    @Test func `more memory than the device has is no choice, and no way out leads there`() throws {
        let huge = Made.measurement(of: Made.candidate("large"), milliseconds: 40, memory: 9 << 30)
        let plan = try plan([huge]) { _ in }
        #expect(plan.rejected.first?.reason == .memory)
        #expect(plan.relaxation == nil)
    }

    @Test(arguments: [
        (Measurement.Outcome.crashed, Plan.Rejection.Reason.outcome), (.timedOut, .outcome), (.missing, .engine),
        (.outOfMemory, .memory), (.wrongAnswer, .outcome), (.refused, .outcome),
    ])
    func `what could not be run is out, with the reason`(
        outcome: Measurement.Outcome, reason: Plan.Rejection.Reason
    ) throws {
        var failed = Measurement(id: "m-1", candidate: Made.candidate("large"), outcome: outcome)
        failed.reason = "signal 4 (illegal instruction)"
        let plan = try plan([failed, small]) { _ in }
        #expect(plan.choice?.candidate.model == "small")
        #expect(plan.rejected.map(\.reason) == [reason])
        #expect(plan.rejected.first?.detail == "\(outcome.rawValue): signal 4 (illegal instruction)")
    }

    @Test func `the cheapest single change is named: a later target`() throws {
        let plan = try plan([large]) { $0.targetNanoseconds = 35_000_000 }
        #expect(plan.verdict == .misses)
        let change = try #require(plan.relaxation?.change)
        let milliseconds = try #require(Double(change.dropFirst("target to ".count).dropLast(2)))
        #expect((40.2...40.5).contains(milliseconds))
        #expect(
            plan.relaxation?.costs.hasSuffix("ms more for each answer, for large/int8 on native with 1 thread") == true)
        // What it promises holds.
        let relaxed = try self.plan([large]) { $0.targetNanoseconds = Int(milliseconds * 1e6) }
        #expect(relaxed.verdict == .meets)
    }

    @Test func `the cheapest single change is named: a lower floor`() throws {
        let plan = try plan([large, small]) {
            $0.targetNanoseconds = 20_000_000
            $0.accuracyFloor = 0.7
        }
        // 7 % less accuracy is less than twice the time.
        #expect(plan.relaxation?.change == "accuracy floor to 64.9 %")
        let relaxed = try self.plan([large, small]) {
            $0.targetNanoseconds = 20_000_000
            $0.accuracyFloor = 0.649
        }
        #expect(relaxed.choice?.candidate.model == "small")
    }

    @Test func `the cheapest single change is named: more memory`() throws {
        let plan = try plan([large]) { $0.memoryBytes = 199 << 20 }
        #expect(plan.relaxation?.change == "memory to 200 MiB")
    }

    @Test func `a change that would not be enough by itself is not named`() throws {
        let plan = try plan([large]) {
            $0.memoryBytes = 64 << 20
            $0.accuracyFloor = 0.8
        }
        #expect(plan.relaxation == nil)
        #expect(plan.rejected.first?.detail == "it needs 200 MiB of 64 MiB; its accuracy is 73.9 % of 80.0 %")
    }

    @Test func `a plan says what to run when things get worse, and what makes it stale`() throws {
        var quick = small
        quick.candidate.engineVersion = "0.1.0"
        var chosen = large
        chosen.candidate.threads = 2
        chosen.candidate.engineVersion = "0.1.0"
        let plan = try plan([chosen, quick]) { _ in }
        #expect(plan.fallbacks.map(\.candidate.model) == ["small", "small", "small"])
        #expect(plan.fallbacks.first?.when == "usable memory under 200 MiB")
        #expect(plan.expires.first == .init(fact: "deviceClass", is: plan.deviceClass))
        #expect(plan.expires.contains(.init(fact: "engineVersion", is: "0.1.0")))
        #expect(plan.expires.contains(.init(fact: "governor", is: "performance")))
    }

    @Test func `objectives other than accuracy choose otherwise`() throws {
        #expect(try plan([large, small]) { _ in }.choice?.candidate.model == "large")
        #expect(try plan([large, small]) { $0.objective = .latency }.choice?.candidate.model == "small")
        #expect(try plan([large, small]) { $0.objective = .memory }.choice?.candidate.model == "small")
        let floored = try plan([large, small]) {
            $0.objective = .latency
            $0.accuracyFloor = 0.7
        }
        #expect(floored.choice?.candidate.model == "large")
    }

    @Test func `without a target the objective alone decides`() throws {
        let plan = try plan([large, small]) { $0.targetNanoseconds = nil }
        #expect(plan.verdict == .meets)
        #expect(plan.choice?.candidate.model == "large")
    }
}
