import EdgeModels

/// Finds the layers that hurt most when they are quantized, and how many of them must stay as they are.
struct Sensitivity {
    let quantizer: StaticQuantizer
    let reference: Reference
    let work: Work

    /// The places of the layers to keep: as few of the worst as bring the agreement within what may be lost.
    ///
    /// - Returns: Nil if even all of them together do not.
    func layersToKeep(losingAtMost loss: Double) throws(CompressionError) -> Set<Int>? {
        guard reference.areScores else { throw .noScores }
        let nodes = quantizer.written().quantizedNodes
        if try isNear(keeping: [], loss) { return [] }
        let ranked = try ranked(nodes)
        // More layers kept are nearer, so the fewest are found by halving.
        var (few, enough) = (0, ranked.count)
        guard try isNear(keeping: Set(ranked), loss) else { return nil }
        while enough - few > 1 {
            let middle = (few + enough) / 2
            if try isNear(keeping: Set(ranked.prefix(middle)), loss) { enough = middle } else { few = middle }
        }
        return Set(ranked.prefix(enough))
    }

    private func isNear(keeping kept: Set<Int>, _ loss: Double) throws(CompressionError) -> Bool {
        let written = quantizer.written(keeping: kept).graph
        let fidelity = try reference.fidelity(of: written, work, "comparing answers with \(kept.count) layers kept")
        guard let agreeing = fidelity.agreeing, fidelity.samples > 0 else { return false }
        return Double(fidelity.samples - agreeing) <= loss * Double(fidelity.samples)
    }

    /// The worst first: by the noise that each brings when it alone is quantized.
    private func ranked(_ nodes: [Int]) throws(CompressionError) -> [Int] {
        let few = Reference(reference, first: 16)
        var noise: [(node: Int, decibels: Double)] = []
        for (place, node) in nodes.enumerated() {
            try work.report("testing layers one by one", place, of: nodes.count)
            let written = quantizer.written(keeping: Set(nodes).subtracting([node])).graph
            let fidelity = try few.fidelity(of: written, work, "testing \(place + 1) of \(nodes.count) layers")
            noise.append((node, fidelity.signalToNoiseDecibels ?? 200))
        }
        return noise.sorted { ($0.decibels, $0.node) < ($1.decibels, $1.node) }.map(\.node)
    }
}
