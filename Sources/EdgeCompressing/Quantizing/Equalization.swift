import EdgeModels

/// Spreads the channels between two layers over the same range, so that one scale fits them all.
///
/// A layer's output channel can be made larger if the next layer's weights for it become smaller by the same factor:
/// behind a rectifier nothing else changes. Where a rectifier also cuts at the top, a channel is made larger only up to
/// there by what was seen of it, with some room above.
struct Equalization {
    private let layers: QuantizableLayers
    /// How much larger than seen a channel may become before it is cut.
    private static let room: Float = 1.2
    private static let factorAtMost: Float = 64
    /// A channel's share in one scale of weights is halved with each halving of them, so only the root is taken there.
    private static let shareForDense: Float = 0.5

    private(set) var graph: Graph
    private(set) var statistics: [ValueID: ChannelStatistics]
    /// How many pairs of layers were changed.
    private(set) var pairs = 0
    /// How many sets of values that are summed.
    private(set) var streams = 0

    init(_ graph: Graph, _ statistics: [ValueID: ChannelStatistics]) {
        layers = QuantizableLayers(graph)
        self.graph = graph
        self.statistics = statistics
        for number in layers.weightedNodes where graph.nodes[number].operation == "Conv" { equalize(number) }
    }

    /// The same for values that several layers make and read together.
    mutating func equalizeStreams() {
        for stream in LinearStreams(graph).streams {
            guard let factors = factors(of: stream), factors.contains(where: { $0 != 1 }) else { continue }
            let before = graph
            guard stream.readers.allSatisfy({ scaleNext($0, by: factors) }) else {
                graph = before
                continue
            }
            for number in stream.producers { scaleOutputs(of: number, by: factors) }
            for value in stream.values { statistics[value]?.scale(by: factors) }
            streams += 1
        }
    }

    /// By how much of its value's range each channel takes where it takes most.
    private func factors(of stream: LinearStreams.Stream) -> [Float]? {
        var parts: [Float] = []
        for value in stream.values {
            guard let seen = statistics[value] else { continue }
            let reaches = zip(seen.low, seen.high).map { max(abs($0), abs($1)) }
            guard let most = reaches.max(), most > 0, most.isFinite else { continue }
            if parts.isEmpty { parts = Array(repeating: 0, count: reaches.count) }
            guard parts.count == reaches.count else { return nil }
            for channel in parts.indices { parts[channel] = max(parts[channel], reaches[channel] / most) }
        }
        guard !parts.isEmpty else { return nil }
        return parts.map { $0 > 0 ? min(1 / $0, Self.factorAtMost).squareRoot() : 1 }
    }

    private mutating func equalize(_ first: Int) {
        guard let sum = graph.nodes[first].outputs.first ?? nil, let between = layers.rectified(sum),
            layers.readers(of: between).count == 1, !graph.outputs.contains(between),
            let second = layers.readers(of: between).first, graph.nodes[second].operation == "Conv",
            graph.nodes[second].input(0) == between, layers.weightedNodes.contains(second),
            let seen = statistics[between], let top = top(of: sum),
            let factors = factors(seen, top: top, isDense: graph.nodes[second].integer("group", else: 1) == 1),
            factors.contains(where: { $0 != 1 }), scaleNext(second, by: factors)
        else { return }
        scaleOutputs(of: first, by: factors)
        statistics[between]?.scale(by: factors)
        pairs += 1
    }

    /// Where the rectifier behind a sum cuts.
    private func top(of sum: ValueID) -> Float? {
        layers.readers(of: sum).first.flatMap { layers.bounds(of: graph.nodes[$0]) }?.upperBound
    }

    private func factors(_ seen: ChannelStatistics, top: Float, isDense: Bool) -> [Float]? {
        let largest = seen.high.max() ?? 0
        guard largest > 0, seen.low.allSatisfy({ $0 >= 0 }) else { return nil }
        let aim = min(top, largest)
        return seen.high.map { high in
            guard high > 0 else { return 1 }
            let room = aim < top ? 1 : Self.room
            let full = min(max(aim / (high * room), 1), Self.factorAtMost)
            return isDense ? full.squareRoot() : full
        }
    }

    /// Divides the weights that read each channel.
    private mutating func scaleNext(_ number: Int, by factors: [Float]) -> Bool {
        let node = graph.nodes[number]
        guard let value = node.input(1), let weights = graph[value].constant, let numbers = weights.floats,
            weights.shape.count >= 3
        else { return false }
        let groups = node.integer("group", else: 1)
        let (outputs, depth) = (weights.shape[0], weights.shape[1])
        let inner = weights.shape[2...].reduce(1, *)
        guard groups > 0, outputs % groups == 0, depth * groups == factors.count else { return false }
        let scaled = numbers.indices.map { place in
            let output = place / (inner * depth)
            let channel = output / (outputs / groups) * depth + place / inner % depth
            return numbers[place] / factors[channel]
        }
        graph.replaceConstant(
            of: number, 1, Tensor(unchecked: .f32(scaled), shape: weights.shape), named: graph[value].name)
        return true
    }

    private mutating func scaleOutputs(of number: Int, by factors: [Float]) {
        let node = graph.nodes[number]
        for place in 1...2 {
            guard let value = node.input(place), let tensor = graph[value].constant, let numbers = tensor.floats,
                tensor.shape.first == factors.count
            else { continue }
            let each = numbers.count / factors.count
            let scaled = numbers.indices.map { numbers[$0] * factors[$0 / each] }
            graph.replaceConstant(
                of: number, place, Tensor(unchecked: .f32(scaled), shape: tensor.shape), named: graph[value].name)
        }
    }
}
