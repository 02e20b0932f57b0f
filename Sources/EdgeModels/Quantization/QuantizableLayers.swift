/// Which nodes of a network can compute with few bits, and who reads what they make.
package struct QuantizableLayers {
    private let graph: Graph
    private let kept: Set<Int>
    private let readersOfValues: [ValueID: [Int]]
    private let outputs: Set<ValueID>
    /// What enters the network or is made by a node.
    private let flowing: Set<ValueID>

    /// - Parameter kept: places of nodes that are to stay as they are.
    package init(_ graph: Graph, kept: Set<Int> = []) {
        self.graph = graph
        self.kept = kept
        var readers: [ValueID: [Int]] = [:]
        for (number, node) in graph.nodes.enumerated() {
            for value in Set(node.inputs.compactMap(\.self)) { readers[value, default: []].append(number) }
        }
        readersOfValues = readers
        outputs = Set(graph.outputs)
        flowing = Set(graph.inputs + graph.nodes.flatMap { $0.outputs.compactMap(\.self) })
    }

    /// What only moves numbers or picks among them.
    private static let movements: Set<OperatorName> = [
        "Flatten", "Reshape", "Transpose", "Slice", "Squeeze", "Unsqueeze", "Identity", "Dropout", "MaxPool", "Gather",
    ]
    private static let weighted: Set<OperatorName> = ["Conv", "Gemm", "MatMul"]
    private static let elementwise: Set<OperatorName> = [
        "Add", "Mul", "Concat", "HardSwish", "HardSigmoid", "Relu", "Clip", "LeakyRelu", "Sigmoid", "Tanh",
        "GlobalAveragePool", "AveragePool",
    ]

    package func readers(of value: ValueID) -> [Int] { readersOfValues[value] ?? [] }

    package func moves(_ node: Node) -> Bool { Self.movements.contains(node.operation) }

    /// Whether an operation is of those whose weights can be stored in few bits, whatever they are.
    package func isWeighted(_ node: Node) -> Bool { Self.weighted.contains(node.operation) }

    /// The places of layers with constant weights of fp32 that can be quantized.
    package var weightedNodes: [Int] {
        graph.nodes.indices.filter { isWeighted(graph.nodes[$0]) && hasGoodWeights(graph.nodes[$0]) }
    }

    /// Whether a node computes with few bits if what enters it is stored so.
    package func isCandidate(_ number: Int) -> Bool {
        let node = graph.nodes[number]
        guard !kept.contains(number) else { return false }
        if isWeighted(node) { return hasGoodWeights(node) }
        return (moves(node) || Self.elementwise.contains(node.operation)) && node.outputs.count == 1
    }

    /// Weights and a bias that are numbers of the network itself; an outline has them without their values.
    private func hasGoodWeights(_ node: Node) -> Bool {
        guard let weights = node.input(1), isParameter(weights), let rank = graph[weights].shape?.count else {
            return false
        }
        if let bias = node.input(2), !isParameter(bias) || graph[bias].shape?.count != 1 { return false }
        switch node.operation {
        case "Conv": return rank >= 3
        case "Gemm":
            let isPlain = node.float("alpha", else: 1) == 1 && node.float("beta", else: 1) == 1
            return rank == 2 && isPlain && node.integer("transA", else: 0) == 0
        default: return rank == 2
        }
    }

    private func isParameter(_ value: ValueID) -> Bool { graph[value].type == .f32 && !flowing.contains(value) }

    /// The dimension of the weights along which each output has its own.
    package func channelAxis(of node: Node) -> Int {
        switch node.operation {
        case "Conv": 0
        case "Gemm": node.integer("transB", else: 0) == 0 ? 1 : 0
        default: 1
        }
    }

    /// What of a node's inputs flows through the network.
    package func signals(of node: Node) -> [ValueID] {
        let isJoint: Set<OperatorName> = ["Add", "Mul", "Concat"]
        let inputs = isJoint.contains(node.operation) ? node.inputs[...] : node.inputs.prefix(1)
        return inputs.compactMap(\.self)
    }

    /// What a rectifier makes of a sum that nobody else reads, if nothing but the range of its codes can stand for it.
    package func rectified(_ sum: ValueID) -> ValueID? {
        guard let node = rectifier(behind: sum), let bounds = bounds(of: node), bounds.contains(0) else { return nil }
        return node.outputs.first ?? nil
    }

    /// Where a rectifier cuts; nil if that is not known.
    package func bounds(of node: Node) -> ClosedRange<Float>? {
        guard node.operation == "Clip" else { return node.operation == "Relu" ? 0...Float.infinity : nil }
        func limit(_ place: Int, else standard: Float) -> Float? {
            guard let value = node.input(place) else { return standard }
            return graph[value].constant?.floats.flatMap { $0.count == 1 ? $0[0] : nil }
        }
        guard let low = limit(1, else: -.infinity), let high = limit(2, else: .infinity), low <= high else {
            return nil
        }
        return low...high
    }

    private func rectifier(behind sum: ValueID) -> Node? {
        guard !outputs.contains(sum), let next = readersOfValues[sum], next.count == 1, !kept.contains(next[0]) else {
            return nil
        }
        let node = graph.nodes[next[0]]
        return ["Relu", "Clip"].contains(node.operation) && node.input(0) == sum ? node : nil
    }

    /// Whether what a node makes is stored in few bits.
    ///
    /// Scores of a last product are not, unless asked for: too many of them would become equal, and engines give
    /// floats of such a product at no cost.
    package func isStored(_ value: ValueID, madeBy node: Node, storesScores: Bool) -> Bool {
        guard node.operation == "Gemm" || node.operation == "MatMul", !storesScores else { return true }
        return isWanted(value, depth: 0)
    }

    /// Whether a layer with weights reads the value in the end.
    private func isWanted(_ value: ValueID, depth: Int) -> Bool {
        // Deep chains of operations without weights are not worth following.
        guard depth < 16 else { return true }
        return readers(of: value).contains { number in
            let node = graph.nodes[number]
            guard isCandidate(number) else { return false }
            if isWeighted(node) { return true }
            return node.outputs.compactMap(\.self).contains { isWanted($0, depth: depth + 1) }
        }
    }
}
