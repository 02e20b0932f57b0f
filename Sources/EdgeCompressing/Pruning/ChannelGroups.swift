import EdgeModels

/// Which values of a network share their channels: what is removed from one must be removed from all.
///
/// Sums, rectifiers, pools and convolutions of each channel by itself tie what enters them to what leaves them.
struct ChannelGroups {
    struct Group {
        /// Layers whose outputs are the channels.
        var producers: [Int] = []
        /// Layers that read the channels, each with weights for all of them.
        var consumers: [Int] = []
        /// Convolutions of each channel by itself.
        var passes: [Int] = []
        var channels = 0
        /// Why none may be removed; nil if some may.
        var obstacle: String?
    }

    private(set) var groups: [Group] = []
    private var parents: [Int]
    private var obstacles: [Int: String] = [:]
    private let graph: Graph
    private let layers: QuantizableLayers

    private static let unary: Set<OperatorName> = [
        "Relu", "Clip", "HardSwish", "HardSigmoid", "Sigmoid", "Tanh", "LeakyRelu", "Elu", "Gelu", "Mish", "Identity",
        "Dropout", "MaxPool", "AveragePool", "GlobalAveragePool",
    ]

    init(_ graph: Graph) {
        self.graph = graph
        layers = QuantizableLayers(graph)
        parents = Array(graph.values.indices)
        for input in graph.inputs { block(input, "it enters the network") }
        for output in graph.outputs { block(output, "it leaves the network") }
        for node in graph.nodes { tie(node) }
        collect()
    }

    private mutating func root(_ index: Int) -> Int {
        var place = index
        while parents[place] != place {
            parents[place] = parents[parents[place]]
            place = parents[place]
        }
        return place
    }

    private mutating func block(_ value: ValueID, _ why: String) {
        let root = root(value.index)
        if obstacles[root] == nil { obstacles[root] = why }
    }

    private mutating func unite(_ first: ValueID, _ second: ValueID) {
        let (kept, other) = (root(first.index), root(second.index))
        guard kept != other else { return }
        parents[other] = kept
        if let why = obstacles[other], obstacles[kept] == nil { obstacles[kept] = why }
    }

    private func channels(_ value: ValueID) -> Int? {
        guard let shape = graph[value].shape, shape.count >= 2 else { return nil }
        return shape[1].size
    }

    /// Connects what a node reads with what it makes, or notes why it must stay whole.
    private mutating func tie(_ node: Node) {
        guard let output = node.outputs.first ?? nil, let input = node.input(0) else { return blockAll(node) }
        let isFlowing = graph[input].constant == nil
        switch node.operation {
        case "Conv", "Gemm", "MatMul":
            guard isFlowing, Self.isDense(node) || Self.isDepthwise(node, graph), hasWeights(node) else {
                return blockAll(node)
            }
            if Self.isDepthwise(node, graph) { unite(input, output) }
        case "Add", "Mul", "Sub":
            let flowing = node.inputs.compactMap(\.self).filter { graph[$0].constant == nil }
            let others = node.inputs.compactMap(\.self).filter { graph[$0].constant != nil }
            guard flowing.allSatisfy({ channels($0) == channels(output) && channels($0) != nil }),
                others.allSatisfy({ graph[$0].constant?.count == 1 })
            else { return blockAll(node) }
            for value in flowing { unite(value, output) }
        case _ where Self.unary.contains(node.operation) && node.outputs.count == 1:
            unite(input, output)
        case "Flatten", "Reshape", "Squeeze", "ReduceMean":
            let isOnePixel = graph[output].fixedShape.map { $0.count == 2 && $0[1] == channels(input) } ?? false
            // A size that is written out would be wrong afterwards.
            let sizes = node.operation == "Reshape" ? node.input(1).flatMap { graph[$0].constant?.integers } : nil
            guard isFlowing, isOnePixel, sizes.map({ $0.last == -1 }) ?? (node.operation != "Reshape") else {
                return blockAll(node)
            }
            unite(input, output)
        default: blockAll(node)
        }
    }

    private func hasWeights(_ node: Node) -> Bool {
        guard let weights = node.input(1), graph[weights].constant?.floats != nil else { return false }
        // Of a product of more dimensions the last one is that of channels, not the second.
        let rank = node.input(0).flatMap { graph[$0].shape?.count } ?? 0
        return node.operation == "Conv" ? rank >= 3 : rank == 2
    }

    private mutating func blockAll(_ node: Node) {
        let why = "\(node.operation) \"\(node.name)\" needs it whole"
        for value in node.inputs.compactMap(\.self) + node.outputs.compactMap(\.self) where graph[value].constant == nil
        {
            block(value, why)
        }
    }

    static func isDense(_ node: Node) -> Bool { node.operation != "Conv" || node.integer("group", else: 1) == 1 }

    static func isDepthwise(_ node: Node, _ graph: Graph) -> Bool {
        let groups = node.integer("group", else: 1)
        guard node.operation == "Conv", groups > 1, let shape = node.input(1).flatMap({ graph[$0].fixedShape }) else {
            return false
        }
        return shape[0] == groups && shape[1] == 1
    }

    private mutating func collect() {
        var places: [Int: Int] = [:]
        for (number, node) in graph.nodes.enumerated() where layers.isWeighted(node) {
            guard let input = node.input(0), let output = node.outputs.first ?? nil else { continue }
            let (read, made) = (group(of: input, &places), group(of: output, &places))
            if Self.isDepthwise(node, graph) {
                groups[read].passes.append(number)
            } else {
                groups[read].consumers.append(number)
                groups[made].producers.append(number)
            }
        }
        for place in groups.indices where groups[place].obstacle == nil {
            if groups[place].producers.isEmpty { groups[place].obstacle = "no layer with weights makes it" }
            if groups[place].consumers.isEmpty { groups[place].obstacle = "no layer with weights reads it" }
        }
    }

    private mutating func group(of value: ValueID, _ places: inout [Int: Int]) -> Int {
        let root = root(value.index)
        if let known = places[root] { return known }
        var group = Group()
        group.channels = channels(value) ?? 0
        group.obstacle = obstacles[root] ?? (group.channels < 2 ? "it has no channels to spare" : nil)
        groups.append(group)
        places[root] = groups.count - 1
        return groups.count - 1
    }
}
