extension Operator {
    /// Operators on two or more numbers, spread over each other as numpy does.
    static let arithmetic: [Operator] = [
        binary("Add", +, +),
        binary("Sub", -, -),
        binary("Mul", *, *),
        binary("Div", /, /),
        Operator("Pow", ["X: T", "Y: T1"], ["Z: T"], types: ["T": .signed, "T1": .numbers], spread),
        Operator(
            "Mod", ["A: T", "B: T"], ["C: T"], types: ["T": .numbers], attributes: ["fmod": .integer(0)], spread),
        many("Max", .numbers),
        many("Min", .numbers),
        many("Sum", .floats),
        many("Mean", .floats),
    ]

    private static func binary(
        _ name: OperatorName, _ operation: @escaping @Sendable (Dimension, Dimension) -> Dimension,
        _ ofFloats: @escaping @Sendable (Float, Float) -> Float
    ) -> Operator {
        Operator(name, ["A: T", "B: T"], ["C: T"], types: ["T": .numbers]) { facts throws(NodeFault) in
            try spread(&facts)
            facts.give(content: facts.combined(facts.content, operation))
            facts.give(reals: facts.combined(facts.floats, ofFloats))
        }
    }

    private static func many(_ name: OperatorName, _ types: Set<ElementType>) -> Operator {
        Operator(name, ["data_0...: T"], ["output: T"], types: ["T": types], spread)
    }

    /// Operators whose outcome is true or false, and the choice by it.
    static let comparisons: [Operator] =
        ["And", "Or", "Xor"].map {
            Operator(OperatorName(name: $0), ["A: bool", "B: bool"], ["C: bool"], types: [:], spread)
        }
        + ["Greater", "GreaterOrEqual", "Less", "LessOrEqual"].map {
            Operator(OperatorName(name: $0), ["A: T", "B: T"], ["C: bool"], types: ["T": .numbers], spread)
        }
        + [
            Operator("Equal", ["A: T", "B: T"], ["C: bool"], types: ["T": .all], equal),
            Operator("Where", ["condition: bool", "X: T", "Y: T"], ["output: T"], types: ["T": .all], choose),
        ]
}

/// The output's shape is that of all inputs spread over each other.
@Sendable func spread(_ facts: inout NodeFacts) throws(NodeFault) {
    var shape: [Dimension] = []
    for place in facts.inputs.indices {
        guard let next = facts.shape(place) else { return }
        shape = try Dimension.spread(shape, next)
    }
    facts.give(shape)
}

@Sendable private func equal(_ facts: inout NodeFacts) throws(NodeFault) {
    try spread(&facts)
    facts.give(
        content: facts.combined(facts.content) { left, right in
            guard let left = left.size, let right = right.size else { return .unknown }
            return .fixed(left == right ? 1 : 0)
        })
}

@Sendable private func choose(_ facts: inout NodeFacts) throws(NodeFault) {
    try spread(&facts)
    guard let conditions = facts.content(0), let left = facts.content(1), let right = facts.content(2) else { return }
    let counts = Set([conditions.count, left.count, right.count, 1])
    guard counts.count <= 2, let count = counts.max() else { return }
    facts.give(
        content: (0..<count).map { place in
            let one = left[left.count == 1 ? 0 : place]
            let other = right[right.count == 1 ? 0 : place]
            return switch conditions[conditions.count == 1 ? 0 : place] {
            case .fixed(0): other
            case .fixed: one
            default: one == other ? one : .unknown
            }
        })
}

extension NodeFacts {
    /// The contents of two inputs, number by number; nil if they are unknown or differ in count and neither is one.
    ///
    /// Contents are lists or single numbers in all but name, so counts decide.
    fileprivate func combined<Number>(
        _ numbers: (Int) -> [Number]?, _ operation: (Number, Number) -> Number
    ) -> [Number]? {
        guard let left = numbers(0), let right = numbers(1) else { return nil }
        guard (outputs.first?.shape?.count ?? 2) <= 1 else { return nil }
        if left.count == right.count { return zip(left, right).map(operation) }
        if left.count == 1 { return right.map { operation(left[0], $0) } }
        return right.count == 1 ? left.map { operation($0, right[0]) } : nil
    }
}
