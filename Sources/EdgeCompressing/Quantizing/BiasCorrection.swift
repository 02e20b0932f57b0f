import EdgeModels

/// Gives each layer's outputs the mean that they have in floats, by its bias.
///
/// What enters a layer changes when the biases before it do: all at once they would overshoot.
struct BiasCorrection {
    /// One layer whose bias can be corrected.
    private struct Layer {
        let node: Int
        let input: ValueID
        /// What the mean of each output was in floats.
        let wanted: [Float]
    }

    /// Layers are corrected one after the other, each with a run of all before it.
    private static let samplesAtMost = 24

    private let layers: [Layer]
    private let calibrator: Calibrator

    /// - Parameter graph: with its weights as they were before any rounding.
    init(_ graph: Graph, _ nodes: [Int], _ samples: [Sample], _ work: Work) throws(CompressionError) {
        calibrator = Calibrator(samples: Array(samples.prefix(Self.samplesAtMost)), work: work)
        let entering = Set(nodes.compactMap { graph.nodes[$0].input(0) }).sorted { $0.index < $1.index }
        let means = try calibrator.statistics(of: entering, in: graph, "finding means").mapValues(\.means)
        layers = nodes.compactMap { number in
            let node = graph.nodes[number]
            guard node.operation != "MatMul", let input = node.input(0), let means = means[input],
                let weights = node.input(1).flatMap({ graph[$0].constant }), let numbers = weights.floats,
                let sums = Self.outputs(of: numbers, weights.shape, node, means),
                node.input(2) == nil || graph.floats(node, 2)?.count == sums.count
            else { return nil }
            let bias = graph.floats(node, 2) ?? Array(repeating: 0, count: sums.count)
            return Layer(node: number, input: input, wanted: zip(sums, bias).map { $0 + $1 })
        }
    }

    /// How many layers can be corrected.
    var count: Int { layers.count }

    /// Sets the biases of a network whose weights are rounded, from the first layer to the last.
    func correct(_ graph: inout Graph, _ plan: QuantizationPlan, _ work: Work) throws(CompressionError) {
        for (number, layer) in layers.enumerated() {
            try work.report("correcting biases", number, of: layers.count)
            let written = QuantizationWriter.written(graph, plan)
            guard let place = written.places[layer.input] else { continue }
            var before = written.graph
            before.outputs = [place]
            guard let means = try calibrator.statistics(of: [place], in: before, "correcting biases")[place]?.means
            else { continue }
            Self.correct(layer, &graph, plan, means)
        }
    }

    private static func correct(_ layer: Layer, _ graph: inout Graph, _ plan: QuantizationPlan, _ entering: [Float]) {
        let node = graph.nodes[layer.node]
        let axis = QuantizableLayers(Graph(name: "")).channelAxis(of: node)
        guard let value = node.input(1), let weights = graph[value].constant,
            let scales = plan.weightScales[value]
                ?? WeightRounding.scales(of: weights, axis: axis, largestCode: 127),
            let codes = WeightRounding.codes(of: weights, axis: axis, scales: scales, largestCode: 127)
        else { return }
        let inner = max(weights.shape[(axis + 1)...].reduce(1, *), 1)
        let rounded = codes.enumerated().map { Float($1) * scales[$0 / inner % scales.count] }
        guard let sums = outputs(of: rounded, weights.shape, node, entering), sums.count == layer.wanted.count else {
            return
        }
        let name = node.input(2).map { graph[$0].name } ?? node.name + " bias"
        graph.replaceConstant(of: layer.node, 2, Tensor(zip(layer.wanted, sums).map { $0 - $1 }), named: name)
    }

    /// What a layer's outputs are, without bias, for inputs that are the same everywhere in a channel.
    private static func outputs(
        of weights: [Float], _ shape: [Int], _ node: Node, _ means: [Float]
    ) -> [Float]? {
        if node.operation == "Conv" {
            let groups = node.integer("group", else: 1)
            let (outputs, depth, inner) = (shape[0], shape[1], shape[2...].reduce(1, *))
            guard groups > 0, depth * groups == means.count, outputs % groups == 0 else { return nil }
            var sums = [Float](repeating: 0, count: outputs)
            for place in weights.indices {
                let output = place / (inner * depth)
                let channel = output / (outputs / groups) * depth + place / inner % depth
                sums[output] += weights[place] * means[channel]
            }
            return sums
        }
        let liesInRows = node.integer("transB", else: 0) != 0
        let (outputs, depth) = liesInRows ? (shape[0], shape[1]) : (shape[1], shape[0])
        guard depth == means.count else { return nil }
        var sums = [Float](repeating: 0, count: outputs)
        for place in weights.indices {
            let (row, column) = (place / shape[1], place % shape[1])
            sums[liesInRows ? row : column] += weights[place] * means[liesInRows ? column : row]
        }
        return sums
    }
}
