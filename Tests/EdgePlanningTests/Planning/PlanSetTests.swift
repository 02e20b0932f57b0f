import EdgeRecords
import Testing

@testable import EdgePlanning

/// Several targets, several tasks at once, several steps.
@Suite struct PlanSetTests {
    private let classifiers = [
        Made.model("large", int8: 0.75), Made.model("middle", int8: 0.70), Made.model("small", int8: 0.60),
    ]
    private var detectors: [Model] {
        [("far", 0.5), ("near", 0.3)].map { name, accuracy in
            var model = Made.model(name, int8: accuracy)
            model.task = .objectDetection
            return model
        }
    }

    /// Of all networks, at these milliseconds.
    private let all: [(String, Double, Int)] = [
        ("large", 40, 60), ("middle", 20, 30), ("small", 5, 10), ("far", 30, 80), ("near", 10, 20),
    ]

    private func request(
        _ task: TaskName, milliseconds: Int? = 50, samples: Int = 600, change: (inout Requirement) -> Void = { _ in }
    ) -> PlanningRequest {
        var requirement = Requirement(
            task: task, labels: nil, targetNanoseconds: milliseconds.map { $0 * 1_000_000 })
        change(&requirement)
        let measurements = all.map { name, time, memory in
            Made.measurement(of: Made.candidate(name), milliseconds: time, samples: samples, memory: memory << 20)
        }
        return PlanningRequest(
            requirement, evidence: [.init(Made.profile(measurements), hash: nil)], models: classifiers + detectors)
    }

    private func models(_ set: PlanSet) -> [String?] { set.plans.map { $0.choice?.candidate.model } }

    @Test func `each target has its plan, and the sentence says where the choice changes`() throws {
        let set = try TargetSweep.planSet(
            request(.imageClassification), targetsNanoseconds: [100_000_000, 1_000_000, 50_000_000, 10_000_000])
        #expect(models(set) == [nil, "small", "large", "large"])
        #expect(
            set.summary
                == "1 ms: nothing meets it; 10 ms: small/int8 on native with 1 thread; 50 ms, 100 ms: large/int8 on "
                + "native with 1 thread.")
        #expect(set.together == nil)
    }

    private func pipeline(
        milliseconds: Int, samples: Int = 600, change: (inout Requirement) -> Void = { _ in }
    ) throws -> PlanSet {
        try Pipeline([
            request(.objectDetection, milliseconds: milliseconds, samples: samples, change: change),
            request(.imageClassification, milliseconds: milliseconds, samples: samples, change: change),
        ]).planSet()
    }

    @Test func `steps share one target, and the most accurate that fit together are chosen`() throws {
        let set = try pipeline(milliseconds: 80)
        #expect(models(set) == ["far", "large"])
        #expect(set.together?.verdict == .meets)
        let time = try #require(set.together?.latencyNanoseconds[.p95]?.value)
        // Sample by sample: both at their slowest is rarer than either.
        #expect(time > 70e6 && time < 70.7e6)
        #expect(set.together?.memoryBytes?.value == Double(140 << 20))
        #expect(set.summary.hasPrefix("Use far/int8 on native with 1 thread, then large/int8"))
        // Both at their best take 70 ms: the lesser loss of accuracy gives way.
        #expect(models(try pipeline(milliseconds: 60)) == ["far", "middle"])
        #expect(models(try pipeline(milliseconds: 40)) == ["far", "small"])
        #expect(models(try pipeline(milliseconds: 20)) == ["near", "small"])
    }

    @Test func `a step whose accuracy nobody knows ranks behind those that are known`() throws {
        var unknown = request(.imageClassification, milliseconds: 80)
        unknown.models[2].variants = unknown.models[2].variants.map { variant in
            var variant = variant
            variant.accuracy = nil
            return variant
        }
        let set = try Pipeline([request(.objectDetection, milliseconds: 80), unknown]).planSet()
        #expect(models(set) == ["far", "large"])
    }

    @Test func `the memory of steps adds up`() throws {
        let set = try pipeline(milliseconds: 80) { $0.memoryBytes = 100 << 20 }
        #expect(models(set) == ["far", "small"])
        let none = try pipeline(milliseconds: 80) { $0.memoryBytes = 81 << 20 }
        #expect(models(none) == ["near", "large"])
    }

    @Test func `steps that do not meet the target together are told with what they take`() throws {
        let set = try pipeline(milliseconds: 10)
        #expect(set.together?.verdict == .misses)
        #expect(models(set) == ["near", "small"])
        #expect(set.summary.hasPrefix("Nothing meets 10 ms at p95; the quickest is near/int8"))
        let open = try pipeline(milliseconds: 80, samples: 40)
        #expect(open.together?.verdict == .undecided)
    }

    @Test func `a step that nothing was measured for leaves the whole open`() throws {
        var first = request(.objectDetection)
        first.evidence[0].profile.measurements = first.evidence[0].profile.measurements.map { measurement in
            var disturbed = measurement
            disturbed.contended = true
            return disturbed
        }
        let set = try Pipeline([first, request(.imageClassification)]).planSet()
        #expect(set.together?.verdict == .undecided)
        #expect(set.summary.contains("no candidate for object-detection/imagenet-1k was measured undisturbed"))
        #expect(throws: PlanningError.self) { try Pipeline([]) }
        #expect(throws: PlanningError.self) { try Pipeline([request(.imageClassification, milliseconds: nil)]) }
    }

    @Test func `tasks that run at once are never proven by what each did alone`() throws {
        let set = try TaskSet(
            [request(.objectDetection), request(.imageClassification, milliseconds: 25)], memoryBytes: nil
        ).planSet()
        #expect(models(set) == ["far", "middle"])
        #expect(set.together?.verdict == .undecided)
        #expect(set.together?.memoryBytes?.value == Double(110 << 20))
        #expect(set.summary.hasPrefix("Each alone meets its target, but beside each other they were not measured"))
    }

    @Test func `where there is no room for the best of each, the best that there is room for is chosen`() throws {
        let requests = [request(.objectDetection), request(.imageClassification)]
        #expect(models(try TaskSet(requests, memoryBytes: 100 << 20).planSet()) == ["far", "small"])
        let tooLarge = try TaskSet(requests, memoryBytes: 20 << 20).planSet()
        #expect(tooLarge.together?.verdict == .misses)
        #expect(tooLarge.summary.contains("need 140 MiB of 20 MiB"))
    }

    @Test func `a task without an answer is named`() throws {
        let set = try TaskSet(
            [request(.objectDetection, milliseconds: 1), request(.imageClassification)], memoryBytes: nil
        ).planSet()
        #expect(set.together?.verdict == .misses)
        #expect(set.summary == "Not all tasks have an answer: nothing does object-detection/imagenet-1k within 1 ms.")
    }

    @Test func `the same records give the same bytes`() throws {
        #expect(try RecordText.encode(pipeline(milliseconds: 60)) == RecordText.encode(pipeline(milliseconds: 60)))
    }
}
