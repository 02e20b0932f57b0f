import EdgeModels

/// In which order the channels of a group go, and what is lost on the way.
struct GroupLosses {
    /// The first to go first; as many as may go.
    private(set) var order: [Int] = []
    /// After so many are gone, parts of what varies in the layers that read them, summed.
    ///
    /// One more than `order`, since it begins with none gone.
    private(set) var losses = [0.0]

    /// - Parameters:
    ///   - grams: of the inputs of the layers that read the group; a layer without one counts evenly.
    ///   - variances: of what the outputs of a layer become part of, by the layer; its own outputs' if there is none.
    init(
        _ group: ChannelGroups.Group, in graph: Graph, _ grams: [Int: Gram], variances: [Int: Double], atMost: Int,
        _ work: Work
    ) throws(CompressionError) {
        var readers: [(elimination: Elimination, variance: Double)] = []
        for number in group.consumers {
            guard let gram = grams[number], let weights = ReadingWeights(number, in: graph),
                let elimination = Elimination(weights, gram)
            else { continue }
            let variance = max(variances[number] ?? 0, elimination.outputVariance)
            if variance > 0 { readers.append((elimination, variance)) }
        }
        var left = Array(0..<group.channels)
        for gone in 0..<min(atMost, group.channels) {
            try work.report("looking for channels to do without", gone, of: atMost)
            let losses = left.map { channel in
                readers.reduce(0) { $0 + $1.elimination.loss(of: channel) / $1.variance }
            }
            guard let place = losses.indices.min(by: { (losses[$0], $0) < (losses[$1], $1) }) else { break }
            let channel = left.remove(at: place)
            order.append(channel)
            self.losses.append((self.losses.last ?? 0) + losses[place])
            for reader in readers.indices { readers[reader].elimination.remove(channel) }
        }
    }
}
