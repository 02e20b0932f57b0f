import EdgeModels

/// Which channels of a network stay: those go that are missed least for the work that they make.
struct ChannelChoice {
    /// No group keeps less than this part, so that no layer becomes a bottleneck.
    private static let keptAtLeast = 0.25
    /// Kernels take channels by so many at a time: a part of a lane costs as much as all of it.
    static let lane = 8

    private let groups: [ChannelGroups.Group]
    private let losses: [GroupLosses]
    /// The work of one channel of each group.
    private let costs: [Double]
    /// Layers with the groups that they have channels of.
    private let layers: [(cost: Double, groups: [Int])]

    init(
        of groups: [ChannelGroups.Group], in graph: Graph, _ grams: [Int: Gram], _ work: Work
    ) throws(CompressionError) {
        self.groups = groups
        let variances = Self.variances(of: groups, in: graph, grams)
        var losses: [GroupLosses] = []
        for group in groups {
            losses.append(
                try GroupLosses(
                    group, in: graph, grams, variances: variances, atMost: group.channels - Self.least(group), work))
        }
        self.losses = losses
        var places: [Int: [Int]] = [:]
        for (place, group) in groups.enumerated() where group.channels > 0 {
            // A layer that reads and makes channels of one group loses by both.
            for node in group.producers + group.passes + group.consumers { places[node, default: []].append(place) }
        }
        layers = places.sorted { $0.key < $1.key }.map { (LayerWork.cost(graph.nodes[$0.key], graph) ?? 0, $0.value) }
        var costs = Array(repeating: 0.0, count: groups.count)
        for layer in layers {
            for place in layer.groups { costs[place] += layer.cost / Double(groups[place].channels) }
        }
        self.costs = costs
    }

    /// The channels that stay, group by group.
    ///
    /// - Parameter share: of the work of all layers that have such channels, how much goes.
    func kept(losing share: Double) -> [[Int]] {
        var gone = Array(repeating: 0, count: groups.count)
        let enough = work(without: gone) * (1 - share)
        while work(without: gone) > enough, let next = cheapest(gone) { gone[next.group] += next.count }
        return groups.indices.map { place in
            let out = Set(losses[place].order.prefix(gone[place]))
            return (0..<groups[place].channels).filter { !out.contains($0) }
        }
    }

    /// What is left to do; a layer between two groups loses by both.
    private func work(without gone: [Int]) -> Double {
        layers.reduce(0) { sum, layer in
            sum + layer.groups.reduce(layer.cost) { $0 * (1 - Double(gone[$1]) / Double(groups[$1].channels)) }
        }
    }

    /// The group whose next lane is missed least for its work.
    private func cheapest(_ gone: [Int]) -> (group: Int, count: Int)? {
        var best: (group: Int, count: Int, price: Double)?
        for place in groups.indices {
            let channels = groups[place].channels
            // The first step ends at a whole number of lanes.
            let count = gone[place] == 0 && channels % Self.lane != 0 ? channels % Self.lane : Self.lane
            let end = gone[place] + count
            guard end < losses[place].losses.count, costs[place] > 0 else { continue }
            let loss = losses[place].losses[end] - losses[place].losses[gone[place]]
            let price = loss / (costs[place] * Double(count))
            if price < best?.price ?? .infinity { best = (place, count, price) }
        }
        return best.map { ($0.group, $0.count) }
    }

    private static func least(_ group: ChannelGroups.Group) -> Int {
        max(Int(Double(group.channels) * keptAtLeast), lane)
    }

    /// What varies in the values that layers' outputs become part of: a branch that adds little to a sum is missed less.
    private static func variances(
        of groups: [ChannelGroups.Group], in graph: Graph, _ grams: [Int: Gram]
    ) -> [Int: Double] {
        var ofValues: [ValueID: Double] = [:]
        for (number, gram) in grams {
            guard let input = graph.nodes[number].input(0), let weights = ReadingWeights(number, in: graph) else {
                continue
            }
            let rows = (0..<gram.size).reduce(0.0) { $0 + gram.variance(of: $1) }
            ofValues[input] = rows / Double(max(weights.inner, 1))
        }
        var variances: [Int: Double] = [:]
        for number in Set(groups.flatMap(\.consumers)) {
            guard let output = graph.nodes[number].outputs.first ?? nil,
                let sum = graph.nodes.first(where: { $0.operation == "Add" && $0.inputs.contains(output) }),
                let value = sum.outputs.first ?? nil
            else { continue }
            variances[number] = ofValues[value]
        }
        return variances
    }
}
