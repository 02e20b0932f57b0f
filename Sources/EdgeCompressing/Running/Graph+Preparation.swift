import EdgeModels
import EdgeNative

extension Graph {
    private static let quantizing: Set<OperatorName> = [
        "QuantizeLinear", "DequantizeLinear", "DynamicQuantizeLinear", "QLinearConv", "QLinearMatMul", "ConvInteger",
        "MatMulInteger",
    ]

    /// The same network as its layers really are: constants computed, normalizations within the layers before them.
    func preparedForCompression() throws(CompressionError) -> Graph {
        if let node = nodes.first(where: { Self.quantizing.contains($0.operation) }) {
            throw .alreadyQuantized(node: node.name, operation: node.operation.description)
        }
        var graph = self
        graph.removeDeadNodes()
        graph.foldConstants()
        graph.foldBatchNormalizations()
        graph.nameAll()
        for node in graph.nodes {
            for value in node.inputs.dropFirst().compactMap(\.self) { try graph.checkNumbers(of: value, for: node) }
        }
        return graph
    }

    private func checkNumbers(of value: ValueID, for node: Node) throws(CompressionError) {
        let isParameter = QuantizableLayers(Graph(name: "")).isWeighted(node)
        guard isParameter, let numbers = self[value].constant?.floats else { return }
        if let place = numbers.firstIndex(where: { !$0.isFinite }) {
            throw .badWeight(value: self[value].name, place: place)
        }
    }

    /// Gives nodes and values that have none a name of their own.
    private mutating func nameAll() {
        for (number, node) in nodes.enumerated() where node.name.isEmpty {
            nodes[number].name = "\(node.operation.name) \(number)"
        }
        var taken: Set<String> = []
        for value in inputs + outputs { taken.insert(self[value].name) }
        let ends = Set(inputs + outputs)
        for value in allValues where !ends.contains(value) {
            let own = self[value].name
            guard own.isEmpty || !taken.insert(own).inserted else { continue }
            self[value].name = "\(own.isEmpty ? "value" : own) \(value.index)"
            taken.insert(self[value].name)
        }
    }
}

extension Graph {
    /// A constant of fp32 that a node reads.
    func floats(_ node: Node, _ place: Int) -> [Float]? {
        node.input(place).flatMap { self[$0].constant?.floats }
    }

    /// Gives a node another constant; others that read the old one keep it.
    mutating func replaceConstant(of number: Int, _ place: Int, _ tensor: Tensor, named name: String) {
        let value = addConstant(name, tensor)
        while nodes[number].inputs.count <= place { nodes[number].inputs.append(nil) }
        nodes[number].inputs[place] = value
    }
}
