import EdgeRecords
import Testing

@testable import EdgeModels

/// What is known of a TensorFlow Lite file before an engine runs it.
@Suite struct TFLiteReaderTests {
    @Test func `what we write of a network has its ports, its work and its parameters`() throws {
        let graph = try #require(Catalogue.model(named: "ds-cnn")).graph(.fp32)
        let file = try TFLiteReader.file(of: TFLiteWriter.bytes(of: graph))
        #expect(file.inputs == graph.inputPorts && file.outputs == graph.outputPorts)
        #expect(file.precisions == [.fp32, .bf16] && file.uncounted.isEmpty && !file.keepsState)
        let sums: Set = ["conv", "gemm"]
        let own = LayerTable(of: graph).layers.filter { sums.contains($0.operation) }
        let read = file.layers.filter { sums.contains($0.operation) }
        #expect(read.map(\.operations) == own.map(\.operations))
        #expect(read.map(\.kind) == own.map(\.kind))
        #expect(file.parameters == graph.parameters)
        // An activation behind a sum is no layer of its own, and takes no memory of its own.
        #expect(!file.layers.contains { $0.operation == "relu" })
        #expect(file.activationBytes == graph.activationBytes())
        #expect(file.operators.first { $0.name == "DEPTHWISE_CONV_2D" }?.count == 4)
    }

    @Test(arguments: [
        (0, 0, 2304, nil, [Precision.fp32, .bf16]), (0, 1, 1152, 0, [.fp16]), (9, 9, 576, nil, [.int8]),
        (3, 3, 576, nil, [.int8]), (7, 9, 576, nil, [.int8Activations16]), (0, 9, 576, nil, [.int8Dynamic]),
        (0, 9, 576, 0, [.int8Weights]), (0, 17, 288, nil, [.int4Weights]),
    ])
    func `the precision is that of the sums' numbers and weights`(
        activation: Int, weight: Int, bytes: Int, unpacksTo: Int?, precisions: [Precision]
    ) throws {
        let sketch = TFLiteSketch.convolution(
            activation: activation, weight: weight, weightBytes: bytes, unpacksTo: unpacksTo)
        let file = try sketch.read()
        #expect(file.precisions == precisions)
        // What only unpacks weights is no layer; a multiply-add counts two.
        #expect(file.layers.map(\.operation) == ["conv"] && file.layers[0].operations == 2 * 8 * 8 * 16 * 36)
        #expect(file.layers[0].kind == "dense" && file.weightBytes == bytes && file.parameters == 576)
    }

    @Test func `ports bear the signature's names, open sizes and steps`() throws {
        var sketch = TFLiteSketch()
        let input = sketch.tensor(
            "serving_default_x:0", [1, 40], type: 9, scale: 0.5, zero: -3, open: [-1, 40])
        let output = sketch.tensor("StatefulPartitionedCall:0", [1, 40], type: 9, scale: 0.25, zero: 0)
        sketch.node("RELU", [input], [output])
        (sketch.inputs, sketch.outputs) = ([input], [output])
        sketch.signatures = [
            [
                .tables([[.text("audio"), .integer(input)]]), .tables([[.text("scores"), .integer(output)]]),
                .text("serving_default"), nil, .integer(0),
            ]
        ]
        let file = try sketch.read()
        #expect(file.inputs.map(\.name) == ["audio"] && file.outputs.map(\.name) == ["scores"])
        #expect(file.inputs[0].shape == [nil, 40] && file.inputs[0].elementType == "s8")
        #expect(file.inputs[0].quantization == Model.Quantization(scale: 0.5, zeroPoint: -3))
    }

    @Test func `custom operators, state and further networks are told`() throws {
        var sketch = TFLiteSketch.convolution(activation: 9, weight: 9, weightBytes: 576)
        let kept = sketch.tensor("state", [1, 8, 8, 16], type: 9)
        sketch.node("edgetpu-custom-op", [sketch.outputs[0]], [kept])
        sketch.others = [
            [
                .tables([[.integers([1]), .byte(9), .integer(0), .text("v"), nil, .byte(1)]]), .integers([]),
                .integers([]), .tables([]), .text("NoOp"),
            ]
        ]
        let file = try sketch.read()
        #expect(file.operators.contains(OperatorCount(name: "edgetpu-custom-op", count: 1, isCustom: true)))
        #expect(file.keepsState && file.uncounted == ["edgetpu-custom-op state"])
        #expect(file.remarks.contains { $0.contains("2 networks") })
    }

    @Test func `metadata tell the licence, and broken ones cost nothing`() throws {
        var sketch = TFLiteSketch.convolution(activation: 0, weight: 0, weightBytes: 2304)
        let about = FlatWriter(
            [.text("Cats"), .text("tells cats from dogs"), nil, nil, .text("us"), .text("Apache-2.0")], mark: "M001")
        sketch.metadata("TFLITE_METADATA", about.bytes)
        sketch.metadata("min_runtime_version", Array("2.3.0".utf8) + [0, 0])
        let file = try sketch.read()
        #expect(file.licence == "Apache-2.0")
        #expect(file.remarks.contains { $0.contains("tells cats from dogs") && $0.contains("by us") })
        #expect(file.remarks.contains { $0.contains("2.3.0 or later") })
        sketch.metadata = []
        sketch.metadata("TFLITE_METADATA", Array(about.bytes.prefix(20)))
        #expect(try sketch.read().licence == nil)
    }

    @Test func `a picture goes in with its channels last where that is asked for`() throws {
        let graph = try #require(Catalogue.model(named: "mobilenet-v2-w0.35-r96")).graph(.fp32)
        let file = try TFLiteReader.file(of: TFLiteWriter.bytes(of: graph, channelsLast: true))
        #expect(file.inputs.map(\.shape) == [[1, 96, 96, 3]] && file.outputs.map(\.shape) == [[1, 1000]])
        #expect(!file.operators.contains { $0.name == "TRANSPOSE" })
    }

    @Test func `what a graph has that is not written as this is refused with its node`() throws {
        let graph = try #require(Catalogue.model(named: "mobilenet-v3-small-1.0")?.graph(.fp32) ?? hardSwish())
        #expect(throws: GraphError.self) { try TFLiteWriter.bytes(of: graph) }
    }

    private func hardSwish() -> Graph {
        var graph = Graph(name: "one")
        let input = graph.add(Value(name: "x", type: .f32, shape: [.fixed(2)]))
        let output = graph.add(Value(name: "y", type: .f32, shape: [.fixed(2)]))
        (graph.inputs, graph.outputs) = ([input], [output])
        graph.nodes = [Node(name: "n", operation: "HardSwish", inputs: [input], outputs: [output])]
        return graph
    }
}
