import EdgeModels
import EdgeRecords
import Testing

/// What a variant's file says of the model that it was made of.
@Suite struct StatementTests {
    private func graph() throws -> Graph {
        var graph = Graph(name: "net")
        let input = graph.add(Value(name: "x", type: .f32, shape: [.fixed(1), .fixed(2)]))
        let output = graph.add(Value(name: "y", type: .f32, shape: [.fixed(1), .fixed(2)]))
        graph.nodes = [Node(name: "relu", operation: "Relu", inputs: [input], outputs: [output])]
        (graph.inputs, graph.outputs) = ([input], [output])
        return graph
    }

    private func model(_ weights: Weights = .installed) -> Model {
        var model = Model(name: "cats", task: .imageClassification, labels: "cats-12", weights: weights)
        model.licence = "MIT"
        model.preprocessing = ["width": 32, "height": 32]
        var variant = Variant(name: "cats/fp32", precision: .fp32)
        variant.accuracy = accuracy(.fidelity, 0.97)
        variant.parentAccuracy = accuracy(.measured, 0.81)
        variant.layers = [
            Layer(name: "a", operation: "conv", kind: "dense", shape: [], operations: 1, bytesRead: 1, bytesWritten: 1)
        ]
        model.variants = [variant]
        return model
    }

    private func accuracy(_ kind: Accuracy.Kind, _ value: Double) -> Accuracy {
        Accuracy(kind: kind, metric: "top-1", value: Figure(value, .mean, count: 100, source: .measured))
    }

    @Test func `it lies in the file and is read again, without what the file shows itself`() throws {
        var graph = try graph()
        try graph.state(model())
        let bytes = try ONNXWriter.bytes(of: graph)
        #expect(bytes == (try ONNXWriter.bytes(of: graph)))
        let read = try #require(try ONNXReader.graph(of: bytes).statement)
        #expect(read.task == .imageClassification && read.labels == "cats-12" && read.licence == "MIT")
        #expect(read.preprocessing == ["width": 32, "height": 32])
        #expect(read.variants.first?.layers == [])
    }

    @Test func `what was measured elsewhere counts as imported`() throws {
        var graph = try graph()
        try graph.state(model())
        let variant = try #require(graph.statement?.variants.first)
        #expect(variant.accuracy?.value.source == .imported)
        #expect(variant.parentAccuracy?.value.source == .imported)
    }

    @Test func `a file without one, or with one that cannot be read, says nothing`() throws {
        var graph = try graph()
        #expect(try ONNXReader.graph(of: try ONNXWriter.bytes(of: graph)).statement == nil)
        graph.properties["edgeplan.model"] = "{"
        #expect(try ONNXReader.graph(of: try ONNXWriter.bytes(of: graph)).statement == nil)
    }

    @Test func `what others say in the file is passed over`() throws {
        var graph = try graph()
        graph.properties["author"] = "somebody"
        #expect(try ONNXReader.graph(of: try ONNXWriter.bytes(of: graph)).properties.isEmpty)
    }

    @Test func `what the user said stands, and made-up numbers stay made up`() throws {
        var graph = try graph()
        try graph.state(model(.seeded))
        var mine = Model(name: "mine", task: .unknown, labels: nil, weights: .user)
        mine.licence = "Apache-2.0"
        mine.take(graph, accuracy: accuracy(.measured, 0.5))
        mine.inherit(try #require(graph.statement))
        #expect(mine.task == .imageClassification && mine.labels == "cats-12")
        #expect(mine.licence == "Apache-2.0" && mine.weights == .seeded)
        #expect(mine.variants.first?.accuracy?.value.value == 0.5)
        #expect(mine.variants.first?.parentAccuracy?.value.value == 0.81)
    }
}
