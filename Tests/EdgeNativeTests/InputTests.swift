import EdgeModels
import EdgeNative
import EdgePlatform
import EdgeTestSupport
import Testing

@Suite("Inputs and outputs of the engine")
struct InputTests {
    @Test("are of every type: what has no kernel lies beside the arena")
    func everyType() throws {
        var sketch = GraphSketch()
        let table = sketch.input("table", [3, 2])
        let rows = sketch.input("rows", [2], type: .s64)
        sketch.graph.outputs = [sketch.node("Gather", [table, rows])]
        let session = try Session(NativeModel(sketch.graph))
        try session.write([1, 2, 3, 4, 5, 6] as [Float], to: "table")
        try session.write(Tensor([2, 0]), to: "rows")
        try session.run()
        #expect(try session.tensor(session.model.outputs[0].name).floats == [5, 6, 1, 2])
        #expect(throws: NativeError.looseValue("rows")) { try session.write([1, 2] as [UInt8], to: "rows") }
        #expect(throws: NativeError.wrongShape(value: "rows", expected: [2], given: [1])) {
            try session.write(Tensor([1]), to: "rows")
        }
        #expect(throws: NativeError.wrongType(value: "table", expected: .f32, given: .s64)) {
            try session.write(Tensor([1]), to: "table")
        }
    }

    @Test("may be codes with a sign, in and out")
    func signedCodes() throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 1, 2, 2], type: .s8)
        let scale = sketch.graph.addConstant("scale", Tensor(scalar: 0.5 as Float))
        let zero = sketch.graph.addConstant("zero", try Tensor(shape: [], elements: .s8([-3])))
        let pooled = sketch.node("GlobalAveragePool", [sketch.node("DequantizeLinear", [input, scale, zero])])
        sketch.graph.outputs = [sketch.node("QuantizeLinear", [pooled, scale, zero])]
        let session = try Session(NativeModel(sketch.graph))
        try session.write(Tensor(shape: [1, 1, 2, 2], elements: .s8([-128, -100, 0, 100])), to: "input")
        try session.run()
        let name = session.model.outputs[0].name
        #expect(session.model.outputs[0].type == .s8)
        #expect(try session.tensor(name).elements == .s8([-32]))
    }

    @Test("may be the same value, or depend on nothing")
    func trivial() throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [2])
        let fixed = sketch.graph.addConstant("fixed", Tensor([7, 8]))
        sketch.graph.outputs = [sketch.node("Identity", [input]), sketch.node("Identity", [fixed])]
        let session = try Session(NativeModel(sketch.graph))
        #expect(throws: NativeError.self) { try session.tensor("nothing") }
        try session.write([1, 2] as [Float], to: "input")
        try session.run()
        let names = session.model.outputs.map(\.name)
        #expect(try session.tensor(names[0]).floats == [1, 2])
        #expect(try session.tensor(names[1]).integers == [7, 8])
    }

    @Test("have the sizes that the caller binds, and 1 where he does not")
    func openSizes() throws {
        var graph = Graph(name: "open")
        let input = graph.add(Value(name: "input", type: .f32, shape: [.named("batch"), .fixed(4)]))
        let output = graph.add(Value(name: "output"))
        graph.nodes = [Node(name: "sum", operation: "ReduceSum", inputs: [input], outputs: [output])]
        graph.inputs = [input]
        graph.outputs = [output]
        #expect(try NativeModel(graph).inputs[0].shape == [1, 4])
        let model = try NativeModel(graph, options: NativeOptions(sizes: ["batch": 3]))
        #expect(model.inputs[0].shape == [3, 4])
        #expect(throws: NativeError.graph(.unknownDimension("bunch", known: ["batch"]))) {
            try NativeModel(graph, options: NativeOptions(sizes: ["bunch": 3]))
        }
        let folder = TemporaryFolder()
        let path = folder.path(of: "open net.onnx")
        try AtomicFile.write(try ONNXWriter.bytes(of: graph), to: path)
        let url = "file://" + path.split(separator: " ").joined(separator: "%20")
        #expect(try NativeModel.load(url, options: NativeOptions(sizes: ["batch": 5])).inputs[0].shape == [5, 4])
    }

    @Test("decide what is left out when they are given only to the run")
    func axesOfTheRun() throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 3, 1])
        let axes = sketch.input("axes", [1], type: .s64)
        sketch.graph.outputs = [sketch.node("Squeeze", [input, axes])]
        let session = try Session(NativeModel(sketch.graph))
        try session.write([1, 2, 3] as [Float], to: "input")
        try session.write(Tensor([2]), to: "axes")
        try session.run()
        #expect(try session.tensor(session.model.outputs[0].name).shape == [1, 3])
    }

    @Test("may be larger than the machine's memory, which is said before any of it is taken")
    func tooLarge() throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1 << 31])
        sketch.graph.outputs = (0..<256).map { _ in sketch.node("Sigmoid", [input]) }
        let model = try NativeModel(sketch.graph)
        #expect(model.arenaBytes == 257 << 33)
        do throws(NativeError) {
            _ = try Session(model)
            Issue.record("two TiB were taken")
        } catch {
            guard case .tooLarge(257 << 33, let available) = error else { throw error }
            #expect(available < 257 << 33)
        }
    }
}
