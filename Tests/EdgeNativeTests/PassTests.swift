import EdgeModels
import Testing

@testable import EdgeNative

@Suite("Passes over a graph")
struct PassTests {
    @Test("compute now what depends on constants alone")
    func constants() throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 2, 3])
        let shape = sketch.node(
            "Shape", [sketch.graph.addConstant("c", try Tensor(shape: [3, 2], elements: .f32([1, 2, 3, 4, 5, 6])))])
        sketch.graph.outputs = [sketch.node("Reshape", [input, shape])]
        let model = try NativeModel(sketch.graph)
        #expect(model.layers.isEmpty)
        #expect(model.outputs[0].shape == [3, 2])
        #expect(try Session.outputs(of: model, [1, 2, 3, 4, 5, 6]) == [[1, 2, 3, 4, 5, 6]])
    }

    @Test("leave codes of constants as they are")
    func codes() throws {
        var sketch = GraphSketch()
        let codes = sketch.graph.addConstant("codes", try Tensor(shape: [2], elements: .s8([1, 2])))
        let scale = sketch.graph.addConstant("scale", Tensor(scalar: 0.5 as Float))
        let numbers = sketch.node("DequantizeLinear", [codes, scale])
        sketch.graph.outputs = [sketch.node("Relu", [numbers])]
        sketch.graph.foldConstants()
        #expect(sketch.graph.nodes.map(\.operation) == ["DequantizeLinear", "Relu"])
    }

    @Test("move a normalization into the convolution before it")
    func normalization() throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 3, 5, 5])
        let sum = try sketch.convolution(input, from: 3, to: 4, size: 3)
        let ones = try Tensor(shape: [4], elements: .f32([1.5, 0.7, 1.2, 0.9]))
        let numbers = [sum] + (0..<4).map { _ in sketch.graph.addConstant("n", ones) }
        sketch.graph.outputs = [sketch.node("BatchNormalization", numbers)]
        let model = try NativeModel(sketch.graph)
        #expect(model.layers.filter { $0.kind != "layout" }.map(\.kind) == ["convolution 3×3"])
        let given = sketch.numbers(75)
        let tensor = try Tensor(shape: [1, 3, 5, 5], elements: .f32(given))
        let expected = try #require(PlainNetwork.outputs(of: sketch.graph, [tensor]).first?.floats)
        let outputs = try Session.outputs(of: model, given)[0]
        #expect(zip(outputs, expected).allSatisfy { abs($0 - $1) < 1e-4 })
    }

    @Test(
        "make one convolution of all channels out of groups that no kernel computes",
        arguments: [(2, 3, [5, 5]), (4, 1, [5, 5]), (8, 7, [9, 9]), (8, 3, [20])])
    func groups(_ groups: Int, _ size: Int, _ picture: [Int]) throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 8] + picture)
        let window = picture.map { _ in size }
        let inputs = [
            input, try sketch.weights("weights", [16, 8 / groups] + window), try sketch.weights("bias", [16]),
        ]
        let pads = (picture + picture).map { _ in size / 2 }
        sketch.graph.outputs = [
            sketch.node("Conv", inputs, ["group": .integer(groups), "pads": .integers(pads)])
        ]
        let model = try NativeModel(sketch.graph)
        #expect(model.layers.allSatisfy { !$0.isPlain })
        let given = sketch.numbers(picture.reduce(8, *))
        let tensor = try Tensor(shape: [1, 8] + picture, elements: .f32(given))
        let expected = try #require(PlainNetwork.outputs(of: sketch.graph, [tensor]).first?.floats)
        let outputs = try Session.outputs(of: model, given)[0]
        #expect(zip(outputs, expected).allSatisfy { abs($0 - $1) < 1e-4 })
    }

    @Test("join groups of codes as codes")
    func groupsOfCodes() throws {
        var sketch = GraphSketch()
        let input = sketch.input("input", [1, 8, 5, 5])
        let scale = sketch.graph.addConstant("scale", Tensor(scalar: 0.01 as Float))
        let zero = sketch.graph.addConstant("zero", try Tensor(shape: [], elements: .u8([128])))
        func stored(_ value: ValueID) -> ValueID {
            sketch.node("DequantizeLinear", [sketch.node("QuantizeLinear", [value, scale, zero]), scale, zero])
        }
        let codes = (0..<128).map { Int8(truncatingIfNeeded: $0 * 37) }
        let weights = sketch.node(
            "DequantizeLinear",
            [
                sketch.graph.addConstant("codes", try Tensor(shape: [32, 4, 1, 1], elements: .s8(codes))),
                sketch.graph.addConstant("step", Tensor(scalar: 0.005 as Float)),
            ])
        sketch.graph.outputs = [stored(sketch.node("Conv", [stored(input), weights], ["group": .integer(2)]))]
        try sketch.graph.inferShapes()
        let model = try NativeModel(sketch.graph)
        #expect(model.layers.contains { $0.kind == "convolution 1×1" && !$0.isPlain }, "\(model.layers.map(\.kind))")
        #expect(model.layers.count { $0.kind == "dequantization" } == 1)
        let given = sketch.numbers(200)
        let tensor = try Tensor(shape: [1, 8, 5, 5], elements: .f32(given))
        let expected = try #require(PlainNetwork.outputs(of: sketch.graph, [tensor]).first?.floats)
        let outputs = try Session.outputs(of: model, given)[0]
        #expect(zip(outputs, expected).allSatisfy { abs($0 - $1) < 0.0101 })
    }
}
