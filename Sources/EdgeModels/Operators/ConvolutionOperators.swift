extension Operator {
    static let convolutions: [Operator] = [
        Operator(
            "Conv", ["X: T", "W: T", "B?: T"], ["Y: T"], types: ["T": .floats], attributes: window, convolution),
        Operator(
            .microsoft("FusedConv"), ["X: T", "W: T", "B?: T", "Z?: T"], ["Y: T"], types: ["T": .floats],
            attributes: fusedWindow, convolution),
        Operator(
            "ConvTranspose", ["X: T", "W: T", "B?: T"], ["Y: T"], types: ["T": .floats],
            attributes: transposedWindow, transposedConvolution),
        Operator(
            "ConvInteger", ["x: T1", "w: T2", "x_zero_point?: T1", "w_zero_point?: T2"], ["y: s32"],
            types: ["T1": .bytes, "T2": .bytes], attributes: window, convolution),
        Operator(
            "QLinearConv",
            [
                "x: T1", "x_scale: f32", "x_zero_point: T1", "w: T2", "w_scale: f32", "w_zero_point: T2",
                "y_scale: f32", "y_zero_point: T3", "B?: s32",
            ], ["y: T3"], types: ["T1": .bytes, "T2": .bytes, "T3": .bytes], attributes: window,
            quantizedConvolution),
    ]

    private static let window: [String: AttributeRule] = [
        "auto_pad": .text("NOTSET"), "dilations": .integers, "group": .integer(1), "kernel_shape": .integers,
        "pads": .integers, "strides": .integers,
    ]

    private static let fusedWindow = window.merging([
        "activation": .text(""), "activation_params": .optional(.floats),
    ]) { first, _ in first }

    private static let transposedWindow = window.merging([
        "output_padding": .integers, "output_shape": .integers,
    ]) { first, _ in first }
}

@Sendable private func convolution(_ facts: inout NodeFacts) throws(NodeFault) {
    try convolution(&facts, weights: 1)
}

@Sendable private func quantizedConvolution(_ facts: inout NodeFacts) throws(NodeFault) {
    try convolution(&facts, weights: 3)
}

private func convolution(_ facts: inout NodeFacts, weights: Int) throws(NodeFault) {
    guard let image = try facts.shape(0, rank: 3...Graph.rankAtMost), let filter = facts.shape(weights) else { return }
    guard filter.count == image.count else {
        throw .rank(facts.inputName(weights), found: filter.count, wanted: "\(image.count)")
    }
    let groups = facts.integer("group")
    guard groups >= 1, groups <= 1 << 30 else { throw .attributeValue("group", why: "is \(groups)") }
    _ = try facts.same(filter[1] * .fixed(groups), image[1], facts.inputName(0))
    if let filters = filter[0].size, !filters.isMultiple(of: groups) {
        throw .size(facts.inputName(weights), found: filters, wanted: "a multiple of \(groups)")
    }
    guard let kernel = try kernel(of: facts, filter) else {
        facts.give([image[0], filter[0]] + image[2...].map { _ in .unknown })
        return
    }
    let window = try Window(facts, kernel: kernel)
    facts.give([image[0], filter[0]] + (try window.outputs(of: Array(image[2...]))))
}

/// The weights' own size, with which the attribute must agree; nil if neither is known.
private func kernel(of facts: NodeFacts, _ filter: [Dimension]) throws(NodeFault) -> [Int]? {
    let sizes = filter[2...].compactMap(\.size)
    let known = sizes.count == filter.count - 2 ? sizes : nil
    guard let said = facts.node.integers("kernel_shape") else { return known }
    guard said.count == filter.count - 2, known == nil || known == said else {
        throw .attributeValue("kernel_shape", why: "is \(said), and the weights' shape is \(Dimension.text(filter))")
    }
    return said
}

@Sendable private func transposedConvolution(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let image = try facts.shape(0, rank: 3...Graph.rankAtMost), let filter = facts.shape(1) else { return }
    guard filter.count == image.count else { throw .rank("W", found: filter.count, wanted: "\(image.count)") }
    let groups = facts.integer("group")
    guard groups >= 1, groups <= 1 << 30 else { throw .attributeValue("group", why: "is \(groups)") }
    _ = try facts.same(filter[0], image[1], "X")
    let front = [image[0], filter[1] * .fixed(groups)]
    let spatial = image.count - 2
    if facts.node.integers("output_shape") != nil {
        let sizes = try facts.integers("output_shape", count: spatial, else: 1)
        facts.give(front + sizes.map { .fixed($0) })
        return
    }
    guard let kernel = try kernel(of: facts, filter) else {
        facts.give(front + Array(repeating: .unknown, count: spatial))
        return
    }
    let window = try Window(facts, kernel: kernel)
    let extra = try facts.integers("output_padding", count: spatial, else: 0)
    var outputs: [Dimension] = []
    for place in 0..<spatial {
        outputs.append(try grown(image[place + 2], window, place, extra: extra[place]))
    }
    facts.give(front + outputs)
}

/// How far a transposed window reaches over all its steps.
private func grown(_ size: Dimension, _ window: Window, _ place: Int, extra: Int) throws(NodeFault) -> Dimension {
    if window.padding == .sameMoreAfter || window.padding == .sameMoreBefore {
        return size * .fixed(window.strides[place])
    }
    let pads = window.padding == .none ? 0 : window.pads[place] + window.pads[place + window.kernel.count]
    let span = window.dilations[place] * (window.kernel[place] - 1) + 1
    let output = (size - .fixed(1)) * .fixed(window.strides[place]) + .fixed(extra + span - pads)
    if let output = output.size, output < 0 { throw .size("output", found: output, wanted: "at least 0") }
    return output
}
