import EdgeModels
import EdgeNative
import EdgeProfiling
import EdgeRecords
import Testing

@Suite("A model on the bench")
struct ModelBenchTests {
    private static func model() throws -> NativeModel {
        var graph = Graph(name: "two layers")
        let input = graph.add(Value(name: "input", type: .f32, shape: [.fixed(2), .fixed(3)]))
        let weights = graph.addConstant(
            "weights", try Tensor(shape: [3, 4], elements: .f32(Array(repeating: 1, count: 12))))
        let sums = graph.add(Value(name: "sums"))
        let scores = graph.add(Value(name: "scores"))
        graph.inputs = [input]
        graph.outputs = [scores]
        graph.nodes = [
            Node(name: "sum", operation: "MatMul", inputs: [input, weights], outputs: [sums]),
            Node(name: "press", operation: "Sigmoid", inputs: [sums], outputs: [scores]),
        ]
        return try NativeModel(graph)
    }

    private static let candidate = Candidate(
        model: "two layers", variant: "two layers/fp32", precision: .fp32, weights: .user, engine: .native, threads: 1)

    @Test("gives its first moments, its steady ones, and its layers if asked")
    func measures() throws {
        // A clock that moves by a microsecond at each look.
        var now = 0
        var bench = try ModelBench(
            build: .release,
            clock: {
                now += 1000
                return now
            }, isInterrupted: { false })
        bench.runs = 7
        bench.notesLayers = true
        let measurement = try #require(try bench.measurement(of: Self.candidate) { try Self.model() })
        #expect(measurement.id == "m-two-layers-fp32-native-1")
        #expect(measurement.samples?.nanoseconds.count == 7)
        #expect(measurement.latencyNanoseconds[.median]?.value == 1000)
        #expect(measurement.loadNanoseconds?.value == 1000)
        #expect(measurement.layers?.map(\.name) == ["sum", "press"])
        #expect(measurement.layers?.first?.operations == 2 * 2 * 3 * 4)
        #expect(measurement.peakMemoryBytes?.source == .predicted)
    }

    @Test("stops where the user interrupts")
    func interrupted() throws {
        let bench = try ModelBench(build: .release, isInterrupted: { true })
        #expect(try bench.measurement(of: Self.candidate) { try Self.model() } == nil)
    }

    @Test("is not measured by an unoptimized program")
    func debug() {
        #expect(throws: ProfilingError.debugBuild) { try ModelBench(build: .debug) }
    }
}
