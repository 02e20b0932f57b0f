extension Upgrade {
    /// How images were enlarged before `Resize` had its present form.
    static let images: [Upgrade] = [
        Upgrade("Upsample") { node, assembly in
            if case .floats(let scales)? = node.attributes.removeValue(forKey: "scales") {
                node.setInput(1, assembly.constant(Tensor(scales), of: node, "scales"))
            }
            if node.text("mode", else: "nearest") == "bilinear" { node.attributes["mode"] = .text("linear") }
            resizeAsBefore(&node)
        },
        Upgrade("Resize", before: 11) { node, _ in resizeAsBefore(&node) },
    ]

    /// Places were counted from the corner, and the pixel before was the nearest.
    private static func resizeAsBefore(_ node: inout Node) {
        node.operation = "Resize"
        node.attributes["coordinate_transformation_mode"] = .text("asymmetric")
        node.attributes["nearest_mode"] = .text("floor")
        guard node.inputs.count == 2 else { return }
        node.inputs = [node.inputs[0], nil, node.inputs[1]]
    }
}
