import EdgeModels
import EdgeRecords
import Testing

@Suite struct LayerTableTests {
    private func value(_ name: String, _ shape: [Int], in graph: inout Graph, _ type: ElementType = .f32) -> ValueID {
        graph.add(Value(name: name, type: type, shape: shape.map { .fixed($0) }))
    }

    /// A convolution of 8 channels to 16 with a rectifier behind it.
    private func convolution(readTwice: Bool = false) -> Graph {
        var graph = Graph(name: "test")
        let input = value("input", [1, 8, 10, 10], in: &graph)
        let weights = value("weights", [16, 8, 3, 3], in: &graph)
        let bias = value("bias", [16], in: &graph)
        let sum = value("sum", [1, 16, 10, 10], in: &graph)
        let output = value("output", [1, 16, 10, 10], in: &graph)
        graph.inputs = [input]
        graph.nodes = [
            Node(name: "conv", operation: "Conv", inputs: [input, weights, bias], outputs: [sum]),
            Node(name: "relu", operation: "Relu", inputs: [sum], outputs: [output]),
        ]
        graph.outputs = readTwice ? [output, sum] : [output]
        return graph
    }

    @Test func `a multiply-add counts two, and bytes are what is read and written once`() throws {
        let table = LayerTable(of: convolution())
        let layer = try #require(table.layers.first)
        #expect(table.layers.count == 1)
        #expect(layer.operation == "conv" && layer.kind == "dense" && layer.shape == [1, 16, 10, 10])
        #expect(layer.operations == 2 * 16 * 100 * 8 * 9)
        #expect(layer.bytesRead == 4 * (800 + 16 * 72 + 16))
        #expect(layer.bytesWritten == 4 * 1600)
        #expect(table.operations == layer.operations)
    }

    @Test func `an engine that keeps floats in two bytes moves half`() {
        let (full, half) = (LayerTable(of: convolution()), LayerTable(of: convolution(), floatBytes: 2))
        #expect(half.layers[0].bytesRead * 2 == full.layers[0].bytesRead)
    }

    @Test func `an activation is a layer of its own only where the sum is needed too`() {
        #expect(LayerTable(of: convolution(readTwice: true)).layers.map(\.name) == ["conv", "relu"])
        #expect(LayerTable(of: convolution(readTwice: true)).layers.map(\.activation) == [nil, nil])
        #expect(LayerTable(of: convolution()).layers.map(\.activation) == ["relu"])
    }

    @Test func `numbers stored in bytes count as bytes`() throws {
        var graph = Graph(name: "test")
        let stored = value("stored", [1, 64], in: &graph, .u8)
        let input = value("input", [1, 64], in: &graph)
        let narrow = value("narrow weights", [32, 64], in: &graph, .s8)
        let weights = value("weights", [32, 64], in: &graph)
        let scale = value("scale", [], in: &graph)
        let sum = value("sum", [1, 32], in: &graph)
        let output = value("output", [1, 32], in: &graph, .u8)
        graph.inputs = [stored]
        graph.outputs = [output]
        graph.nodes = [
            Node(name: "d1", operation: "DequantizeLinear", inputs: [stored, scale], outputs: [input]),
            Node(name: "d2", operation: "DequantizeLinear", inputs: [narrow, scale], outputs: [weights]),
            Node(
                name: "product", operation: "Gemm", inputs: [input, weights], outputs: [sum],
                attributes: ["transB": .integer(1)]),
            Node(name: "q", operation: "QuantizeLinear", inputs: [sum, scale], outputs: [output]),
        ]
        let table = LayerTable(of: graph)
        #expect(table.layers.map(\.name) == ["product"])
        #expect(table.layers[0].kind == "gemv")
        #expect(table.layers[0].bytesRead == 64 + 32 * 64)
        #expect(table.layers[0].bytesWritten == 32)
        #expect(graph.parameters == 32 * 64)
    }

    @Test func `what depends on the input is named and not counted`() {
        var graph = convolution()
        let found = graph.add(Value(name: "found", type: .s64, shape: [.unknown, .fixed(3)]))
        graph.nodes.append(
            Node(name: "find", operation: "NonZero", inputs: [graph.inputs[0]], outputs: [found]))
        let table = LayerTable(of: graph)
        #expect(table.uncounted == ["find"])
        #expect(table.layers.count == 1)
    }

    @Test func `sizes that no number holds are not counted`() {
        var graph = Graph(name: "test")
        let left = value("left", [1 << 31, 1 << 31], in: &graph)
        let output = value("output", [1 << 31, 1 << 31], in: &graph)
        graph.nodes = [Node(name: "huge", operation: "MatMul", inputs: [left, left], outputs: [output])]
        #expect(LayerTable(of: graph).uncounted == ["huge"])
    }
}
