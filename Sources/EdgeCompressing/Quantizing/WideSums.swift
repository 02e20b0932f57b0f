import EdgeModels

/// Values that many layers add to, one after another: in 8 bits each addition would round all that came before.
enum WideSums {
    /// Those that convolutions over single pixels make and read: engines give floats of such at little cost.
    static func values(of graph: Graph) -> Set<ValueID> {
        var wide: Set<ValueID> = []
        for stream in LinearStreams(graph).streams where stream.values.count > 1 {
            guard stream.producers.allSatisfy({ isPointwise(graph.nodes[$0], graph) }),
                !stream.values.contains(where: { isRectified($0, graph) })
            else { continue }
            wide.formUnion(stream.values)
        }
        return wide
    }

    private static func isPointwise(_ node: Node, _ graph: Graph) -> Bool {
        let shape = node.input(1).flatMap { graph[$0].fixedShape } ?? []
        return node.operation == "Conv" && shape.count >= 3 && shape[2...].allSatisfy { $0 == 1 }
            && node.integer("group", else: 1) == 1 && (node.integers("strides") ?? []).allSatisfy { $0 == 1 }
    }

    private static func isRectified(_ value: ValueID, _ graph: Graph) -> Bool {
        graph.nodes.contains { $0.operation == "Relu" && $0.outputs.first == value }
    }
}
