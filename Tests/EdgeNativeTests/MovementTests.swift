import EdgeModels
import Testing

@testable import EdgeNative

@Suite("Nodes that move elements")
struct MovementTests {
    /// A node on a tensor of 1 × 8 × 6 × 4.
    struct Case: Sendable, CustomTestStringConvertible {
        let operation: OperatorName
        var parameters: [Tensor?] = []
        var attributes: [String: Attribute] = [:]
        var outputs = 1
        var testDescription: String { "\(operation) \(parameters.compactMap { $0?.integers }) \(attributes)" }
    }

    static let cases = [
        Case(operation: "Transpose", attributes: ["perm": .integers([0, 2, 3, 1])]),
        Case(operation: "Transpose", attributes: ["perm": .integers([3, 0, 1, 2])]),
        Case(operation: "Slice", parameters: [Tensor([1]), Tensor([7]), Tensor([1])]),
        Case(operation: "Slice", parameters: [Tensor([2]), Tensor([5]), Tensor([2])]),
        Case(operation: "Slice", parameters: [Tensor([-1, 0]), Tensor([-9, 4]), Tensor([3, 1]), Tensor([-2, 3])]),
        Case(operation: "Split", attributes: ["axis": .integer(1)], outputs: 2),
        Case(operation: "Split", parameters: [Tensor([1, 2, 3])], attributes: ["axis": .integer(-2)], outputs: 3),
        Case(operation: "Expand", parameters: [Tensor([3, 1, 1, 1, 4])]),
        Case(operation: "Tile", parameters: [Tensor([2, 1, 3, 1])]),
        Case(operation: "Gather", parameters: [Tensor([5, -8, 5])], attributes: ["axis": .integer(1)]),
        Case(operation: "Gather", parameters: [Tensor(scalar: 3)], attributes: ["axis": .integer(2)]),
        Case(
            operation: "Resize", parameters: [nil, Tensor([1, 1, 2, 3] as [Float])],
            attributes: ["coordinate_transformation_mode": .text("asymmetric"), "nearest_mode": .text("floor")]),
        Case(operation: "Resize", parameters: [nil, nil, Tensor([1, 8, 9, 3])]),
        Case(operation: "DepthToSpace", attributes: ["blocksize": .integer(2)]),
        Case(operation: "DepthToSpace", attributes: ["blocksize": .integer(2), "mode": .text("CRD")]),
        Case(operation: "SpaceToDepth", attributes: ["blocksize": .integer(2)]),
        Case(operation: "Pad", parameters: [Tensor([0, 1, 2, -1, 0, 2, 0, 3]), Tensor(scalar: 2.5 as Float)]),
        Case(operation: "Pad", parameters: [Tensor([1, 1]), nil, Tensor([3])]),
    ]

