extension Graph {
    /// Numbers that training found: the weights and biases of convolutions and products, of normalizations, of tables.
    ///
    /// Sizes, limits, and the scales and zeros of quantized numbers are not learnt, so they do not count.
    public var parameters: Int {
        var counted: Set<ValueID> = []
        let sources = dequantized
        for node in nodes {
            for (place, input) in node.inputs.enumerated() {
                guard let input, isLearnt(input, at: place, of: node) else { continue }
                counted.insert(sources[input] ?? input)
            }
        }
        return counted.subtracting(made).reduce(0) { $0 &+ (self[$1].fixedShape.flatMap(Tensor.count) ?? 0) }
    }

    /// The bytes of all constants as they are stored; a file adds names and structure.
    public var weightBytes: Int {
        let read = Set(nodes.flatMap(\.inputs).compactMap(\.self))
        return read.subtracting(made).reduce(0) { sum, value in
            guard let count = self[value].fixedShape.flatMap(Tensor.count) else { return sum }
            return sum &+ (self[value].type?.bytes(count: count) ?? 0)
        }
    }

    private var made: Set<ValueID> { Set(nodes.flatMap(\.outputs).compactMap(\.self) + inputs) }

    /// The stored value behind each one that is made of it.
    private var dequantized: [ValueID: ValueID] {
        var sources: [ValueID: ValueID] = [:]
        for node in nodes where node.operation == "DequantizeLinear" {
            if let output = node.outputs.first ?? nil { sources[output] = node.input(0) }
        }
        return sources
    }

    private func isLearnt(_ value: ValueID, at place: Int, of node: Node) -> Bool {
        switch node.operation {
        case "Conv", "ConvTranspose", "Gemm", "LayerNormalization", "BatchNormalization", "InstanceNormalization":
            place == 1 || place == 2
        case "MatMul", "PRelu": true
        // A bias or a scale of channels, not a table of constants.
        case "Add", "Mul": self[value].shape?.count == 1
        case "Gather": place == 0
        case "QLinearConv": place == 3 || place == 8
        default: false
        }
    }
}
