/// Writes a seeded network with 8-bit weights and activations, as QuantizeLinear and DequantizeLinear around each
/// operation.
///
/// Weights are signed, symmetric, with a scale for each output channel; activations unsigned, with ranges known from how
/// the weights were made. This measures speed: what accuracy the figures keep says nothing of a trained network.
struct SeededQuantizer {
    private let network: NetworkBuilder
    private let source: Graph
    private(set) var graph: Graph
    /// Where the source's values are found here, as floats.
    private var places: [ValueID: ValueID] = [:]
    /// How the source's values are stored, if in 8 bits.
    private var steps: [ValueID: QuantizationStep] = [:]
    private var readers: [ValueID: [Node]] = [:]

    static func quantized(_ network: NetworkBuilder) -> Graph {
        var quantizer = SeededQuantizer(network)
        quantizer.run()
        return quantizer.graph
    }

    private init(_ network: NetworkBuilder) {
        self.network = network
        source = network.graph
        graph = Graph(name: network.graph.name)
        for node in source.nodes {
            for input in node.inputs.compactMap(\.self) { readers[input, default: []].append(node) }
        }
    }

    private mutating func run() {
        for input in source.inputs {
            let value = graph.add(source[input])
            graph.inputs.append(value)
            store(input, from: value, as: source[input].name + " dequantized")
        }
        var skipped: [ValueID: ValueID] = [:]
        for node in source.nodes {
            guard let result = node.outputs.first ?? nil else { continue }
            if let sum = node.input(0), skipped[sum] == result { continue }
            // A range that ends where the rectifier does cuts just as it would.
            var output = result
            if let rectified = rectifier(behind: result) {
                skipped[result] = rectified
                output = rectified
            }
            add(node, writing: output)
        }
        graph.outputs = source.outputs.compactMap { places[$0] }
    }

    /// What a rectifier makes of a sum that nobody else reads.
    private func rectifier(behind sum: ValueID) -> ValueID? {
        guard let next = readers[sum], next.count == 1, ["Relu", "Clip"].contains(next[0].operation) else { return nil }
        return next[0].outputs.first ?? nil
    }

    private mutating func add(_ node: Node, writing output: ValueID) {
        let isInteger = isInteger(node)
        let inputs = isInteger ? integerInputs(of: node) : node.inputs.map { $0.map { place(of: $0) } }
        let name = source[output].name
        var made = source[output]
        if isInteger { made.name += " exact" }
        let value = graph.add(made)
        graph.nodes.append(
            Node(
                name: node.name, operation: node.operation, inputs: inputs, outputs: [value],
                attributes: node.attributes))
        guard isInteger else {
            places[output] = value
            return
        }
        // What only moves numbers leaves them as they are.
        let kept = Self.movements.contains(node.operation) ? node.input(0).flatMap { steps[$0] } : nil
        store(output, from: value, as: name, kept)
    }

    private static let movements: Set<OperatorName> = ["Flatten", "Reshape", "Transpose", "Slice", "GlobalAveragePool"]
    private static let integers: Set<OperatorName> = movements.union([
        "Conv", "Gemm", "Add", "Mul", "Concat", "HardSwish", "HardSigmoid", "Relu",
    ])

    /// Whether all that a node computes with is stored in 8 bits, or is a weight that can be.
    private func isInteger(_ node: Node) -> Bool {
        guard Self.integers.contains(node.operation) else { return false }
        let hasWeights = node.operation == "Conv" || node.operation == "Gemm"
        let signals =
            Self.movements.contains(node.operation) || hasWeights ? Array(node.inputs.prefix(1)) : node.inputs
        return signals.compactMap(\.self).allSatisfy { steps[$0] != nil }
    }

    private func isWeighted(_ node: Node) -> Bool { node.operation == "Conv" || node.operation == "Gemm" }

    private mutating func integerInputs(of node: Node) -> [ValueID?] {
        guard isWeighted(node), let input = node.input(0), let step = steps[input], let weights = node.input(1),
            let bias = node.input(2)
        else { return node.inputs.map { $0.map { place(of: $0) } } }
        let stored = QuantizedWeights(weights: source[weights], bias: source[bias], input: step)
        return [place(of: input), stored.addWeights(to: &graph), stored.addBias(to: &graph)]
    }

    private mutating func place(of value: ValueID) -> ValueID {
        if let known = places[value] { return known }
        let copy = graph.add(source[value])
        places[value] = copy
        return copy
    }

    /// Quantizes a float value, and gives it back as floats under a name.
    private mutating func store(
        _ original: ValueID, from value: ValueID, as name: String, _ kept: QuantizationStep? = nil
    ) {
        let step = kept ?? QuantizationStep(covering: network.ranges[original] ?? -1...1)
        let scale = graph.addConstant(name + " scale", Tensor(scalar: step.scale))
        let zero = graph.addConstant(name + " zero", Tensor(scalarByte: step.zero))
        let shape = source[original].shape
        let stored = graph.add(Value(name: name + " stored", type: .u8, shape: shape))
        graph.nodes.append(
            Node(
                name: name + "/quantize", operation: "QuantizeLinear", inputs: [value, scale, zero], outputs: [stored]))
        let back = graph.add(Value(name: name, type: .f32, shape: shape))
        graph.nodes.append(
            Node(
                name: name + "/dequantize", operation: "DequantizeLinear", inputs: [stored, scale, zero],
                outputs: [back]))
        places[original] = back
        steps[original] = step
    }
}

/// How numbers of a range are stored in a byte.
struct QuantizationStep {
    let scale: Float
    let zero: UInt8

    /// - Parameter range: is widened to hold 0, which padding needs exactly.
    init(covering range: ClosedRange<Float>) {
        let low = min(range.lowerBound, 0)
        let width = max(range.upperBound, 0) - low
        scale = width > 0 ? width / 255 : 1
        zero = UInt8(min(max((-low / scale).rounded(.toNearestOrEven), 0), 255))
    }
}
