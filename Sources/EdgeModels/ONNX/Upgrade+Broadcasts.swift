extension Upgrade {
    /// Before version 7 a node said how its second input was to be spread over the first.
    static let broadcasts: [Upgrade] =
        ["Add", "Sub", "Mul", "Div", "Pow", "And", "Or", "Xor", "Equal", "Greater", "Less"].map { name in
            Upgrade(OperatorName(name: name), before: 7) { node, assembly throws(NodeFault) in
                node.attributes["consumed_inputs"] = nil
                let spreads = node.attributes.removeValue(forKey: "broadcast") == .integer(1)
                guard case .integer(let axis)? = node.attributes.removeValue(forKey: "axis"), spreads else { return }
                try align(&node, at: axis, &assembly)
            }
        }
        + [
            Upgrade("Gemm", before: 7) { node, _ in node.attributes["broadcast"] = nil },
            Upgrade("PRelu", before: 7) { node, assembly throws(NodeFault) in
                node.attributes["consumed_inputs"] = nil
                // A slope for each channel.
                guard assembly.known(node.input(1))?.shape?.count == 1 else { return }
                try align(&node, at: 1, &assembly)
            },
        ]

    /// Gives the second input so many dimensions of one behind it that it begins at an axis of the first.
    private static func align(
        _ node: inout Node, at axis: Int, _ assembly: inout GraphAssembly
    ) throws(NodeFault) {
        guard let rank = assembly.known(node.input(0))?.shape?.count,
            let own = assembly.known(node.input(1))?.shape?.count
        else { throw .attributeValue("axis", why: "stands beside inputs of unknown shape") }
        let start = axis < 0 ? axis + rank : axis
        guard start >= 0, start + own <= rank else { throw .attributeValue("axis", why: "is \(axis)") }
        guard start + own < rank else { return }
        let axes = assembly.constant(Tensor(Array(own..<rank - start)), of: node, "axes")
        node.inputs[1] = try assembly.insert("Unsqueeze", [node.input(1), axes], of: node, "aligned")
    }
}
