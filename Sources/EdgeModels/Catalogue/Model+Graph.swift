public import EdgeRecords

extension Model {
    /// Takes from a graph what can be known of a model without running it.
    ///
    /// - Parameters:
    ///   - file: the bytes that the graph was read from, if they are kept.
    ///   - accuracy: of the network as it was given.
    public mutating func take(_ graph: Graph, file: [UInt8]? = nil, accuracy: Accuracy? = nil) {
        inputs = graph.inputPorts
        outputs = graph.outputPorts
        let hash = file.map { "sha256:" + SHA256.hex(of: $0) }
        variants = graph.precisions.map { precision in
            var variant = Variant(name: "\(name)/\(precision.rawValue)", precision: precision)
            variant.take(graph, hash: hash, fileBytes: file?.count)
            variant.accuracy = precision == graph.precisions.first ? accuracy : nil
            return variant
        }
    }
}

extension Variant {
    /// Takes from a graph what can be known of a variant without running it.
    public mutating func take(_ graph: Graph, file: [UInt8]) {
        take(graph, hash: "sha256:" + SHA256.hex(of: file), fileBytes: file.count)
    }

    fileprivate mutating func take(_ graph: Graph, hash: String?, fileBytes: Int?) {
        let floatBytes = precision == .bf16 ? 2 : 4
        let table = LayerTable(of: graph, floatBytes: floatBytes)
        self.hash = hash
        modelBytes = fileBytes
        parameters = graph.parameters
        operations = table.operations
        weightBytes = graph.weightBytes
        activationBytes = graph.activationBytes(floatBytes: floatBytes)
        layers = table.layers
    }
}

extension Graph {
    /// How the file has its numbers, and what engines can make of them without changing it.
    fileprivate var precisions: [Precision] {
        let quantizing: Set<OperatorName> = ["QuantizeLinear", "QLinearConv", "QLinearMatMul", "ConvInteger"]
        if nodes.contains(where: { quantizing.contains($0.operation) }) { return [.int8] }
        if nodes.contains(where: { ["DynamicQuantizeLinear", "MatMulInteger"].contains($0.operation) }) {
            return [.int8Dynamic]
        }
        let types = Set(values.compactMap { $0.constant?.type })
        if types.contains(.f16), !types.contains(.f32) { return [.fp16] }
        return types.contains(.bf16) && !types.contains(.f32) ? [.bf16] : [.fp32, .bf16]
    }
}
