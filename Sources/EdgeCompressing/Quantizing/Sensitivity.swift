import EdgeModels

/// Finds the parts of a network that hurt most for their work when they are quantized, and how many must stay as they are.
struct Sensitivity {
    let quantizer: StaticQuantizer
    let reference: Reference
    let work: Work

    /// What to keep.
    struct Found {
        var nodes: Set<Int> = []
        /// Of all layers' work, how much theirs is.
        var work = 0.0
        /// The share of answers that should change then.
        var loss = 0.0
    }

    private static let samplesForRanking = 16

    /// The places of the layers to keep: as few of the worst as bring the answers near enough.
    ///
    /// - Parameter share: of all work, how much may be that of layers that are kept.
    func layersToKeep(losingAtMost loss: Double, workAtMost share: Double) throws(CompressionError) -> Found {
        guard reference.areScores else { throw .noScores }
        var found = Found()
        found.loss = try expectedLoss(keeping: [])
        if found.loss <= loss { return found }
        let ranked = affordable(try ranked(quantizer.written().quantizedNodes), share)
        guard !ranked.isEmpty else { return found }
        // More layers kept are nearer, so the fewest are found by halving.
        var (few, enough) = (0, ranked.count)
        var losses = [ranked.count: try expectedLoss(keeping: Set(ranked.flatMap(\.nodes)))]
        while enough - few > 1, losses[ranked.count] ?? 1 <= loss {
            let middle = (few + enough) / 2
            let expected = try expectedLoss(keeping: Set(ranked.prefix(middle).flatMap(\.nodes)))
            losses[middle] = expected
            if expected <= loss { enough = middle } else { few = middle }
        }
        let kept = ranked.prefix(enough)
        guard let expected = losses[enough], expected < found.loss else { return found }
        return Found(nodes: Set(kept.flatMap(\.nodes)), work: kept.reduce(0) { $0 + $1.share }, loss: expected)
    }

    private func expectedLoss(keeping kept: Set<Int>) throws(CompressionError) -> Double {
        let written = quantizer.written(keeping: kept).graph
        let fidelity = try reference.fidelity(of: written, work, "comparing answers with \(kept.count) layers kept")
        return fidelity.expectedLoss ?? 1
    }

    private typealias Chain = (nodes: [Int], share: Double, gain: Double)

    /// The first of them that together stay within a share of the work.
    private func affordable(_ chains: [Chain], _ share: Double) -> [Chain] {
        var left = share
        return chains.filter { chain in
            guard chain.share <= left else { return false }
            left -= chain.share
            return true
        }
    }

    /// Those first that bring most noise for their work, each when it alone is quantized.
    private func ranked(_ nodes: [Int]) throws(CompressionError) -> [Chain] {
        let few = Reference(reference, first: Self.samplesForRanking)
        let graph = quantizer.graph
        var costs: [Int: Double] = [:]
        for node in nodes { costs[node] = LayerWork.cost(graph.nodes[node], graph) }
        let all = max(costs.values.reduce(0, +), .leastNormalMagnitude)
        let chains = LayerChains.chains(of: nodes, in: graph)
        var ranked: [Chain] = []
        for (place, chain) in chains.enumerated() {
            let written = quantizer.written(keeping: Set(nodes).subtracting(chain)).graph
            let fidelity = try few.fidelity(of: written, work, "testing \(place + 1) of \(chains.count) parts")
            let share = chain.reduce(0) { $0 + (costs[$1] ?? 0) } / all
            // A layer of no work at all is not worth nothing.
            ranked.append((chain, share, fidelity.noiseShare / max(share, 0.002)))
        }
        return ranked.sorted { ($0.gain, $1.nodes[0]) > ($1.gain, $0.nodes[0]) }
    }
}
