import EdgeModels
import Testing

@testable import EdgeNative

@Suite("A network of codes")
struct IntegerNetworkTests {
    /// A network as quantizers write it; activations are s8 or u8.
    private static func network(isSigned: Bool) throws -> Graph {
        var sketch = QuantizedSketch(isSigned: isSigned)
        let input = sketch.sketch.input("input", [1, 3, 15, 13])
        let stored = try sketch.stored(input, scale: 1.0 / 255)
        let first = try sketch.convolution(stored, from: 3, to: 16, size: 3, stride: 2, scale: 0.02)
        let wide = try sketch.convolution(first, from: 16, to: 40, scale: 0.03, activation: "Relu")
        let deep = try sketch.convolution(wide, from: 40, to: 40, size: 3, isDepthwise: true, scale: 0.03)
        let deeper = try sketch.convolution(deep, from: 40, to: 40, size: 5, stride: 2, isDepthwise: true, scale: 0.04)
        let narrow = try sketch.convolution(deeper, from: 40, to: 16, scale: 0.01)
        let pooled = try sketch.stored(sketch.sketch.node("GlobalAveragePool", [narrow]), scale: 0.002)
        let flat = try sketch.stored(sketch.sketch.node("Flatten", [pooled]), scale: 0.002)
        let scores = try sketch.product(flat, from: 16, to: 10, scale: 0.002)
        sketch.sketch.graph.outputs = [scores, narrow]
        return sketch.sketch.graph
    }

    @Test("agrees with the floats between the codes, to a step", arguments: [false, true])
    func agrees(isSigned: Bool) throws {
        let graph = try Self.network(isSigned: isSigned)
        var sketch = GraphSketch()
        let numbers = sketch.numbers(3 * 15 * 13).map { $0 + 0.5 }
        let expected = try PlainNetwork.outputs(
            of: graph, [Tensor(shape: [1, 3, 15, 13], elements: .f32(numbers))]
        ).map { $0.floats ?? [] }
        let model = try NativeModel(graph)
        let given = try Session.outputs(of: model, numbers)
        for (place, step) in [0.002, 0.01].enumerated() {
            let worst = zip(given[place], expected[place]).map { abs($0 - $1) }.max() ?? .infinity
            #expect(given[place].count == expected[place].count)
            #expect(Set(given[place]).count > 4, "the outputs differ from each other")
            #expect(Double(worst) <= step * 1.01, "worst \(worst)")
        }
        #expect(try Session.outputs(of: model, numbers, threads: 3) == given)
    }

    @Test("computes in integers from end to end")
    func staysInteger() throws {
        let layers = try NativeModel(Self.network(isSigned: false)).network.layers.compactMap(\.operation)
        let floats = layers.filter { !($0 is IntegerConvolution || $0 is IntegerProduct) }
        #expect(
            floats.map(\.kind).sorted() == [
                "average pooling", "dequantization", "dequantization", "layout", "layout", "quantization",
            ])
    }

    @Test("takes codes at its ends, where that is what the graph has")
    func codesAtTheEnds() throws {
        var sketch = QuantizedSketch(isSigned: false)
        let input = sketch.sketch.input("input", [1, 2, 3, 3], type: .u8)
        let scale = sketch.sketch.graph.addConstant("scale", Tensor(scalar: 0.5 as Float))
        let zero = sketch.sketch.graph.addConstant("zero", try Tensor(shape: [], elements: .u8([3])))
        let numbers = sketch.sketch.node("DequantizeLinear", [input, scale, zero])
        let pooled = sketch.sketch.node("GlobalAveragePool", [numbers])
        sketch.sketch.graph.outputs = [sketch.sketch.node("QuantizeLinear", [pooled, scale, zero])]
        let model = try NativeModel(sketch.sketch.graph)
        let session = try Session(model)
        try session.write((0..<18).map { UInt8($0) }, to: "input")
        try session.run()
        #expect(model.outputs[0].type == .u8)
        #expect(try session.numbers(model.outputs[0].name, as: UInt8.self) == [4, 13])
    }
}

/// Writes networks with QuantizeLinear and DequantizeLinear around each operation.
private struct QuantizedSketch {
    var sketch = GraphSketch()
    let isSigned: Bool

    init(isSigned: Bool) {
        self.isSigned = isSigned
    }

    /// Quantized and back.
    mutating func stored(_ value: ValueID, scale: Float, zero: Int = 100) throws -> ValueID {
        let step = sketch.graph.addConstant("scale", Tensor(scalar: scale))
        let elements: Elements = isSigned ? .s8([Int8(zero - 128)]) : .u8([UInt8(zero)])
        let center = sketch.graph.addConstant("zero", try Tensor(shape: [], elements: elements))
        let codes = sketch.node("QuantizeLinear", [value, step, center])
        return sketch.node("DequantizeLinear", [codes, step, center])
    }

    mutating func weights(_ shape: [Int]) throws -> ValueID {
        let codes = sketch.numbers(shape.reduce(1, *)).map { Int8($0 * 254) }
        let steps = (0..<shape[0]).map { 0.001 + 0.0001 * Float($0 % 7) }
        let values = sketch.graph.addConstant("codes", try Tensor(shape: shape, elements: .s8(codes)))
        let scales = sketch.graph.addConstant("scales", Tensor(steps))
        return sketch.node("DequantizeLinear", [values, scales], ["axis": .integer(0)])
    }

    mutating func bias(_ count: Int) throws -> ValueID {
        let codes = sketch.numbers(count).map { Int32($0 * 2000) }
        let values = sketch.graph.addConstant("codes", try Tensor(shape: [count], elements: .s32(codes)))
        let scales = sketch.graph.addConstant("scales", Tensor(Array(repeating: 1e-4 as Float, count: count)))
        return sketch.node("DequantizeLinear", [values, scales], ["axis": .integer(0)])
    }

    mutating func convolution(
        _ source: ValueID, from channels: Int, to outputs: Int, size: Int = 1, stride: Int = 1,
        isDepthwise: Bool = false, scale: Float, activation: OperatorName? = nil
    ) throws -> ValueID {
        let shape = [outputs, isDepthwise ? 1 : channels, size, size]
        let inputs = [source, try weights(shape), try bias(outputs)]
        let border = size / 2
        var value = sketch.node(
            "Conv", inputs,
            [
                "strides": .integers([stride, stride]), "pads": .integers([border, border, border, border]),
                "group": .integer(isDepthwise ? channels : 1),
            ])
        if let activation { value = sketch.node(activation, [value]) }
        return try stored(value, scale: scale)
    }

    mutating func product(_ source: ValueID, from depth: Int, to outputs: Int, scale: Float) throws -> ValueID {
        let inputs = [source, try weights([outputs, depth]), try bias(outputs)]
        return try stored(sketch.node("Gemm", inputs, ["transB": .integer(1)]), scale: scale)
    }
}
