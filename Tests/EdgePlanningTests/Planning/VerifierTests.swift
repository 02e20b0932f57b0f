import EdgeRecords
import Testing

@testable import EdgePlanning

@Suite struct VerifierTests {
    private let models = [Made.model("middle")]
    private let candidate = Made.candidate("middle")

    private func plan(_ change: (inout Requirement) -> Void = { _ in }) throws -> Plan {
        var requirement = Made.requirement()
        change(&requirement)
        return try Planner.plan(
            Made.request([Made.measurement(of: candidate, milliseconds: 30)], models: models, requirement))
    }

    /// What a verification says of processes that took so long each.
    private func verification(
        of plan: Plan, milliseconds: Double, processes: Int = 10, disturbed: Int = 0,
        change: (inout Measurement) -> Void = { _ in }
    ) throws -> Verification {
        var measurement = Made.measurement(of: candidate, milliseconds: milliseconds, samples: 60 * processes)
        measurement.workers = (0..<processes + disturbed).map { WorkerRun(process: $0, block: $0) }
        change(&measurement)
        let times = (measurement.samples?.nanoseconds ?? []).map { Double($0) }
        let each = (0..<processes).map { number in Array(times[(60 * number)..<(60 * number + 60)]) }
        let check = PlanCheck(findings: [
            .init(fact: "kernel", was: "6.1", here: "6.2"), .init(fact: "governor", was: "performance", here: nil),
        ])
        return try Verifier(plan).answer(
            Made.profile([measurement]), processes: each, models: models, check: check)
    }

    @Test func `a claim that holds is confirmed with what was promised and what was seen`() throws {
        let answer = try verification(of: plan(), milliseconds: 33)
        #expect(answer.verdict == .meets)
        #expect(
            answer.summary
                == "middle/int8 on native with 1 thread meets 50 ms at p95 here: p95 of the model alone is 33.3 ms, "
                + "certain to 95 % after 600 samples in 10 processes.")
        #expect((answer.promised?.value ?? 0) < 31e6)
        #expect(answer.changed.map(\.fact) == ["kernel"])
        #expect(answer.samplesNeeded == nil && answer.next == nil)
    }

    @Test func `a claim that does not hold any more is denied`() throws {
        let answer = try verification(of: plan(), milliseconds: 60)
        #expect(answer.verdict == .misses)
        #expect(answer.summary.contains("misses 50 ms at p95 here: p95 of the model alone is 60.5 ms"))
    }

    @Test func `what else was asked for is held to as well`() throws {
        let answer = try verification(of: plan { $0.memoryBytes = 64 << 20 }, milliseconds: 30) {
            $0.peakMemoryBytes = Figure(Double(80 << 20), .maximum, count: 5, source: .measured)
        }
        #expect(answer.verdict == .misses)
        #expect(answer.summary.hasSuffix("does not do here what was asked: it needs 80 MiB of 64 MiB."))
    }

    @Test func `a crash is no confirmation`() throws {
        let answer = try verification(of: plan(), milliseconds: 30) {
            $0.outcome = .crashed
            $0.reason = "signal 11"
        }
        #expect(answer.verdict == .misses && answer.summary.contains("crashed: signal 11"))
    }

    @Test func `too few processes settle nothing, and a disturbed device is called so`() throws {
        let few = try verification(of: plan(), milliseconds: 30, processes: 3)
        #expect(few.verdict == .undecided)
        #expect(few.summary.contains("3 processes came to an end undisturbed, and 5 are needed"))
        #expect(few.next?.hasPrefix("edgeplan profile models --model middle") == true)
        let disturbed = try verification(of: plan(), milliseconds: 30, processes: 3, disturbed: 9)
        #expect(disturbed.verdict == .contended)
        #expect(disturbed.summary.hasSuffix("other work disturbed 9 of 12 processes."))
    }

    @Test func `where nothing was chosen, what came nearest is measured`() throws {
        let open = try Planner.plan(
            Made.request([Made.measurement(of: candidate, milliseconds: 30, samples: 40)], models: models))
        #expect(open.choice == nil)
        #expect(try Verifier(open).candidate.model == "middle")
        #expect(try verification(of: open, milliseconds: 30).verdict == .meets)
    }

    @Test func `a plan without a target, or without any candidate, claims nothing`() throws {
        var free = try plan()
        free.requirement.targetNanoseconds = nil
        #expect(throws: VerificationError.noTarget) { try Verifier(free) }
        var empty = try plan()
        empty.choice = nil
        #expect(throws: VerificationError.noCandidate(empty.summary)) { try Verifier(empty) }
        var odd = try plan()
        odd.requirement.confidence = 1
        #expect(throws: VerificationError.self) { try Verifier(odd) }
    }
}
