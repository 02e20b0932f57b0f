extension Upgrade {
    /// Numbers of the data's own type that were attributes and became inputs.
    static let bounds: [Upgrade] = [
        Upgrade("Clip", before: 11) { node, assembly throws(NodeFault) in
            for (place, name) in ["min", "max"].enumerated() {
                guard case .float(let bound)? = node.attributes.removeValue(forKey: name) else { continue }
                // The limits of the type were written out where there was no bound.
                guard abs(bound) < Float.greatestFiniteMagnitude else { continue }
                node.setInput(place + 1, try number(bound, name, of: node, &assembly))
            }
        },
        Upgrade("Pad", before: 11) { node, assembly throws(NodeFault) in
            if let pads = node.attributes.removeValue(forKey: "paddings") { node.attributes["pads"] = pads }
            assembly.moveToInput("pads", 1, of: &node)
            guard case .float(let value)? = node.attributes.removeValue(forKey: "value"), value != 0 else { return }
            node.setInput(2, try number(value, "value", of: node, &assembly))
        },
    ]

    /// One number of the type of a node's first input.
    private static func number(
        _ number: Float, _ word: String, of node: Node, _ assembly: inout GraphAssembly
    ) throws(NodeFault) -> ValueID {
        let constant = assembly.constant(Tensor(scalar: number), of: node, word)
        guard let type = assembly.known(node.input(0))?.type, type != .f32 else { return constant }
        return try assembly.insert(
            "Cast", [constant], of: node, "\(word) cast", attributes: ["to": .integer(type.onnxNumber)])
    }
}
