import EdgeModels

/// About what a layer with weights costs when it computes with floats, in operations.
enum LayerWork {
    /// Moving a number to and fro takes as long as so many operations.
    private static let operationsForElement = 8.0

    /// Nil where sizes are not known.
    static func cost(_ node: Node, _ graph: Graph) -> Double? {
        guard let output = node.outputs.first.flatMap({ $0 }).flatMap({ graph[$0].fixedShape }),
            let input = node.input(0).flatMap({ graph[$0].fixedShape }),
            let weights = node.input(1).flatMap({ graph[$0].fixedShape }), let outputs = outputs(node, weights)
        else { return nil }
        let depth = Double(weights.reduce(1, *)) / Double(max(outputs, 1))
        let elements = Double(input.reduce(1, *)) + Double(output.reduce(1, *))
        return 2 * Double(output.reduce(1, *)) * depth + operationsForElement * elements
    }

    private static func outputs(_ node: Node, _ weights: [Int]) -> Int? {
        let axis = QuantizableLayers(Graph(name: "")).channelAxis(of: node)
        return weights.indices.contains(axis) ? weights[axis] : nil
    }
}
