import EdgeRecords
import Testing

@testable import EdgePlanning

/// Choices of several tasks that were run at the same time.
@Suite struct SetVerifierTests {
    private let models = [Made.model("large", int8: 0.75), Made.model("small", int8: 0.6)]

    private func set(kind: PlanSet.Kind = .tasks, memory: Int? = nil) throws -> PlanSet {
        let plans = try ["large", "small"].map { name in
            var requirement = Made.requirement()
            requirement.memoryBytes = memory
            return try Planner.plan(
                Made.request(
                    [Made.measurement(of: Made.candidate(name), milliseconds: 20)], models: models, requirement))
        }
        var set = PlanSet(kind, plans: plans, summary: "each alone meets its target")
        set.reproduce = "edgeplan plan --task a --task b"
        return set
    }

    private func answer(_ set: PlanSet, milliseconds: [Double], processes: Int = 8) throws -> SetVerification {
        let measurements = zip(["large", "small"], milliseconds).map { name, time in
            var measurement = Made.measurement(
                of: Made.candidate(name), milliseconds: time, samples: 60 * processes, processes: processes)
            measurement.workers = (0..<processes).map { WorkerRun(process: $0, block: $0) }
            return measurement
        }
        let times = measurements.map { measurement in
            let all = (measurement.samples?.nanoseconds ?? []).map { Double($0) }
            return (0..<processes).map { Array(all[60 * $0..<60 * $0 + 60]) }
        }
        return try SetVerifier(set).answer(Made.profile(measurements), processes: times, models: models) { _ in
            PlanCheck(findings: [])
        }
    }

    @Test func `all have to meet their targets beside each other`() throws {
        let both = try answer(set(), milliseconds: [35, 30])
        #expect(both.verdict == .meets && both.verifications.map(\.verdict) == [.meets, .meets])
        #expect(both.summary.hasPrefix("Beside each other all meet their targets here: large/int8"))
        #expect(both.verifications.allSatisfy { $0.requirement.scenario == .besideModel })
        #expect(both.memoryBytes?.value == Double(80 << 20) && both.next == nil)
        let one = try answer(set(), milliseconds: [70, 30])
        #expect(one.verdict == .misses && one.verifications.map(\.verdict) == [.misses, .meets])
        #expect(one.summary == "Beside the others large/int8 on native with 1 thread does not do here what was asked.")
        #expect(one.next == "edgeplan plan --task a --task b")
        #expect(try answer(set(), milliseconds: [35, 30], processes: 3).verdict == .undecided)
    }

    @Test func `together they may need no more memory than was given to all`() throws {
        let answer = try answer(set(memory: 70 << 20), milliseconds: [35, 30])
        #expect(answer.verdict == .misses && answer.summary == "Together they need 80 MiB of 70 MiB of memory.")
    }

    @Test func `one that misses settles it for all`() throws {
        let verifier = try SetVerifier(set())
        let quick = Array(repeating: Array(repeating: 30e6, count: 60), count: 5)
        let slow = quick.map { $0.map { 2 * $0 } }
        #expect(!verifier.isSettled([quick, []]) && !verifier.isSettled([[], []]))
        #expect(verifier.isSettled([quick, quick]) && verifier.isSettled([[], slow]))
        #expect(verifier.slowestNanoseconds >= 20_000_000)
    }

    @Test func `only choices of tasks can be run at once`() throws {
        #expect(throws: VerificationError.noTasks(.pipeline)) { try SetVerifier(set(kind: .pipeline)) }
        var empty = try set()
        empty.plans[1].choice = nil
        #expect(throws: VerificationError.self) { try SetVerifier(empty) }
        empty.plans = []
        #expect(throws: VerificationError.self) { try SetVerifier(empty) }
    }
}
