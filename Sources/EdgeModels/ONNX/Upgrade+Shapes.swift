extension Upgrade {
    /// Operators whose view of shapes or types changed.
    static let shapes: [Upgrade] =
        ["Softmax", "LogSoftmax", "Hardmax"].map { name in
            Upgrade(OperatorName(name: name), before: 13) { node, assembly throws(NodeFault) in
                try alongOneAxis(&node, &assembly)
            }
        }
        + [
            Upgrade("Cast", before: 6) { node, _ throws(NodeFault) in
                guard case .text(let word)? = node.attributes["to"] else { return }
                guard let number = typeNumbers[word] else { throw .attributeValue("to", why: "is \(word)") }
                node.attributes["to"] = .integer(number)
            },
            Upgrade("GroupNormalization", before: 21) { node, assembly throws(NodeFault) in
                try scaleByChannel(&node, &assembly)
            },
            Upgrade("Scatter") { node, _ in node.operation = "ScatterElements" },
        ]

    /// Older versions looked at all dimensions from the axis on as one.
    private static func alongOneAxis(_ node: inout Node, _ assembly: inout GraphAssembly) throws(NodeFault) {
        let axis = node.integer("axis", else: 1)
        node.attributes["axis"] = .integer(-1)
        let shape = assembly.known(node.input(0))?.shape
        if let rank = shape?.count, axis == -1 || axis == rank - 1 { return }
        // Dimensions of one behind the axis change nothing either.
        if let shape, axis >= 0, axis < shape.count, shape[(axis + 1)...].allSatisfy({ $0 == .fixed(1) }) {
            node.attributes["axis"] = .integer(axis)
            return
        }
        let whole = try assembly.insert("Shape", [node.input(0)], of: node, "shape")
        let flat = try assembly.insert(
            "Flatten", [node.input(0)], of: node, "flat", attributes: ["axis": .integer(axis)])
        node.inputs = [flat]
        assembly.follow(&node, by: "Reshape", "narrow", inputs: [whole])
    }

    /// Older versions had a scale and a bias for each group, not for each channel.
    private static func scaleByChannel(_ node: inout Node, _ assembly: inout GraphAssembly) throws(NodeFault) {
        let groups = node.integer("num_groups", else: 0)
        guard let shape = assembly.known(node.input(0))?.shape, shape.count >= 2, let channels = shape[1].size,
            groups >= 1, channels.isMultiple(of: groups)
        else { throw .attributeValue("num_groups", why: "is \(groups), for channels that it does not divide") }
        for (place, word) in [(1, "scale"), (2, "bias")] where place < node.inputs.count {
            let axis = assembly.constant(Tensor([1]), of: node, "\(word) axis")
            let wide = assembly.constant(Tensor([groups, channels / groups]), of: node, "\(word) shape")
            let flat = assembly.constant(Tensor([channels]), of: node, "\(word) count")
            let column = try assembly.insert("Unsqueeze", [node.inputs[place], axis], of: node, "\(word) column")
            let spread = try assembly.insert("Expand", [column, wide], of: node, "\(word) spread")
            node.inputs[place] = try assembly.insert("Reshape", [spread, flat], of: node, word)
        }
    }

    private static let typeNumbers = [
        "FLOAT": 1, "UINT8": 2, "INT8": 3, "UINT16": 4, "INT16": 5, "INT32": 6, "INT64": 7, "BOOL": 9, "FLOAT16": 10,
        "DOUBLE": 11, "UINT32": 12, "UINT64": 13,
    ]
}