    @Test("give what their definitions say, whatever the layout", arguments: cases, [false, true])
    func agrees(_ each: Case, isChannelsLast: Bool) throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 8, 6, 4])
        let source = isChannelsLast ? try sketch.convolution(input, from: 8, to: 8) : input
        sketch.graph.outputs = Self.add(each, to: source, &sketch)
        let model = try Self.compare(sketch, count: 192)
        #expect(model.layers.allSatisfy { !$0.isPlain })
    }

    @Test("stay codes between codes", arguments: cases)
    func codes(_ each: Case) throws {
        guard each.operation != "Pad" || each.parameters[1] == nil else { return }
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 8, 6, 4])
        let stored = try Self.stored(input, 0.02, &sketch)
        let outputs = Self.add(each, to: stored, &sketch)
        sketch.graph.outputs = try outputs.map { try Self.stored($0, 0.02, &sketch) }
        let model = try Self.compare(sketch, count: 192)
        #expect(model.layers.allSatisfy { !$0.isPlain })
        #expect(model.layers.count { $0.kind == "quantization" } == 1)
    }

    @Test(
        "joined along any dimension give one tensor, in place where that is simple", arguments: [1, 2, 3],
        [false, true])
    func concatenation(axis: Int, isChannelsLast: Bool) throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 4, 3, 3])
        var parts = [input]
        for _ in 0..<3 {
            let wide = isChannelsLast ? try sketch.convolution(input, from: 4, to: 4) : sketch.node("Sigmoid", [input])
            parts.append(sketch.node("Relu", [wide]))
        }
        let whole = sketch.node("Concat", parts + [parts[1]], ["axis": .integer(axis)])
        sketch.graph.outputs = [whole, parts[2], sketch.node("Relu", [whole])]
        let model = try Self.compare(sketch, count: 36)
        #expect(model.layers.allSatisfy { !$0.isPlain })
        // The input and what is there twice are copied; all else is made in its place.
        let isInPlace = axis == (isChannelsLast ? 2 : 1)
        #expect(model.layers.count { $0.kind == "Concat" } == (isInPlace ? 2 : 5))
    }

    @Test("joined from codes of several scales are codes of one")
    func requantization() throws {
        for axis in [1, 2] {
            var sketch = GraphSketch()
            let input = sketch.input("input", [1, 4, 3, 3])
            let first = try Self.stored(input, 0.02, &sketch)
            let second = try Self.stored(sketch.node("Tanh", [input]), 0.01, &sketch)
            let half = sketch.graph.addConstant("half", Tensor(scalar: 0.5 as Float))
            let third = sketch.node("Mul", [input, half])
            let whole = sketch.node("Concat", [first, second, third], ["axis": .integer(axis)])
            sketch.graph.outputs = [try Self.stored(whole, 0.03, &sketch)]
            let model = try Self.compare(sketch, count: 36)
            #expect(model.layers.allSatisfy { !$0.isPlain })
            #expect(!model.layers.contains { $0.kind == "dequantization" && $0.name.contains("Concat") })
        }
    }

    @Test("and functions without a kernel run without allocating, of floats and of codes")
    func functions() throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 4, 3, 3])
        let power = sketch.node("Exp", [input])
        let leaky = sketch.node("LeakyRelu", [try Self.stored(input, 0.02, &sketch)], ["alpha": .float(0.1)])
        let channels = sketch.node("Softmax", [input], ["axis": .integer(1)])
        let gated = sketch.node("Mul", [sketch.node("Sigmoid", [input]), input])
        sketch.graph.outputs = [power, try Self.stored(leaky, 0.02, &sketch), channels, gated]
        let model = try Self.compare(sketch, count: 36)
        #expect(model.layers.allSatisfy { !$0.isPlain })
        #expect(model.layers.contains { $0.kind == "SiLU" })
    }

    private static func add(_ each: Case, to source: ValueID, _ sketch: inout GraphSketch) -> [ValueID] {
        let parameters = each.parameters.map { $0.map { sketch.graph.addConstant("parameter", $0) } }
        var outputs = [sketch.node(each.operation, [source] + parameters, each.attributes)]
        for number in 1..<each.outputs {
            let more = sketch.graph.add(Value(name: "more \(number)"))
            sketch.graph.nodes[sketch.graph.nodes.count - 1].outputs.append(more)
            outputs.append(more)
        }
        return outputs
    }

    private static func stored(_ value: ValueID, _ scale: Float, _ sketch: inout GraphSketch) throws -> ValueID {
        let step = sketch.graph.addConstant("scale", Tensor(scalar: scale))
        let zero = sketch.graph.addConstant("zero", try Tensor(shape: [], elements: .u8([100])))
        return sketch.node("DequantizeLinear", [sketch.node("QuantizeLinear", [value, step, zero]), step, zero])
    }

    private static func compare(_ sketch: GraphSketch, count: Int) throws -> NativeModel {
        var sketch = sketch
        let numbers = sketch.numbers(count)
        let model = try NativeModel(sketch.graph)
        let tensor = try Tensor(shape: #require(model.inputs[0].shape), elements: .f32(numbers))
        let expected = try PlainNetwork.outputs(of: sketch.graph, [tensor])
        let session = try Session(model)
        try session.write(tensor, to: model.inputs[0].name)
        for _ in 0..<2 { try session.run() }
        for (port, expected) in zip(model.outputs, expected) {
            let given = try session.tensor(port.name)
            #expect(given.shape == expected.shape)
            let worst = zip(given.floats ?? [], expected.floats ?? []).map { abs($0 - $1) }.max() ?? .infinity
            #expect(worst < 1e-5, "\(port.name): \(worst)")
        }
        return model
    }

    @Test("keep bf16 between layers of bf16", arguments: cases)
    func narrow(_ each: Case) throws {
        guard each.operation != "Pad" else { return }
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 8, 6, 4])
        let wide = try sketch.convolution(input, from: 8, to: 8)
        let outputs = Self.add(each, to: wide, &sketch)
        let halves = outputs.map { sketch.node("Concat", [$0, $0], ["axis": .integer(0)]) }
        sketch.graph.outputs = halves.map { sketch.node("Reshape", [sketch.node("Relu", [$0]), flat(&sketch)]) }
        let numbers = sketch.numbers(192)
        let tensor = try Tensor(shape: [1, 8, 6, 4], elements: .f32(numbers))
        let expected = try PlainNetwork.outputs(of: sketch.graph, [tensor]).map { $0.floats ?? [] }
        let model = try NativeModel(sketch.graph, options: NativeOptions(precision: .bf16))
        let given = try Session.outputs(of: model, numbers)
        for (given, expected) in zip(given, expected) {
            #expect(given.count == expected.count)
            #expect(zip(given, expected).allSatisfy { abs($0 - $1) < 0.02 })
        }
        #expect(model.layers.allSatisfy { !$0.isPlain })
    }

    private func flat(_ sketch: inout GraphSketch) -> ValueID {
        sketch.graph.addConstant("flat", Tensor([-1]))
    }
}
