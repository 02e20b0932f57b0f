extension Upgrade {
    /// What only training needed.
    static let training: [Upgrade] = [
        Upgrade("Dropout") { node, _ in
            // Without training it hands its input on, whatever the ratio.
            guard node.input(2) == nil, node.outputs.count == 1 else { return }
            node.operation = "Identity"
            node.inputs = [node.input(0)]
            node.attributes = [:]
        },
        Upgrade("BatchNormalization", before: 14) { node, _ throws(NodeFault) in
            guard node.integer("spatial", else: 1) == 1 else { throw .attributeValue("spatial", why: "is 0") }
            for name in ["spatial", "is_test", "consumed_inputs"] { node.attributes[name] = nil }
        },
    ]
}
