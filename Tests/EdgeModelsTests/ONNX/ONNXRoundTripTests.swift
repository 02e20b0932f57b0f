import EdgeModels
import Testing

/// A few layers as MobileNet has them, with an open batch.
func smallClassifier() throws -> Graph {
    var graph = Graph(name: "small")
    let image = graph.add(
        Value(name: "image", type: .f32, shape: [.named("batch"), .fixed(3), .fixed(32), .fixed(32)]))
    let weights = graph.addConstant(
        "conv.weight", try Tensor(shape: [8, 3, 3, 3], elements: .f32((0..<216).map { Float($0) / 216 })))
    let bias = graph.addConstant("conv.bias", Tensor([1, 2, 3, 4, 5, 6, 7, 8] as [Float]))
    let low = graph.addConstant("low", Tensor(scalar: 0 as Float))
    let high = graph.addConstant("high", Tensor(scalar: 6 as Float))
    let dense = graph.addConstant(
        "fc.weight", try Tensor(shape: [10, 8], elements: .f32(Array(repeating: 1, count: 80))))
    let made = ["conv", "clip", "pool", "flat", "scores"].map { graph.add(Value(name: $0)) }
    graph.inputs = [image]
    graph.outputs = [made[4]]
    graph.nodes = [
        Node(
            name: "conv", operation: "Conv", inputs: [image, weights, bias], outputs: [made[0]],
            attributes: ["strides": .integers([2, 2]), "pads": .integers([1, 1, 1, 1])]),
        Node(name: "clip", operation: "Clip", inputs: [made[0], low, high], outputs: [made[1]]),
        Node(name: "pool", operation: "GlobalAveragePool", inputs: [made[1]], outputs: [made[2]]),
        Node(name: "flat", operation: "Flatten", inputs: [made[2]], outputs: [made[3]]),
        Node(
            name: "fc", operation: "Gemm", inputs: [made[3], dense], outputs: [made[4]],
            attributes: ["transB": .integer(1), "alpha": .float(0.5)]),
    ]
    return graph
}

@Suite("ONNX files that we write")
struct ONNXRoundTripTests {
    @Test("say the same when they are read")
    func roundTrip() throws {
        let graph = try smallClassifier()
        let bytes = try ONNXWriter.bytes(of: graph)
        let read = try ONNXReader.graph(of: bytes)
        #expect(read.name == "small")
        #expect(read.nodes.map(\.operation) == graph.nodes.map(\.operation))
        #expect(read.nodes.map(\.attributes) == graph.nodes.map(\.attributes))
        #expect(read.inputs.map { read[$0].name } == ["image"])
        let weights = try #require(read.nodes[0].input(1))
        #expect(read[weights].constant?.shape == [8, 3, 3, 3])
        #expect(read[weights].constant?.floats?[43] == 43.0 / 216)
        let again = try ONNXWriter.bytes(of: read)
        #expect(try ONNXWriter.bytes(of: try ONNXReader.graph(of: again)) == again)
    }

    @Test("have shapes everywhere, with the open sizes by name")
    func shapes() throws {
        let read = try ONNXReader.graph(of: try ONNXWriter.bytes(of: try smallClassifier()))
        let shapes = read.nodes.compactMap { $0.outputs[0] }.map { read[$0].shape }
        #expect(shapes[0] == [.named("batch"), .fixed(8), .fixed(16), .fixed(16)])
        #expect(shapes[3] == [.named("batch"), .fixed(8)])
        #expect(read[read.outputs[0]].shape == [.named("batch"), .fixed(10)])
        #expect(read.openDimensions == ["batch"])
    }

    @Test("take sizes for the dimensions that they leave open")
    func binding() throws {
        let bytes = try ONNXWriter.bytes(of: try smallClassifier())
        let read = try ONNXReader.graph(of: bytes, binding: ["batch": 4])
        #expect(read[read.outputs[0]].fixedShape == [4, 10])
        #expect(throws: ONNXError.graph(.unknownDimension("bach", known: ["batch"]))) {
            try ONNXReader.graph(of: bytes, binding: ["bach": 4])
        }
    }

    @Test("keep tensors of every type", arguments: everyType)
    func types(_ elements: Elements) throws {
        var graph = Graph(name: "types")
        let constant = graph.addConstant("constant", try Tensor(shape: [2], elements: elements))
        let output = graph.add(Value(name: "output"))
        graph.nodes = [Node(name: "copy", operation: "Identity", inputs: [constant], outputs: [output])]
        graph.outputs = [output]
        let read = try ONNXReader.graph(of: try ONNXWriter.bytes(of: graph))
        let kept = try #require(read.nodes[0].input(0))
        #expect(read[kept].constant?.elements == elements)
        #expect(read[read.outputs[0]].type == elements.type)
    }

    static let everyType: [Elements] = [
        .f32([1.5, -2]), .f64([1.5, -2]), .f16([0x3C00, 1]), .bf16([0x3F80, 1]), .u8([1, 255]), .s8([1, -128]),
        .u16([1, 65535]), .s16([1, -32768]), .u32([1, .max]), .s32([1, .min]), .u64([1, .max]), .s64([1, .min]),
        .u4([0x21]), .s4([0x8F]), .bool([true, false]),
    ]
}
