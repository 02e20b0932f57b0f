import EdgeRecords
import Testing

@testable import EdgePlanning

@Suite struct ComparisonTests {
    private func profile(_ milliseconds: Double, model: String = "middle") -> Profile {
        Made.profile([Made.measurement(of: Made.candidate(model), milliseconds: milliseconds)])
    }

    @Test(arguments: [
        (30.0, 30.5, RecordComparison.Change.unchanged), (30, 36, .worse), (36, 30, .better), (30, 30, .unchanged),
    ])
    func `a difference counts only beyond the intervals of both`(
        before: Double, after: Double, change: RecordComparison.Change
    ) throws {
        let comparison = Comparer.compare(profile(before), profile(after), by: .p95)
        #expect(comparison.rows.map(\.change) == [change])
        #expect(comparison.total == change)
        let ratio = try #require(comparison.ratio)
        #expect(abs(ratio.value - after / before) < 1e-6)
        let interval = try #require(ratio.interval)
        #expect(interval.low < ratio.value && ratio.value < interval.high)
    }

    @Test func `candidates that are in one alone are named, and compared with nothing`() {
        let comparison = Comparer.compare(profile(30), profile(30, model: "small"), by: .p95)
        #expect(comparison.rows.map(\.change) == [.onlyBefore, .onlyAfter])
        #expect(comparison.total == .unknown)
    }

    @Test func `one whose error nobody knows does not take away what all others show`() throws {
        func both(_ milliseconds: Double) -> Profile {
            Made.profile([
                Made.measurement(of: Made.candidate("middle"), milliseconds: milliseconds),
                Made.measurement(of: Made.candidate("small"), milliseconds: 5, processes: 2),
            ])
        }
        var (before, after) = (both(30), both(36))
        before.measurements[1].latencyNanoseconds = FiguresByStatistic()
        after.measurements[1].latencyNanoseconds = FiguresByStatistic()
        let comparison = Comparer.compare(before, after, by: .p95)
        #expect(comparison.rows.map(\.change) == [.worse, .unknown])
        #expect(comparison.total == .worse)
        #expect(abs(try #require(comparison.ratio).value - 1.2) < 0.001)
    }

    @Test func `disturbed measurements show no change`() {
        var disturbed = profile(60)
        disturbed.measurements[0].contended = true
        #expect(Comparer.compare(profile(30), disturbed, by: .p95).rows.map(\.change) == [.unknown])
    }

    @Test func `an interval that is missing is made from the samples`() {
        var bare = profile(30)
        bare.measurements[0].latencyNanoseconds = FiguresByStatistic()
        var other = profile(45)
        other.measurements[0].latencyNanoseconds = FiguresByStatistic()
        #expect(Comparer.compare(bare, other, by: .p95).rows.map(\.change) == [.worse])
        #expect(Comparer.compare(bare, bare, by: .p95).rows.map(\.change) == [.unchanged])
    }

    @Test func `samples of too few processes say no interval, so that nothing is called a change`() {
        let few = Made.profile([
            Made.measurement(of: Made.candidate("middle"), milliseconds: 30, processes: 2)
        ])
        var bare = few
        bare.measurements[0].latencyNanoseconds = FiguresByStatistic()
        #expect(Comparer.compare(bare, profile(60), by: .p95).rows.map(\.change) == [.unknown])
    }

    @Test func `other versions and governors are listed`() {
        var later = profile(30)
        later.conditions.governor = "powersave"
        later.program.version = "0.2.0"
        let facts = Comparer.compare(profile(30), later, by: .p95).differences.map(\.fact)
        #expect(facts == ["governor", "programVersion"])
    }
}

@Suite struct GateTests {
    private let models = [Made.model("middle")]

    private func evidence(_ measurement: Measurement) -> PlanningRequest.Evidence {
        .init(Made.profile([measurement]), hash: nil)
    }

    private func gate(_ measurement: Measurement) throws -> GateAnswer {
        let before = Made.measurement(of: Made.candidate("middle"), milliseconds: 30)
        let plan = try Planner.plan(Made.request([before], models: models))
        return try Gate(plan, evidence: [evidence(measurement)], models: models).answer()
    }

    @Test func `noise passes`() throws {
        let answer = try gate(Made.measurement(of: Made.candidate("middle"), milliseconds: 30.4))
        #expect(answer.state == .passed)
        #expect(answer.checks.map(\.name) == ["target", "latency", "accuracy", "memory"])
    }

    @Test func `a regression fails, although the target is still met`() throws {
        let answer = try gate(Made.measurement(of: Made.candidate("middle"), milliseconds: 36))
        #expect(answer.state == .failed)
        #expect(answer.checks.filter { $0.state == .failed }.map(\.name) == ["latency"])
    }

    @Test func `more memory or less accuracy fails, beyond noise`() throws {
        var worse = Made.measurement(of: Made.candidate("middle"), milliseconds: 30, memory: 60 << 20)
        worse.accuracy = Accuracy(
            kind: .measured, metric: "top-1", value: Figure(0.6, .single, count: 10_000, source: .measured))
        let answer = try gate(worse)
        #expect(answer.checks.filter { $0.state == .failed }.map(\.name) == ["accuracy", "memory"])
        worse.accuracy?.value.value = 0.7
        worse.peakMemoryBytes?.value = 41 * 1_048_576
        #expect(try gate(worse).state == .passed)
    }

