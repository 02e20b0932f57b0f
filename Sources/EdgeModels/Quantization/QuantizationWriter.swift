/// Writes a network with 8-bit weights and activations, as QuantizeLinear and DequantizeLinear around each operation.
///
/// Weights are signed, symmetric, with a scale for each output channel; activations unsigned, with the ranges that the
/// plan has. Nodes stand so that engines which look for such pairs run all between them in integers.
package struct QuantizationWriter {
    private let source: Graph
    private let plan: QuantizationPlan
    private let layers: QuantizableLayers
    private(set) var graph: Graph
    /// Where the source's values are found here, as floats.
    private var places: [ValueID: ValueID] = [:]
    /// How the source's values are stored, if in few bits.
    private var steps: [ValueID: QuantizationStep] = [:]
    /// The same of wide values, for the layers that read their codes.
    private var coded: [ValueID: (place: ValueID, step: QuantizationStep)] = [:]
    /// The values for which a range was needed.
    private var ranged: [ValueID] = []
    private var quantizedNodes: [Int] = []

    package static func quantized(_ source: Graph, _ plan: QuantizationPlan) -> Graph { written(source, plan).graph }

    /// The written network, and what was found on the way.
    package struct Written: Sendable {
        package let graph: Graph
        /// Where each value of the source is found, as floats.
        package let places: [ValueID: ValueID]
        /// The values whose ranges a plan must have, in the order in which they are stored.
        package let ranged: [ValueID]
        /// Places in the source of layers with weights that compute in few bits.
        package let quantizedNodes: [Int]
    }

    package static func written(_ source: Graph, _ plan: QuantizationPlan) -> Written {
        var writer = QuantizationWriter(source, plan)
        writer.run()
        return Written(
            graph: writer.graph, places: writer.places, ranged: writer.ranged, quantizedNodes: writer.quantizedNodes)
    }

    private init(_ source: Graph, _ plan: QuantizationPlan) {
        self.source = source
        self.plan = plan
        layers = QuantizableLayers(source, kept: plan.keptNodes)
        graph = Graph(name: source.name)
    }

    private mutating func run() {
        for input in source.inputs {
            let value = graph.add(source[input])
            graph.inputs.append(value)
            // What only layers that are kept read needs no codes.
            let isCoded = layers.readers(of: input).contains { !plan.keptNodes.contains($0) }
            if source[input].type == .f32, isCoded {
                store(input, from: value, as: source[input].name + " dequantized")
            } else {
                places[input] = value
            }
        }
        var dropped: [ValueID: ValueID] = [:]
        for (number, node) in source.nodes.enumerated() {
            guard let result = node.outputs.first ?? nil else { continue }
            if let sum = node.input(0), dropped[sum] == result { continue }
            let isInteger = isInteger(node, number)
            if isInteger, layers.isWeighted(node) { quantizedNodes.append(number) }
            var output = result
            if isInteger, let rectified = layers.rectified(result), !plan.wideValues.contains(rectified) {
                // A range that ends where the rectifier does cuts just as it would.
                dropped[result] = rectified
                output = rectified
            }
            add(node, writing: output, isInteger: isInteger)
        }
        graph.outputs = source.outputs.map { place(of: $0) }
    }

    private func step(for value: ValueID) -> QuantizationStep {
        QuantizationStep(covering: plan.ranges[value] ?? -1...1, type: plan.activations)
    }

    private mutating func add(_ node: Node, writing output: ValueID, isInteger: Bool) {
        let isWeighted = layers.isWeighted(node)
        let inputs = isInteger && isWeighted ? integerInputs(of: node) : node.inputs.map { $0.map { place(of: $0) } }
        let name = source[output].name
        let isStored =
            isInteger && !plan.wideValues.contains(output)
            && layers.isStored(output, madeBy: node, storesScores: plan.storesScores)
        var made = source[output]
        if isStored { made.name += " exact" }
        let value = graph.add(made)
        var outputs: [ValueID?] = [value]
        for other in node.outputs.dropFirst() {
            guard let other else {
                outputs.append(nil)
                continue
            }
            let copy = graph.add(source[other])
            places[other] = copy
            outputs.append(copy)
        }
        graph.nodes.append(
            Node(
                name: node.name, operation: node.operation, inputs: inputs, outputs: outputs,
                attributes: node.attributes))
        guard isStored else {
            places[output] = value
            return
        }
        // What only moves numbers leaves them as they are.
        let kept = layers.moves(node) ? node.input(0).flatMap { steps[$0] } : nil
        store(output, from: value, as: name, kept)
    }

    /// Whether all that a node computes with is stored in few bits, or is a weight that can be.
    private mutating func isInteger(_ node: Node, _ number: Int) -> Bool {
        guard layers.isCandidate(number) else { return false }
        guard layers.isWeighted(node) else { return layers.signals(of: node).allSatisfy { steps[$0] != nil } }
        guard let input = node.input(0) else { return false }
        if step(of: input) == nil, let present = places[input], source[input].type == .f32 {
            store(input, from: present, as: source[input].name + " dequantized")
        }
        return step(of: input) != nil
    }

    private func step(of value: ValueID) -> QuantizationStep? { steps[value] ?? coded[value]?.step }

    private mutating func integerInputs(of node: Node) -> [ValueID?] {
        guard let input = node.input(0), let step = step(of: input), let weights = node.input(1) else {
            return node.inputs.map { $0.map { place(of: $0) } }
        }
        if plan.leavesWeights {
            return [coded[input]?.place ?? place(of: input)] + node.inputs.dropFirst().map { $0.map { place(of: $0) } }
        }
        let stored = QuantizedWeights(
            weights: source[weights], bias: node.input(2).map { source[$0] }, axis: layers.channelAxis(of: node),
            inputScale: step.scale, scales: plan.weightScales[weights])
        let inputs = [coded[input]?.place ?? place(of: input), stored.addWeights(to: &graph)]
        return inputs + (stored.addBias(to: &graph).map { [$0] } ?? [])
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
        if kept == nil { ranged.append(original) }
        let step = kept ?? step(for: original)
        let scale = graph.addConstant(name + " scale", Tensor(scalar: step.scale))
        let zero = graph.addConstant(name + " zero", Tensor(scalar: step.zero, as: step.type))
        let shape = source[original].shape
        let stored = graph.add(Value(name: name + " stored", type: step.type, shape: shape))
        graph.nodes.append(
            Node(
                name: name + "/quantize", operation: "QuantizeLinear", inputs: [value, scale, zero], outputs: [stored]))
        let back = graph.add(Value(name: name, type: .f32, shape: shape))
        graph.nodes.append(
            Node(
                name: name + "/dequantize", operation: "DequantizeLinear", inputs: [stored, scale, zero],
                outputs: [back]))
        if plan.wideValues.contains(original) {
            coded[original] = (back, step)
        } else {
            places[original] = back
            steps[original] = step
        }
    }
}
