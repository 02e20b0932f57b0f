import EdgeModels

/// Removes channels from a network: the tensors become smaller, and everything that read them is repaired.
struct Pruner {
    private static let sizeAtMost = 2048
    private static let samplesAtMost = 128
    /// Fewer tell of themselves alone.
    static let samplesNeeded = 8

    private(set) var graph: Graph
    private(set) var removed = 0
    private(set) var channels = 0
    /// Groups that had to stay whole, in words.
    private(set) var obstacles: [String] = []
    private(set) var repairedLayers = 0
    /// Inputs that channels were judged and repaired by.
    let samples: Int

    /// - Parameter share: of the work of all layers that have channels to remove, how much goes.
    init(_ prepared: Graph, share: Double, _ samples: [Sample], _ work: Work) throws(CompressionError) {
        graph = prepared
        let groups = ChannelGroups(prepared).groups
        let free = groups.filter { $0.obstacle == nil && $0.channels >= 2 * ChannelChoice.lane }
        obstacles = Array(Set(groups.compactMap(\.obstacle))).sorted()
        guard !free.isEmpty else {
            throw .nothingToPrune(reason: obstacles.first ?? "the network has no channels between two layers")
        }
        let readers = Array(Set(free.flatMap(\.consumers))).sorted()
        self.samples = min(samples.count, Self.samplesAtMost)
        let collector = GramCollector(samples: Array(samples.prefix(Self.samplesAtMost)), work: work)
        let grams = try collector.grams(of: readers, in: prepared, sizeAtMost: Self.sizeAtMost)
        let kept = try ChannelChoice(of: free, in: prepared, grams, work).kept(losing: share)
        channels = free.reduce(0) { $0 + $1.channels }
        removed = channels - kept.reduce(0) { $0 + $1.count }
        guard removed > 0 else {
            throw .nothingToPrune(reason: "the share asked for is less than one channel of each group")
        }
        for (place, group) in free.enumerated() where kept[place].count < group.channels {
            try work.report("removing channels", place, of: free.count)
            remove(group, keeping: kept[place], grams)
        }
        shrinkShapes()
    }

    private mutating func remove(_ group: ChannelGroups.Group, keeping kept: [Int], _ grams: [Int: Gram]) {
        for number in group.consumers { shrinkReader(number, keeping: kept, grams[number]) }
        for number in group.producers + group.passes { shrinkOutputs(of: number, keeping: kept) }
        for number in group.passes { graph.nodes[number].attributes["group"] = .integer(kept.count) }
    }

    private mutating func shrinkReader(_ number: Int, keeping kept: [Int], _ gram: Gram?) {
        guard let weights = ReadingWeights(number, in: graph) else { return }
        let rows = kept.flatMap { channel in (0..<weights.inner).map { channel * weights.inner + $0 } }
        let node = graph.nodes[number]
        let name = node.input(1).map { graph[$0].name } ?? node.name
        let bias = graph.floats(node, 2) ?? Array(repeating: 0, count: weights.outputs)
        if let gram, gram.size == weights.depth, node.operation != "MatMul", bias.count == weights.outputs,
            let repaired = ReadingRepair.repaired(weights, bias: bias, keeping: rows, gram)
        {
            graph.replaceConstant(of: number, 1, weights.tensor(repaired.rows), named: name)
            let biasName = node.input(2).map { graph[$0].name } ?? node.name + " bias"
            graph.replaceConstant(of: number, 2, Tensor(repaired.bias), named: biasName)
            repairedLayers += 1
            return
        }
        let left = (0..<weights.outputs).map { output in rows.map { weights[output, $0] } }
        graph.replaceConstant(of: number, 1, weights.tensor(left), named: name)
    }

    /// Weights, and a bias, of outputs that are gone.
    private mutating func shrinkOutputs(of number: Int, keeping kept: [Int]) {
        let node = graph.nodes[number]
        let axis = QuantizableLayers(Graph(name: "")).channelAxis(of: node)
        for place in 1...2 {
            guard let value = node.input(place), let tensor = graph[value].constant else { continue }
            let along = place == 1 ? axis : 0
            graph.replaceConstant(of: number, place, tensor.picking(kept, along: along), named: graph[value].name)
        }
    }

    /// The sizes that values were known to have are not those any more: they are told anew when the file is read.
    private mutating func shrinkShapes() {
        let ends = Set(graph.inputs + graph.outputs)
        for value in graph.allValues where graph[value].constant == nil && !ends.contains(value) {
            graph[value].shape = nil
        }
    }
}

extension Tensor {
    /// Only some places along a dimension.
    fileprivate func picking(_ kept: [Int], along axis: Int) -> Tensor {
        var sizes = shape
        sizes[axis] = kept.count
        let inner = shape[(axis + 1)...].reduce(1, *)
        let outer = shape[..<axis].reduce(1, *)
        var places: [Int] = []
        for row in 0..<outer {
            for part in kept {
                let start = (row * shape[axis] + part) * inner
                places += Array(start..<start + inner)
            }
        }
        return Tensor(unchecked: elements.picking(places), shape: sizes)
    }
}
