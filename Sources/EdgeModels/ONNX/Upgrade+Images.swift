extension Upgrade {
    /// How images were enlarged before `Resize` had its present form.
    static let images: [Upgrade] = [
        Upgrade("Upsample") { node, assembly in
            if case .floats(let scales)? = node.attributes.removeValue(forKey: "scales") {
                node.setInput(1, assembly.constant(Tensor(scales), of: node, "scales"))
            }
            if node.text("mode", else: "nearest") == "bilinear" { node.attributes["mode"] = .text("linear") }
            resizeAsBefore(&node, assembly)
        },
        Upgrade("Resize", before: 11) { node, assembly in resizeAsBefore(&node, assembly) },
    ]

    /// Places were counted from the corner; the pixel before was the nearest, or the one behind in smaller images.
    private static func resizeAsBefore(_ node: inout Node, _ assembly: GraphAssembly) {
        node.operation = "Resize"
        node.attributes["coordinate_transformation_mode"] = .text("asymmetric")
        let scales = assembly.known(node.input(1))?.constant?.floats ?? []
        let shrinks = scales.contains { $0 < 1 } && scales.allSatisfy { $0 <= 1 }
        node.attributes["nearest_mode"] = .text(shrinks ? "ceil" : "floor")
        guard node.inputs.count == 2 else { return }
        node.inputs = [node.inputs[0], nil, node.inputs[1]]
    }
}
