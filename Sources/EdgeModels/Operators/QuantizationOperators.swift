extension Operator {
    /// Operators between numbers and what they are quantized to.
    static let quantization: [Operator] = [
        Operator(
            "QuantizeLinear", ["x: T1", "y_scale: T1", "y_zero_point?: T2"], ["y: T2"],
            types: ["T1": .floats.union([.s32]), "T2": .quantized],
            attributes: [
                "axis": .integer(1), "block_size": .integer(0), "output_dtype": .integer(0), "saturate": .integer(1),
            ], quantize),
        Operator(
            "DequantizeLinear", ["x: T1", "x_scale: T2", "x_zero_point?: T1"], ["y: T2"],
            types: ["T1": .quantized.union([.s32]), "T2": .floats],
            attributes: ["axis": .integer(1), "block_size": .integer(0)], dequantize),
        Operator(
            .microsoft("QuantizeLinear"), ["x: T1", "y_scale: T1", "y_zero_point?: T2"], ["y: T2"],
            types: ["T1": .floats, "T2": .quantized],
            attributes: ["axis": .integer(1), "block_size": .integer(0)], quantize),
        Operator(
            .microsoft("DequantizeLinear"), ["x: T1", "x_scale: T2", "x_zero_point?: T1"], ["y: T2"],
            types: ["T1": .quantized.union([.s32]), "T2": .floats],
            attributes: ["axis": .integer(1), "block_size": .integer(0)], dequantize),
        Operator(
            "DynamicQuantizeLinear", ["x: f32"], ["y: u8", "y_scale: f32", "y_zero_point: u8"], types: [:]
        ) { facts throws(NodeFault) in
            facts.give(facts.shape(0))
            facts.give([], at: 1)
            facts.give([], at: 2)
        },
    ]

    /// ONNX Runtime's steps between quantized tensors.
    static let quantizedSteps: [Operator] =
        ["QLinearAdd", "QLinearMul"].map {
            Operator(
                .microsoft($0),
                [
                    "A: T", "A_scale: f32", "A_zero_point?: T", "B: T", "B_scale: f32", "B_zero_point?: T",
                    "C_scale: f32", "C_zero_point?: T",
                ], ["C: T"], types: ["T": .bytes], spreadQuantized)
        }
        + [
            quantizedStep("QLinearSigmoid", [:], sameShape),
            quantizedStep("QLinearLeakyRelu", ["alpha": .float(0.01)], sameShape),
            quantizedStep(
                "QLinearSoftmax", ["axis": .integer(-1), "opset": .required(.integer)], alongAxis),
            Operator(
                .microsoft("QLinearConcat"), ["Y_scale: f32", "Y_zero_point: T", "inputs..."], ["Y: T"],
                types: ["T": .bytes], attributes: ["axis": .required(.integer)],
                concatQuantized),
        ]

    private static func quantizedStep(
        _ name: String, _ attributes: [String: AttributeRule], _ rule: @escaping Rule
    ) -> Operator {
        Operator(
            .microsoft(name), ["X: T", "X_scale: f32", "X_zero_point?: T", "Y_scale: f32", "Y_zero_point?: T"],
            ["Y: T"], types: ["T": .bytes], attributes: attributes, rule)
    }
}

@Sendable private func quantize(_ facts: inout NodeFacts) throws(NodeFault) {
    facts.give(facts.shape(0))
    try checkScale(facts)
    guard facts.outputs.first?.type == nil else { return }
    let number = facts.integer("output_dtype")
    guard number != 0 else { return facts.give(type: .u8) }
    guard let type = ElementType(onnx: number), Set<ElementType>.quantized.contains(type) else {
        throw .attributeValue("output_dtype", why: "is type number \(number)")
    }
    facts.give(type: type)
}

@Sendable private func dequantize(_ facts: inout NodeFacts) throws(NodeFault) {
    facts.give(facts.shape(0))
    try checkScale(facts)
}

/// One scale for all, one for each place along an axis, or one for each block along it.
private func checkScale(_ facts: NodeFacts) throws(NodeFault) {
    let block = facts.integer("block_size")
    guard block >= 0, block <= 1 << 30 else { throw .attributeValue("block_size", why: "is \(block)") }
    guard let shape = facts.shape(0), let scale = facts.shape(1) else { return }
    let isOne = isSingle(scale)
    if let zero = facts.shape(2), zero.count != scale.count, !isOne || !isSingle(zero) {
        throw .rank(facts.inputName(2), found: zero.count, wanted: "\(scale.count)")
    }
    guard block > 0 || !isOne else { return }
    let axis = try facts.axis(facts.integer("axis"), rank: shape.count)
    guard block > 0 else {
        guard scale.count == 1 else { throw .rank(facts.inputName(1), found: scale.count, wanted: "0 or 1") }
        _ = try facts.same(shape[axis], scale[0], facts.inputName(1))
        return
    }
    guard scale.count == shape.count else {
        throw .rank(facts.inputName(1), found: scale.count, wanted: "\(shape.count)")
    }
    for place in shape.indices {
        let wanted = place == axis ? (shape[place] + .fixed(block - 1)) / .fixed(block) : shape[place]
        _ = try facts.same(wanted, scale[place], facts.inputName(1))
    }
}

/// One number, as a list or not: both are in use.
private func isSingle(_ shape: [Dimension]) -> Bool {
    shape.isEmpty || shape == [.fixed(1)]
}

@Sendable private func spreadQuantized(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let left = facts.shape(0), let right = facts.shape(3) else { return }
    facts.give(try Dimension.spread(left, right))
}

@Sendable private func concatQuantized(_ facts: inout NodeFacts) throws(NodeFault) {
    let places = Array(stride(from: 2, to: facts.inputs.count, by: 3))
    guard facts.inputs.count % 3 == 2, !places.isEmpty else {
        throw .inputCount(found: facts.inputs.count, least: 5, most: .max)
    }
    for place in places {
        guard facts.type(place) ?? facts.type(1) == facts.type(1) else {
            throw .inputType("inputs", found: facts.type(place) ?? .u8, wanted: [facts.type(1) ?? .u8])
        }
    }
    try concat(&facts, places)
}
