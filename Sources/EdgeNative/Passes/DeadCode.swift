package import EdgeModels

extension Graph {
    /// Drops the nodes of which no output is needed, directly or by others, for an output of the graph.
    package mutating func removeDeadNodes() {
        var needed = Set(outputs)
        var kept: [Node] = []
        for node in nodes.reversed() where node.outputs.contains(where: { $0.map(needed.contains) ?? false }) {
            needed.formUnion(node.inputs.compactMap(\.self))
            kept.append(node)
        }
        nodes = kept.reversed()
    }
}
