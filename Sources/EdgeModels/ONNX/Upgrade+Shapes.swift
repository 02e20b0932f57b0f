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

    private static let typeNumbers = [
        "FLOAT": 1, "UINT8": 2, "INT8": 3, "UINT16": 4, "INT16": 5, "INT32": 6, "INT64": 7, "BOOL": 9, "FLOAT16": 10,
        "DOUBLE": 11, "UINT32": 12, "UINT64": 13,
    ]
}
