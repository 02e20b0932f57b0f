import EdgeModels
import EdgeNative
import Testing

@Suite("Operators without a kernel")
struct PlainLayerTests {
    @Test("are computed between kernels, in the graph's own layout")
    func between() throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 4, 3, 3])
        let wide = try sketch.convolution(input, from: 4, to: 6)
        let turned = sketch.node("Transpose", [wide], ["perm": .integers([0, 1, 3, 2])])
        sketch.graph[turned].type = .f32
        sketch.graph[turned].shape = [1, 6, 3, 3].map { .fixed($0) }
        sketch.graph.outputs = [try sketch.convolution(turned, from: 6, to: 2)]
        try Self.compare(sketch, count: 36)
    }

    @Test("may make what is of no known size, which is then given as a tensor")
    func loose() throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 8])
        let found = sketch.node("NonZero", [sketch.node("Relu", [input])])
        sketch.graph.outputs = [sketch.node("Transpose", [found])]
        let model = try NativeModel(sketch.graph)
        let session = try Session(model)
        try session.write([0, 1, -1, 2, 0, 3, 0, 0] as [Float], to: "input")
        try session.run()
        let name = model.outputs[0].name
        #expect(model.outputs[0].shape == nil)
        #expect(try session.tensor(name).integers == [0, 1, 0, 3, 0, 5])
        #expect(throws: NativeError.looseValue(name)) { try session.numbers(name, as: Float.self) }
    }

    @Test("are named where nobody knows them")
    func unknown() throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 8])
        sketch.graph.outputs = [sketch.node("Frobnicate", [input])]
        #expect(
            throws: NativeError.unsupported(
                node: "Frobnicate 0", operation: "Frobnicate", reason: "the engine has no such operator")
        ) { try NativeModel(sketch.graph) }
    }

    @Test("stand beside activations, gates and pairs that kernels compute")
    func gates() throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 8, 5, 5])
        let wide = sketch.node("HardSwish", [try sketch.convolution(input, from: 8, to: 16)])
        let mean = sketch.node("GlobalAveragePool", [wide])
        let gate = sketch.node(
            "HardSigmoid", [try sketch.convolution(mean, from: 16, to: 16)],
            ["alpha": .float(1 / 6), "beta": .float(0.5)])
        let weighed = sketch.node("Mul", [wide, gate])
        let half = sketch.graph.addConstant("half", Tensor(scalar: 0.5 as Float))
        let less = sketch.node("Sub", [weighed, half])
        sketch.graph.outputs = [sketch.node("Sigmoid", [less]), sketch.node("Div", [less, half])]
        try Self.compare(sketch, count: 200)
    }

    private static func compare(_ sketch: GraphSketch, count: Int) throws {
        var sketch = sketch
        let numbers = sketch.numbers(count)
        let model = try NativeModel(sketch.graph)
        let tensor = try Tensor(shape: #require(model.inputs[0].shape), elements: .f32(numbers))
        let expected = try PlainNetwork.outputs(of: sketch.graph, [tensor]).map { $0.floats ?? [] }
        let given = try Session.outputs(of: model, numbers, threads: 2)
        for (given, expected) in zip(given, expected) {
            #expect(given.count == expected.count)
            #expect(zip(given, expected).allSatisfy { abs($0 - $1) < 1e-5 })
        }
    }
}