    @Test func `a disturbed device or too few samples settle nothing`() throws {
        var disturbed = Made.measurement(of: Made.candidate("middle"), milliseconds: 30)
        disturbed.contended = true
        #expect(try gate(disturbed).state == .unsettled)
        let few = Made.measurement(of: Made.candidate("middle"), milliseconds: 30, samples: 40)
        #expect(try gate(few).state == .unsettled)
    }

    @Test func `a profile without the candidate is an error, a plan without a choice a failure`() throws {
        let other = Made.measurement(of: Made.candidate("middle", threads: 2), milliseconds: 30)
        #expect(throws: PlanningError.self) { try gate(other) }
        var plan = try Planner.plan(
            Made.request([Made.measurement(of: Made.candidate("middle"), milliseconds: 30)], models: models))
        plan.choice = nil
        #expect(try Gate(plan, evidence: [evidence(other)], models: models).answer().state == .failed)
    }

    @Test func `a plan is stale when a fact it stands on changed, and a fact out of sight does not matter`() throws {
        var measurement = Made.measurement(of: Made.candidate("middle"), milliseconds: 30)
        measurement.candidate.engine = .onnxruntime
        measurement.candidate.engineVersion = "1.31.1"
        let plan = try Planner.plan(Made.request([measurement], models: models))
        var device = Made.profile([]).device
        device.processor.governor = "performance"
        let check = PlanFreshness(plan, on: device, programVersion: "0.1.0").check()
        #expect(check.holds)
        #expect(check.findings.first { $0.fact == "engineVersion" }?.state == .unknown)
        device.processor.governor = "powersave"
        let stale = PlanFreshness(plan, on: device, programVersion: "0.1.0", engineVersion: "1.32.0").check()
        #expect(!stale.holds)
        #expect(stale.findings.filter { $0.state == .changed }.map(\.fact) == ["engineVersion", "governor"])
    }

    /// A device with two CPUs, and one that differs from it.
    private func plannedAndOther(_ change: (inout Device) -> Void) throws -> (plan: Plan, other: Device) {
        var profile = Made.profile([Made.measurement(of: Made.candidate("middle", threads: 2), milliseconds: 30)])
        profile.device.architecture = "x86_64"
        profile.device.classKey = DeviceClass.key(of: profile.device)
        profile.device.class = DeviceClass.name(of: profile.device)
        var other = profile.device
        change(&other)
        other.classKey = DeviceClass.key(of: other)
        other.class = DeviceClass.name(of: other)
        let request = PlanningRequest(
            Made.requirement(), evidence: [.init(profile, hash: nil)], models: models)
        return (try Planner.plan(request), other)
    }

    @Test func `a plan for another class of device is stale, and says in which facts they differ`() throws {
        let (plan, other) = try plannedAndOther { $0.architecture = "aarch64" }
        let check = PlanFreshness(plan, on: other, programVersion: "0.1.0").check()
        #expect(!check.holds)
        let difference = try #require(check.findings.first { $0.fact == "deviceClass.architecture" })
        #expect(difference.was == "x86_64" && difference.here == "aarch64")
        var silent = plan
        silent.deviceClassKey = nil
        let unknown = PlanFreshness(silent, on: other, programVersion: "0.1.0").check()
        #expect(unknown.findings.contains { $0.fact == "deviceClassKey" && $0.state == .unknown })
    }

    @Test func `it may be taken all the same where nothing makes it impossible`() throws {
        let (plan, other) = try plannedAndOther { $0.architecture = "aarch64" }
        let check = PlanFreshness(plan, on: other, programVersion: "0.1.0").check(onNearest: true)
        #expect(check.holds && check.isTolerated)
        let (wide, narrow) = try plannedAndOther { $0.limits.usableCPUs = 1 }
        let tooNarrow = PlanFreshness(wide, on: narrow, programVersion: "0.1.0").check(onNearest: true)
        #expect(!tooNarrow.holds)
        #expect(tooNarrow.findings.last?.fact == "threads")
        let (large, small) = try plannedAndOther { $0.memory.usableBytes = 8 << 20 }
        #expect(!PlanFreshness(large, on: small, programVersion: "0.1.0").check(onNearest: true).holds)
    }

    @Test func `a gate compares with a baseline where one is given`() throws {
        let plan = try Planner.plan(
            Made.request([Made.measurement(of: Made.candidate("middle"), milliseconds: 30)], models: models))
        let slower = evidence(Made.measurement(of: Made.candidate("middle"), milliseconds: 36))
        let same = Made.profile([Made.measurement(of: Made.candidate("middle"), milliseconds: 36)])
        #expect(try Gate(plan, evidence: [slower], models: models).answer().state == .failed)
        #expect(try Gate(plan, evidence: [slower], baseline: same, models: models).answer().state == .passed)
    }
}
