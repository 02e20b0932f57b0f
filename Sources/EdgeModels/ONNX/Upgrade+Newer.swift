extension Upgrade {
    /// Attributes that came after the graph's own version, where they ask for what was meant without them.
    static let newer: [Upgrade] =
        ["Cast", "CastLike"].map { name in
            // For floats of eight bits alone, which there are none of.
            Upgrade(OperatorName(name: name)) { node, _ in node.attributes["round_mode"] = nil }
        }
        + [
            // For floats of 16 bits alone, which the operator does not take here.
            Upgrade("Range") { node, _ in node.attributes["stash_type"] = nil },
            Upgrade("SpaceToDepth") { node, _ in node.drop("mode", ifEqual: .text("DCR")) },
            Upgrade("DequantizeLinear") { node, assembly in
                let type = assembly.known(node.input(1))?.type?.onnxNumber ?? 0
                node.drop("output_dtype", ifEqual: .integer(type))
                node.drop("output_dtype", ifEqual: .integer(0))
            },
            Upgrade("QuantizeLinear") { node, assembly in
                let type = assembly.known(node.input(1))?.type?.onnxNumber ?? 0
                node.drop("precision", ifEqual: .integer(type))
                node.drop("precision", ifEqual: .integer(0))
            },
        ]
}

extension Node {
    fileprivate mutating func drop(_ attribute: String, ifEqual usual: Attribute) {
        if attributes[attribute] == usual { attributes[attribute] = nil }
    }
}
