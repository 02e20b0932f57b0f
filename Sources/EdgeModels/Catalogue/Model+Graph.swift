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
    public var precisions: [Precision] {
        if nodes.contains(where: { ["DynamicQuantizeLinear", "MatMulInteger"].contains($0.operation) }) {
            return [.int8Dynamic]
        }
        let quantizing: Set<OperatorName> = ["QuantizeLinear", "QLinearConv", "QLinearMatMul", "ConvInteger"]
        if nodes.contains(where: { quantizing.contains($0.operation) }) {
            return [storesActivationsIn16Bits ? .int8Activations16 : .int8]
        }
        let codes = storedWeights("DequantizeLinear")
        if !codes.isDisjoint(with: [.s4, .u4]) { return [.int4Weights] }
        if !codes.isDisjoint(with: [.s8, .u8]) { return [.int8Weights] }
        if storedWeights("Cast").contains(.bf16) { return [.bf16] }
        let types = Set(values.compactMap { $0.constant?.type })
        if types.contains(.f16), !types.contains(.f32) { return [.fp16] }
        return types.contains(.bf16) && !types.contains(.f32) ? [.bf16] : [.fp32, .bf16]
    }

    private var storesActivationsIn16Bits: Bool {
        let wide: Set<ElementType> = [.u16, .s16]
        return nodes.contains { node in
            guard node.operation == "QuantizeLinear", let zero = node.input(2), let type = self[zero].constant?.type
            else { return false }
            return wide.contains(type)
        }
    }

    /// The types of the constants that nodes of one kind make floats of.
    private func storedWeights(_ operation: OperatorName) -> Set<ElementType> {
        Set(
            nodes.filter { $0.operation == operation }
                .compactMap { $0.input(0).flatMap { self[$0].constant }.flatMap { $0.count > 1 ? $0.type : nil } })
    }
}
