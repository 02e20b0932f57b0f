import EdgeRecords
import Testing

@testable import EdgePlanning

@Suite struct PlannerInputTests {
    private let models = [Made.model("middle"), Made.model("small", fp32: 0.675, int8: 0.649)]
    private let middle = Made.measurement(of: Made.candidate("middle"), milliseconds: 30)

    @Test(
        arguments: [
            { (r: inout Requirement) in r.targetNanoseconds = 0 }, { $0.targetNanoseconds = -1 }, { $0.percentile = 0 },
            { $0.percentile = 100 }, { $0.percentile = .nan }, { $0.confidence = 1 }, { $0.confidence = .nan },
            { $0.accuracyFloor = 1.01 }, { $0.accuracyFloor = .nan }, { $0.memoryBytes = 0 }, { $0.modelBytes = -5 },
            { $0.energyMicrojoules = 0 }, { $0.energyMicrojoules = .nan }, { $0.coldStartNanoseconds = 0 },
        ] as [@Sendable (inout Requirement) -> Void])
    func `a requirement that no device could be held to is refused`(
        change: @Sendable (inout Requirement) -> Void
    ) throws {
        var requirement = Made.requirement()
        change(&requirement)
        do {
            _ = try Planner.plan(Made.request([middle], models: models, requirement))
            Issue.record("it was taken")
        } catch {
            #expect(error.status == .wrongUsage)
        }
    }

    @Test func `a target of a nanosecond is missed, not an error`() throws {
        var requirement = Made.requirement()
        requirement.targetNanoseconds = 1
        let plan = try Planner.plan(Made.request([middle], models: models, requirement))
        #expect(plan.verdict == .misses)
        #expect(plan.relaxation != nil)
    }

