extension Operator {
    /// Operators that change each element alone.
    static let activations: [Operator] =
        [
            "Acos", "Acosh", "Asin", "Asinh", "Atan", "Atanh", "Cos", "Cosh", "Exp", "HardSwish",
            "Log",
            "Mish", "Reciprocal", "Sigmoid", "Sin", "Sinh", "Softplus", "Softsign", "Sqrt", "Tan", "Tanh",
        ].map { elementWise(OperatorName(name: $0), .floats) }
        + [
            rounding("Ceil", .up), rounding("Floor", .down), rounding("Round", .toNearestOrEven),
        ]
        + ["Abs", "Erf", "Sign"].map { elementWise(OperatorName(name: $0), .numbers) }
        + [
            elementWise("Neg", .signed),
            elementWise("Relu", .signed),
            elementWise("Celu", .floats, ["alpha": .float(1)]),
            elementWise("Elu", .floats, ["alpha": .float(1)]),
            elementWise("HardSigmoid", .floats, ["alpha": .float(0.2), "beta": .float(0.5)]),
            elementWise("LeakyRelu", .floats, ["alpha": .float(0.01)]),
            elementWise(
                "Selu", .floats, ["alpha": .float(1.673_263_192_176_818_8), "gamma": .float(1.050_700_982_093_811)]),
            elementWise("Shrink", .floats, ["bias": .float(0), "lambd": .float(0.5)]),
            elementWise("ThresholdedRelu", .floats, ["alpha": .float(1)]),
            elementWise("Gelu", .floats, ["approximate": .text("none")]),
            elementWise(.microsoft("Gelu"), .floats),
            elementWise(.microsoft("QuickGelu"), .floats, ["alpha": .float(1.702)]),
            elementWise("Not", [.bool]),
            Operator("IsInf", ["X: T"], ["Y: bool"], types: ["T": .floats], attributes: infinities, sameShape),
            Operator("IsNaN", ["X: T"], ["Y: bool"], types: ["T": .floats], sameShape),
            Operator("Clip", ["input: T", "min?: T", "max?: T"], ["output: T"], types: ["T": .numbers], sameShape),
            Operator("PRelu", ["X: T", "slope: T"], ["Y: T"], types: ["T": .numbers], spreadToFirst),
            Operator(
                "Softmax", ["input: T"], ["output: T"], types: ["T": .floats], attributes: ["axis": .integer(-1)],
                alongAxis),
            Operator(
                "LogSoftmax", ["input: T"], ["output: T"], types: ["T": .floats], attributes: ["axis": .integer(-1)],
                alongAxis),
            Operator(
                "Hardmax", ["input: T"], ["output: T"], types: ["T": .floats], attributes: ["axis": .integer(-1)],
                alongAxis),
        ]

    private static let infinities: [String: AttributeRule] = [
        "detect_negative": .integer(1), "detect_positive": .integer(1),
    ]

    private static func rounding(_ name: OperatorName, _ rule: FloatingPointRoundingRule) -> Operator {
        Operator(name, ["X: T"], ["Y: T"], types: ["T": .floats]) { facts throws(NodeFault) in
            facts.give(facts.shape(0))
            facts.give(reals: facts.floats(0)?.map { $0.rounded(rule) })
        }
    }

    private static func elementWise(
        _ name: OperatorName, _ types: Set<ElementType>, _ attributes: [String: AttributeRule] = [:]
    ) -> Operator {
        Operator(name, ["X: T"], ["Y: T"], types: ["T": types], attributes: attributes, sameShape)
    }
}

/// The first output has the first input's shape.
@Sendable func sameShape(_ facts: inout NodeFacts) throws(NodeFault) {
    facts.give(facts.shape(0))
}

/// The same, where the attribute `axis` must be one of its dimensions.
@Sendable func alongAxis(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = facts.shape(0) else { return }
    _ = try facts.axis(facts.integer("axis"), rank: shape.count)
    facts.give(shape)
}

/// The same, where the second input is spread over the first.
@Sendable private func spreadToFirst(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = facts.shape(0) else { return }
    facts.give(shape)
    guard let slope = facts.shape(1) else { return }
    guard try Dimension.spread(shape, slope).count == shape.count else { throw .broadcast(shape, slope) }
}
