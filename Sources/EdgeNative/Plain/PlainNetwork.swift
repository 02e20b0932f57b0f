public import EdgeModels

/// A whole network by plain operators, node after node.
public enum PlainNetwork {
    /// The outputs, in the graph's order.
    ///
    /// - Parameter inputs: one tensor for each of the graph's inputs, by name.
    public static func run(
        _ graph: Graph, _ inputs: [String: Tensor], limits: PlainLimits = PlainLimits()
    ) throws(PlainNetworkError) -> [(name: String, tensor: Tensor)] {
        var values = try entering(graph, inputs)
        let lastUses = lastUses(in: graph)
        for (place, node) in graph.nodes.enumerated() {
            let given = node.inputs.map { input in input.flatMap { values[$0] ?? graph[$0].constant } }
            let outputs: [Tensor?]
            do throws(PlainError) {
                outputs = try PlainOperators.run(node, given, limits: limits)
            } catch {
                throw .node(error)
            }
            for (value, tensor) in zip(node.outputs, outputs) {
                if let value { values[value] = tensor }
            }
            // What nobody asks for again gives its memory back.
            for input in node.inputs.compactMap(\.self) where lastUses[input] == place { values[input] = nil }
        }
        var leaving: [(name: String, tensor: Tensor)] = []
        for output in graph.outputs {
            guard let tensor = values[output] ?? graph[output].constant else {
                throw .missingOutput(graph[output].name)
            }
            leaving.append((graph[output].name, tensor))
        }
        return leaving
    }

    /// Throws where an input is missing, or is of another type or shape than the network's.
    public static func check(_ inputs: [String: Tensor], of graph: Graph) throws(PlainNetworkError) {
        _ = try entering(graph, inputs)
    }

    private static func entering(
        _ graph: Graph, _ inputs: [String: Tensor]
    ) throws(PlainNetworkError) -> [ValueID: Tensor] {
        let names = graph.inputs.map { graph[$0].name }
        if let stranger = inputs.keys.sorted().first(where: { !names.contains($0) }) {
            throw .noSuchInput(stranger, names: names)
        }
        var values: [ValueID: Tensor] = [:]
        for input in graph.inputs {
            let value = graph[input]
            guard let tensor = inputs[value.name] else { throw .missingInput(value.name) }
            guard value.type ?? tensor.type == tensor.type else {
                throw .wrongType(value.name, expected: value.type ?? tensor.type, given: tensor.type)
            }
            if let shape = value.shape {
                let fits =
                    shape.count == tensor.shape.count && zip(shape, tensor.shape).allSatisfy { $0.size ?? $1 == $1 }
                guard fits else { throw .wrongShape(value.name, expected: shape.map(\.size), given: tensor.shape) }
            }
            values[input] = tensor
        }
        return values
    }

    /// The node after which a value is not needed any more.
    private static func lastUses(in graph: Graph) -> [ValueID: Int] {
        var uses: [ValueID: Int] = [:]
        for (place, node) in graph.nodes.enumerated() {
            for input in node.inputs.compactMap(\.self) { uses[input] = place }
        }
        for output in graph.outputs { uses[output] = nil }
        return uses
    }
}