    @Test func `without profiles, or with an empty one, there is nothing to plan from`() throws {
        #expect(throws: PlanningError.noProfile) {
            try Planner.plan(PlanningRequest(Made.requirement(), evidence: [], models: models))
        }
        #expect(throws: PlanningError.nothingMeasured(.imageClassification, labels: nil, measured: [])) {
            try Planner.plan(Made.request([], models: models))
        }
    }

    @Test func `what was measured is named with its labels, and with its scenario`() throws {
        var requirement = Made.requirement()
        requirement.labels = "cifar-10"
        let measured = ["image-classification/imagenet-1k"]
        #expect(
            throws: PlanningError.nothingMeasured(.imageClassification, labels: "cifar-10", measured: measured)
        ) { try Planner.plan(Made.request([middle], models: models, requirement)) }
        (requirement.labels, requirement.scenario) = (nil, .sustained)
        #expect(throws: PlanningError.otherScenario(.sustained, measured: ["quiet"])) {
            try Planner.plan(Made.request([middle], models: models, requirement))
        }
    }

    @Test func `models that nobody described are named where there are no others`() throws {
        let stranger = Made.measurement(of: Made.candidate("stranger"), milliseconds: 1)
        #expect(throws: PlanningError.undescribed(.imageClassification, models: ["stranger"])) {
            try Planner.plan(Made.request([stranger], models: models))
        }
    }

    @Test func `a first token is asked of language models alone`() throws {
        var requirement = Made.requirement()
        requirement.firstTokenNanoseconds = 1_000_000
        #expect(throws: PlanningError.noFirstToken(.imageClassification)) {
            try Planner.plan(Made.request([middle], models: models, requirement))
        }
    }

    @Test func `an objective that nothing is known of is said to decide nothing`() throws {
        var requirement = Made.requirement()
        requirement.objective = .energy
        let plan = try Planner.plan(Made.request([middle], models: models, requirement))
        #expect(plan.remarks.contains { $0.hasPrefix("no energy was counted") })
    }

    @Test func `what to type next is never what cannot help`() throws {
        var requirement = Made.requirement()
        requirement.engines = [.openvino, .litert]
        let other = try Planner.plan(Made.request([middle], models: models, requirement))
        #expect(other.next == "edgeplan profile models --engine openvino,litert")
        (requirement.engines, requirement.memoryBytes) = ([], 1 << 20)
        let large = try Planner.plan(Made.request([middle], models: models, requirement))
        #expect(large.next == nil)
    }

    @Test func `profiles of two device classes are not mixed`() throws {
        var request = Made.request([middle], models: models)
        request.evidence.append(.init(Made.profile([middle], deviceClass: "other-1c-scalar-000000000000"), hash: nil))
        #expect(throws: PlanningError.self) { try Planner.plan(request) }
    }

    @Test func `what a debug build measured is refused`() throws {
        var profile = Made.profile([middle])
        profile.program.build = .debug
        #expect(throws: PlanningError.debugBuild) {
            try Planner.plan(
                PlanningRequest(Made.requirement(), evidence: [.init(profile, hash: nil)], models: models))
        }
    }

    @Test func `models of several label sets are no rivals`() throws {
        let other = Made.model("fashion", labels: "fashion-mnist")
        let measurements = [middle, Made.measurement(of: Made.candidate("fashion"), milliseconds: 1)]
        #expect(throws: PlanningError.severalLabelSets(.imageClassification, ["fashion-mnist", "imagenet-1k"])) {
            try Planner.plan(Made.request(measurements, models: models + [other]))
        }
        var usual = Made.request(measurements, models: models + [other])
        usual.usualLabels = "imagenet-1k"
        let chosen = try Planner.plan(usual)
        #expect(chosen.choice?.candidate.model == "middle")
        #expect(chosen.remarks.contains { $0.contains("models with the labels fashion-mnist") })
        var requirement = Made.requirement()
        requirement.labels = "fashion-mnist"
        let plan = try Planner.plan(Made.request(measurements, models: models + [other], requirement))
        #expect(plan.choice?.candidate.model == "fashion")
        #expect(plan.ranked.count == 1)
    }

    @Test func `a model that nobody described is left out aloud`() throws {
        let stranger = Made.measurement(of: Made.candidate("stranger"), milliseconds: 1)
        let plan = try Planner.plan(Made.request([middle, stranger], models: models))
        #expect(plan.ranked.count == 1)
        #expect(plan.remarks.contains { $0.contains("stranger") })
    }

    @Test func `two metrics are not compared`() throws {
        var odd = Made.model("odd", int8: 0.9)
        odd.variants = odd.variants.map { variant in
            var variant = variant
            variant.accuracy?.metric = "top-5"
            return variant
        }
        let measurements = [
            middle, Made.measurement(of: Made.candidate("small"), milliseconds: 10),
            Made.measurement(of: Made.candidate("odd"), milliseconds: 10),
        ]
        let plan = try Planner.plan(Made.request(measurements, models: models + [odd]))
        #expect(plan.choice?.candidate.model == "middle")
        #expect(plan.ranked.last?.rankingAccuracy == nil)
    }

    @Test func `a prediction is chosen only where the user allows it, and is never proven`() throws {
        let predicted = [
            Made.prediction(of: Made.candidate("middle"), milliseconds: 45),
            Made.prediction(of: Made.candidate("small"), milliseconds: 20),
        ]
        var request = Made.request([], models: models)
        request.predicted = predicted
        let plan = try Planner.plan(request)
        #expect(plan.verdict == .undecided)
        #expect(plan.choice == nil)
        #expect(plan.closest?.source == .predicted)
        request.requirement.allowed = [.predicted]
        let allowed = try Planner.plan(request)
        #expect(allowed.verdict == .undecided)
        // The bar of the more accurate one reaches beyond the target.
        #expect(allowed.choice?.candidate.model == "small")
        #expect(allowed.summary.hasPrefix("small/int8 on native with 1 thread was not run here: p95"))
    }

    @Test func `a prediction far beyond the target is out, and a measurement replaces its prediction`() throws {
        var request = Made.request([middle], models: models)
        request.predicted = [
            Made.prediction(of: Made.candidate("middle"), milliseconds: 10),
            Made.prediction(of: Made.candidate("small"), milliseconds: 90),
        ]
        let plan = try Planner.plan(request)
        #expect(plan.choice?.source == .measured)
        #expect(plan.ranked.count == 1)
        #expect(plan.rejected.map(\.candidate.model) == ["small"])
    }

    @Test func `made-up weights are said`() throws {
        var candidate = Made.candidate("middle")
        candidate.weights = .seeded
        let plan = try Planner.plan(
            Made.request([Made.measurement(of: candidate, milliseconds: 30)], models: models))
        #expect(plan.remarks.contains { $0.hasPrefix("the weights of middle were made up") })
    }

    @Test func `figures beyond all bounds are no crash`() throws {
        var odd = middle
        odd.peakMemoryBytes = Figure(1e300, .maximum, count: 1, source: .measured)
        odd.loadNanoseconds = Figure(1e300, .median, count: 1, source: .measured)
        odd.samples?.nanoseconds = Array(repeating: Int.max, count: 300)
        let plan = try Planner.plan(Made.request([odd], models: models))
        #expect(plan.verdict == .misses)
    }
}
