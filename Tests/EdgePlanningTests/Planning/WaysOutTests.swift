import EdgeRecords
import Testing

@testable import EdgePlanning

/// What a plan says would make something fit, where nothing does.
@Suite struct WaysOutTests {
    private let models = [
        Made.model("large", fp32: 0.752, int8: 0.739), Made.model("middle", int8: 0.7),
        Made.model("small", int8: 0.649),
        Made.model("tiny", int8: 0.5), Made.model("other", labels: "fashion-mnist"),
    ]
    private let large = Made.measurement(of: Made.candidate("large"), milliseconds: 40, memory: 200 << 20)

    private func plan(
        foreseen: [Plan.Option] = [], models: [Model]? = nil, change: (inout Requirement) -> Void = { _ in }
    ) throws -> Plan {
        var requirement = Made.requirement(milliseconds: 10)
        change(&requirement)
        var request = Made.request([large], models: models ?? self.models, requirement)
        request.usualLabels = "imagenet-1k"
        request.foreseen = foreseen
        return try Planner.plan(request)
    }

    @Test func `how many times as fast the nearest one would have to be is a number`() throws {
        let plan = try plan()
        #expect(plan.waysOut.map(\.kind) == [.speed])
        let factor = try #require(plan.waysOut.first?.factor)
        #expect((4...4.1).contains(factor))
        #expect(plan.summary.hasSuffix("times the target."))
        #expect(plan.waysOut.first?.change.contains("1/4.0") == true)
    }

    @Test func `where the work of a model is known, so is how much of it there may be`() throws {
        var counted = models[0]
        for place in counted.variants.indices { counted.variants[place].operations = 600_000_000 }
        let change = try plan(models: [counted]).waysOut.first?.change
        #expect(change?.hasSuffix("of 600 million operations)") == true)
    }

    @Test func `a factor beyond all bounds is still read at a glance`() throws {
        let plan = try plan { $0.targetNanoseconds = 1 }
        #expect(plan.summary.contains(": 40.") && plan.summary.hasSuffix(" million times the target."))
        #expect(PlanWords.times(12.44) == "12.4" && PlanWords.times(123_456) == "123 thousand")
    }

    @Test func `nothing is said where something meets, or may`() throws {
        #expect(try plan { $0.targetNanoseconds = 50_000_000 }.waysOut.isEmpty)
        #expect(try plan { ($0.targetNanoseconds, $0.energyMicrojoules) = (50_000_000, 5) }.waysOut.isEmpty)
    }

    @Test func `what has to change together is named where one change is not enough`() throws {
        let plan = try plan { ($0.memoryBytes, $0.accuracyFloor) = (64 << 20, 0.8) }
        #expect(plan.relaxation == nil)
        let together = try #require(plan.waysOut.first { $0.kind == .together })
        for part in ["memory to 200 MiB", "accuracy floor to 73.9 %", "target to 40."] {
            #expect(together.change.contains(part), "\(part)")
        }
        // Licences do not give way.
        let closed = try self.plan { ($0.memoryBytes, $0.licences) = (64 << 20, ["GPL-3.0"]) }
        #expect(!closed.waysOut.contains { $0.kind == .together })
    }

    @Test func `models that were not measured are named if they are surely predicted to fit, the best first`() throws {
        let plan = try plan(foreseen: [
            Made.prediction(of: Made.candidate("large"), milliseconds: 1),
            Made.prediction(of: Made.candidate("tiny"), milliseconds: 1),
            Made.prediction(of: Made.candidate("small", threads: 2), milliseconds: 6),
            Made.prediction(of: Made.candidate("small"), milliseconds: 7),
            Made.prediction(of: Made.candidate("middle"), milliseconds: 9),
            Made.prediction(of: Made.candidate("other"), milliseconds: 1),
        ])
        let named = plan.waysOut.filter { $0.kind == .model }
        // The bar of `middle` reaches beyond the target, and `large` was measured.
        #expect(named.compactMap(\.candidate?.model) == ["small", "tiny"])
        #expect(named.first?.candidate?.threads == 2)
        #expect(plan.choice == nil && plan.verdict == .misses)
        #expect(
            plan.next == "edgeplan profile models --model small --precision int8 --engine native --threads 2")
    }
}
