package import EdgeModels

extension Graph {
    /// Folds constants, and infers again what shapes follow from them where some were not known, until nothing changes.
    mutating func foldAndInfer() throws(GraphError) {
        // What exporters compute of sizes takes a few turns at most.
        for _ in 0..<8 {
            let before = nodes.count
            foldConstants()
            guard nodes.count < before, hasOpenShapes else { return }
            try inferShapes()
        }
    }

    private var hasOpenShapes: Bool {
        nodes.contains { $0.outputs.contains { $0.map { self[$0].fixedShape == nil } ?? false } }
    }

    /// Computes now what depends on constants alone.
    ///
    /// What DequantizeLinear makes of constants stays codes: those are what integer layers are packed from.
    package mutating func foldConstants() {
        var kept: [Node] = []
        for node in nodes {
            guard let folded = folded(node) else {
                kept.append(node)
                continue
            }
            for (id, tensor) in zip(node.outputs, folded) {
                guard let id, let tensor else { continue }
                self[id] = Value(name: self[id].name, constant: tensor)
            }
        }
        nodes = kept
    }

    /// Nil for a node that has to be computed later, such as one whose result would be larger than any weight.
    private func folded(_ node: Node) -> [Tensor?]? {
        guard node.operation != "DequantizeLinear", !node.inputs.isEmpty || node.operation == "Constant" else {
            return nil
        }
        var inputs: [Tensor?] = []
        for input in node.inputs {
            guard let input else {
                inputs.append(nil)
                continue
            }
            guard let tensor = self[input].constant else { return nil }
            inputs.append(tensor)
        }
        var limits = PlainLimits()
        limits.elements = 1 << 24
        limits.steps = 1 << 28
        guard let outputs = try? PlainOperators.run(node, inputs, limits: limits),
            outputs.count == node.outputs.count
        else { return nil }
        return outputs
    }
}
