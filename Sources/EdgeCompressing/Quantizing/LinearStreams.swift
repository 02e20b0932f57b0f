import EdgeModels

/// Values that are summed with each other, or go from one convolution straight into the next.
///
/// Nothing between those that make them and those that read them cuts or bends, so a channel of all of them can be made
/// larger if the weights that read it become smaller.
struct LinearStreams {
    struct Stream {
        var values: [ValueID] = []
        /// Convolutions that make them.
        var producers: [Int] = []
        /// Convolutions that read them.
        var readers: [Int] = []
        /// Whether something else makes or reads them, which would notice.
        var isOpen = false
        /// One layer behind a rectifier of the other: a pair, which is equalized with more freedom.
        fileprivate var isPair = false
    }

    let streams: [Stream]

    init(_ graph: Graph) {
        var parents = Array(graph.values.indices)
        func root(_ value: ValueID) -> Int {
            var place = value.index
            while parents[place] != place { place = parents[place] }
            return place
        }
        let isSum = graph.nodes.map { Self.isSum($0, graph) }
        for (number, node) in graph.nodes.enumerated() where isSum[number] {
            for value in node.inputs.compactMap(\.self) {
                guard let output = node.outputs.first ?? nil else { continue }
                let (one, other) = (root(value), root(output))
                parents[one] = other
            }
        }
        let weighted = Set(QuantizableLayers(graph).weightedNodes.filter { graph.nodes[$0].operation == "Conv" })
        var streams: [Int: Stream] = [:]
        for value in graph.allValues where graph[value].constant == nil {
            streams[root(value), default: Stream()].values.append(value)
        }
        for value in graph.inputs + graph.outputs { streams[root(value)]?.isOpen = true }
        for node in graph.nodes where node.operation == "Relu" {
            guard let value = node.outputs.first ?? nil else { continue }
            streams[root(value)]?.isPair = true
        }
        for (number, node) in graph.nodes.enumerated() where isSum[number] && node.operation == "Add" {
            guard let value = node.outputs.first ?? nil else { continue }
            streams[root(value)]?.isPair = false
        }
        for (number, node) in graph.nodes.enumerated() where !isSum[number] {
            let isConvolution = weighted.contains(number)
            for value in node.inputs.compactMap(\.self) where graph[value].constant == nil {
                let isWhole = isConvolution && node.integer("group", else: 1) == 1 && node.input(0) == value
                if isWhole { streams[root(value)]?.readers.append(number) } else { streams[root(value)]?.isOpen = true }
            }
            for value in node.outputs.compactMap(\.self) {
                if isConvolution {
                    streams[root(value)]?.producers.append(number)
                } else {
                    streams[root(value)]?.isOpen = true
                }
            }
        }
        self.streams = streams.sorted { $0.key < $1.key }.map(\.value)
            .filter { !$0.isOpen && !$0.isPair && !$0.readers.isEmpty && !$0.producers.isEmpty }
    }

    /// Of two values with the same channels; a rectifier without an upper end leaves positive factors as they are.
    private static func isSum(_ node: Node, _ graph: Graph) -> Bool {
        guard node.operation == "Add" || node.operation == "Relu", let output = node.outputs.first ?? nil else {
            return false
        }
        return node.inputs.allSatisfy { value in
            value.map {
                graph[$0].constant == nil && graph[$0].shape?.count == graph[output].shape?.count
                    && graph[$0].fixedShape == graph[output].fixedShape && graph[$0].fixedShape != nil
            } ?? false
        }
    }
}
