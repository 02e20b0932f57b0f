import EdgeModels
import EdgeNative

/// Computes a graph node by node with the plain operators: what the compiled network has to agree with.
enum PlainNetwork {
    static func outputs(of graph: Graph, _ inputs: [Tensor]) throws -> [Tensor] {
        var values: [ValueID: Tensor] = [:]
        for (id, tensor) in zip(graph.inputs, inputs) { values[id] = tensor }
        for node in graph.nodes {
            let given = node.inputs.map { id in id.flatMap { values[$0] ?? graph[$0].constant } }
            for (id, tensor) in zip(node.outputs, try PlainOperators.run(node, given)) {
                if let id, let tensor { values[id] = tensor }
            }
        }
        return graph.outputs.compactMap { values[$0] }
    }
}
