/// An order of a file's nodes in which every value is made before it is used.
enum NodeOrder {
    /// The file's own order where that is one already, as the format demands; else the nearest that is.
    static func order(
        _ nodes: [NodeMessage], given: Set<String>
    ) throws(ONNXError) -> [Int] {
        let makers = try makers(of: nodes, given)
        // For each node the nodes that it waits for, and who waits for it.
        var waiting = Array(repeating: 0, count: nodes.count)
        var followers: [[Int]] = Array(repeating: [], count: nodes.count)
        for (place, node) in nodes.enumerated() {
            for input in node.used where !input.isEmpty && !given.contains(input) {
                guard let maker = makers[input] else { throw .missingValue(input, node: node.name) }
                waiting[place] += 1
                followers[maker].append(place)
            }
        }
        if isOrdered(nodes, followers) { return Array(nodes.indices) }
        var order = nodes.indices.filter { waiting[$0] == 0 }
        var next = 0
        while next < order.count {
            for follower in followers[order[next]] {
                waiting[follower] -= 1
                if waiting[follower] == 0 { order.append(follower) }
            }
            next += 1
        }
        if let stuck = nodes.indices.first(where: { waiting[$0] > 0 }) { throw .cycle(node: nodes[stuck].name) }
        return order
    }

    private static func isOrdered(_ nodes: [NodeMessage], _ followers: [[Int]]) -> Bool {
        nodes.indices.allSatisfy { place in followers[place].allSatisfy { $0 > place } }
    }

    private static func makers(
        of nodes: [NodeMessage], _ given: Set<String>
    ) throws(ONNXError) -> [String: Int] {
        var makers: [String: Int] = [:]
        for (place, node) in nodes.enumerated() {
            for output in node.outputs where !output.isEmpty {
                guard makers.updateValue(place, forKey: output) == nil, !given.contains(output) else {
                    throw .duplicateName(output, of: "values")
                }
            }
        }
        return makers
    }
}
