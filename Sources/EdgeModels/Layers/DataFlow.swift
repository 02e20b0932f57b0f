/// Which nodes an engine runs as one, and who reads what.
struct DataFlow {
    private let graph: Graph
    private let producers: [ValueID: Node]
    private let readers: [ValueID: [Node]]
    private let outputs: Set<ValueID>

    init(_ graph: Graph) {
        self.graph = graph
        var producers: [ValueID: Node] = [:]
        var readers: [ValueID: [Node]] = [:]
        for node in graph.nodes {
            for output in node.outputs.compactMap(\.self) { producers[output] = node }
            for input in Set(node.inputs.compactMap(\.self)) { readers[input, default: []].append(node) }
        }
        self.producers = producers
        self.readers = readers
        outputs = Set(graph.outputs)
    }

    private static let activations: Set<OperatorName> = [
        "Relu", "Clip", "LeakyRelu", "HardSwish", "HardSigmoid", "Sigmoid", "Tanh", "Elu", "Gelu", "Mish", "PRelu",
    ]
    private static let sums: Set<OperatorName> = ["Conv", "ConvTranspose", "Gemm", "MatMul", "Add"]

    /// Whether a node is done within another.
    func isPart(of node: Node) -> Bool {
        guard let input = node.input(0) else { return false }
        switch node.operation {
        case "QuantizeLinear":
            // What enters the network has nobody before it who could write it quantized.
            return graph[input].constant != nil || producers[input] != nil
        case "DequantizeLinear":
            return !node.outputs.compactMap(\.self).contains(where: outputs.contains)
        default:
            guard Self.activations.contains(node.operation), let before = producers[input] else { return false }
            return Self.sums.contains(before.operation) && isReadOnce(input)
        }
    }

    /// What a node writes in the end: its outputs, or those of the activation and quantization behind it.
    func end(of node: Node) -> [ValueID] {
        node.outputs.compactMap(\.self).map { output in
            var end = output
            while isReadOnce(end), let next = readers[end]?.first, isPart(of: next),
                next.operation != "DequantizeLinear", let output = next.outputs.first ?? nil
            {
                end = output
            }
            return end
        }
    }

    /// The last activation that is done within a node.
    func activation(behind node: Node) -> OperatorName? {
        var found: OperatorName?
        var end = node.outputs.first ?? nil
        while let value = end, isReadOnce(value), let next = readers[value]?.first, isPart(of: next) {
            if Self.activations.contains(next.operation) { found = next.operation }
            end = next.outputs.first ?? nil
        }
        return found
    }

    /// The stored value that a dequantized one is read from; else itself.
    func stored(_ value: ValueID) -> ValueID {
        guard let producer = producers[value], producer.operation == "DequantizeLinear",
            let source = producer.input(0)
        else { return value }
        return source
    }

    private func isReadOnce(_ value: ValueID) -> Bool { readers[value]?.count == 1 && !outputs.contains(value) }
}

/// How many bytes values take where they are kept.
struct StoredSizes {
    private let graph: Graph
    private let flow: DataFlow
    private let floatBytes: Int

    init(_ graph: Graph, _ flow: DataFlow, floatBytes: Int) {
        self.graph = graph
        self.flow = flow
        self.floatBytes = floatBytes
    }

    func bytes(reading value: ValueID) -> Int? { bytes(of: flow.stored(value)) }
    func bytes(writing value: ValueID) -> Int? { bytes(of: value) }

    private func bytes(of value: ValueID) -> Int? {
        guard let shape = graph[value].fixedShape, let count = Tensor.count(shape), let type = graph[value].type else {
            return nil
        }
        return type == .f32 ? count.multiplied(by: floatBytes) : type.bytes(count: count)
    }
}

extension Int {
    /// The product; nil if it does not fit.
    func multiplied(by other: Int) -> Int? {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? nil : product
    }
}
