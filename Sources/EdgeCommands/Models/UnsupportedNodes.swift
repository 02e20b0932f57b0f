import EdgeModels
import EdgeRecords

/// The nodes of a graph whose operators nothing here can run.
enum UnsupportedNodes {
    static func findings(in graph: Graph) -> [ModelCheck.Finding] {
        graph.nodes.enumerated().compactMap { place, node in
            guard OperatorTable[node.operation] == nil else { return nil }
            let error = GraphError.badNode(name: node.name, operation: node.operation, .unknownOperator)
            return ModelCheck.Finding(
                node: node.name.isEmpty ? "number \(place + 1)" : node.name, operation: node.operation.description,
                why: error.why, remedy: error.remedy)
        }
    }
}
