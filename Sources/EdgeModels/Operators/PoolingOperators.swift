extension Operator {
    static let pooling: [Operator] = [
        Operator(
            "AveragePool", ["X: T"], ["Y: T"], types: ["T": .floats],
            attributes: window.merging(["count_include_pad": .integer(0)]) { first, _ in first }, pool),
        Operator(
            "MaxPool", ["X: T"], ["Y: T", "Indices?: s64"], types: ["T": .floatsAndBytes],
            attributes: window.merging(["storage_order": .integer(0)]) { first, _ in first }, pool),
        Operator(
            "LpPool", ["X: T"], ["Y: T"], types: ["T": .floats],
            attributes: window.merging(["p": .integer(2)]) { first, _ in first }, pool),
        Operator("GlobalAveragePool", ["X: T"], ["Y: T"], types: ["T": .floats], poolWhole),
        Operator("GlobalMaxPool", ["X: T"], ["Y: T"], types: ["T": .floats], poolWhole),
        Operator(
            "GlobalLpPool", ["X: T"], ["Y: T"], types: ["T": .floats], attributes: ["p": .integer(2)], poolWhole),
        Operator(
            .microsoft("QLinearAveragePool"),
            ["X: T", "x_scale: f32", "x_zero_point?: T", "y_scale: f32", "y_zero_point?: T"], ["Y: T"],
            types: ["T": .bytes],
            attributes: window.merging([
                "count_include_pad": .integer(0), "channels_last": .integer(0),
            ]) { first, _ in first }, quantizedPool),
        Operator(
            .microsoft("QLinearGlobalAveragePool"),
            ["X: T", "x_scale: f32", "x_zero_point: T", "y_scale: f32", "y_zero_point: T"], ["Y: T"],
            types: ["T": .bytes], attributes: ["channels_last": .integer(0)], quantizedPoolWhole),
    ]

    private static let window: [String: AttributeRule] = [
        "auto_pad": .text("NOTSET"), "ceil_mode": .integer(0), "dilations": .integers,
        "kernel_shape": .required(.integers), "pads": .integers, "strides": .integers,
    ]
}

@Sendable private func pool(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let image = try facts.shape(0, rank: 3...Graph.rankAtMost) else { return }
    let window = try Window(facts, kernel: facts.node.integers("kernel_shape") ?? [])
    let shape = image[..<2] + (try window.outputs(of: Array(image[2...])))
    for place in facts.outputs.indices { facts.give(Array(shape), at: place) }
}

@Sendable private func poolWhole(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let image = try facts.shape(0, rank: 2...Graph.rankAtMost) else { return }
    facts.give(image[..<2] + image[2...].map { _ in .fixed(1) })
}

@Sendable private func quantizedPool(_ facts: inout NodeFacts) throws(NodeFault) {
    try refuseChannelsLast(facts)
    try pool(&facts)
}

@Sendable private func quantizedPoolWhole(_ facts: inout NodeFacts) throws(NodeFault) {
    try refuseChannelsLast(facts)
    try poolWhole(&facts)
}

/// ONNX Runtime writes that layout only into files it has already optimized for one device.
private func refuseChannelsLast(_ facts: NodeFacts) throws(NodeFault) {
    guard !facts.flag("channels_last") else { throw .attributeValue("channels_last", why: "is 1") }
}
