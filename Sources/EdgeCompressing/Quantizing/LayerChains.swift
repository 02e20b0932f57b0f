import EdgeModels

/// Layers that lead from one straight into the next: kept as floats together, nothing between them becomes codes.
enum LayerChains {
    /// - Returns: All the nodes, those of a chain side by side.
    static func chains(of nodes: [Int], in graph: Graph) -> [[Int]] {
        let layers = QuantizableLayers(graph)
        let all = Set(nodes)
        var chains: [[Int]] = []
        var places: [Int: Int] = [:]
        for number in nodes.sorted() {
            let place = places[number] ?? chains.count
            if place == chains.count { chains.append([]) }
            chains[place].append(number)
            // A sum that is not cut may have many readers, and is where the network can be parted.
            guard let sum = graph.nodes[number].outputs.first ?? nil, let between = layers.rectified(sum) else {
                continue
            }
            let readers = layers.readers(of: between)
            if readers.count == 1, all.contains(readers[0]), !graph.outputs.contains(between) {
                places[readers[0]] = place
            }
        }
        return chains
    }
}
