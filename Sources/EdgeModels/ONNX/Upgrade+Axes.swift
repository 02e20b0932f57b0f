extension Upgrade {
    /// Whole numbers that were attributes and became inputs.
    static let axes: [Upgrade] =
        ["Squeeze", "Unsqueeze", "ReduceSum"].map { toInput(OperatorName(name: $0), before: 13, "axes") }
        + [
            "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMax", "ReduceMean", "ReduceMin",
            "ReduceProd", "ReduceSumSquare",
        ].map { toInput(OperatorName(name: $0), before: 18, "axes") }
        + [
            toInput("Split", before: 13, "split"),
            Upgrade("Split", before: 18) { node, _ in
                // Equal parts had to be asked for from then on.
                guard node.input(1) == nil else { return }
                node.attributes["num_outputs"] = .integer(node.outputs.count)
            },
            Upgrade("TopK", before: 10) { node, assembly in
                guard case .integer(let count)? = node.attributes.removeValue(forKey: "k") else { return }
                node.setInput(1, assembly.constant(Tensor([count]), of: node, "k"))
            },
            Upgrade("Slice", before: 10) { node, assembly in
                for (place, name) in ["starts", "ends", "axes"].enumerated() {
                    assembly.moveToInput(name, place + 1, of: &node)
                }
            },
            toInput("Reshape", before: 5, "shape"),
        ]

    private static func toInput(_ operation: OperatorName, before version: Int, _ attribute: String) -> Upgrade {
        Upgrade(operation, before: version) { node, assembly in
            assembly.moveToInput(attribute, 1, of: &node)
        }
    }
}
