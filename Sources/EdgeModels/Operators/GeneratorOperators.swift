extension Operator {
    /// Operators that make tensors from sizes.
    static let generators: [Operator] = [
        Operator(
            "Shape", ["data: T"], ["shape: s64"], types: ["T": .all],
            attributes: ["end": .optional(.integer), "start": .integer(0)], readShape),
        Operator("Size", ["data: T"], ["size: s64"], types: ["T": .all]) { facts throws(NodeFault) in
            facts.give([])
            facts.give(content: facts.shape(0).map { [.product($0)] })
        },
        Operator(
            "ConstantOfShape", ["input: s64"], ["output: T"], types: [:], attributes: ["value": .optional(.tensor)],
            constantOfShape),
        Operator(
            "Range", ["start: T", "limit: T", "delta: T"], ["output: T"],
            types: ["T": [.f32, .f64, .s16, .s32, .s64]], range),
        Operator(
            "EyeLike", ["input: T1"], ["output: T2"], types: ["T1": .all],
            attributes: ["dtype": .optional(.integer), "k": .integer(0)]
        ) { facts throws(NodeFault) in
            facts.give(try facts.shape(0, rank: 2...2))
            let number = facts.integer("dtype")
            guard let type = number == 0 ? facts.type(0) : ElementType(onnx: number) else { return }
            facts.give(type: type)
        },
    ]
}

@Sendable private func readShape(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = facts.shape(0) else {
        facts.give([.unknown])
        return
    }
    let end = facts.node.attributes["end"] == nil ? shape.count : facts.integer("end")
    let places = SliceRange(start: facts.integer("start"), end: end, step: 1).places(of: shape.count)
    let content = places.map { shape[$0] }
    facts.give([.fixed(content.count)])
    facts.give(content: content)
}

@Sendable private func constantOfShape(_ facts: inout NodeFacts) throws(NodeFault) {
    let value: Tensor? = if case .tensor(let value)? = facts.node.attributes["value"] { value } else { nil }
    guard value?.count ?? 1 == 1 else { throw .attributeValue("value", why: "holds more than one number") }
    facts.give(type: value?.type ?? .f32)
    guard let shape = facts.content(0) else {
        if let rank = facts.shape(0)?.first?.size, rank <= Graph.rankAtMost {
            facts.give(Array(repeating: .unknown, count: rank))
        }
        return
    }
    if let odd = shape.compactMap(\.size).first(where: { $0 < 0 }) { throw .inputContent("input", why: "holds \(odd)") }
    facts.give(shape)
    guard let number = value?.integers?.first, shape.count <= 1, let count = Dimension.product(shape).size,
        count <= Inference.contentAtMost
    else { return }
    facts.give(content: Array(repeating: .fixed(number), count: count))
}

@Sendable private func range(_ facts: inout NodeFacts) throws(NodeFault) {
    facts.give([.unknown])
    guard let start = facts.integers(0)?.first, let limit = facts.integers(1)?.first,
        let delta = facts.integers(2)?.first
    else { return }
    guard delta != 0 else { throw .inputContent("delta", why: "is 0") }
    let bounds = -(1 << 40)...(1 << 40)
    guard bounds.contains(start), bounds.contains(limit), bounds.contains(delta) else {
        throw .tooManyElements(limit: Graph.elementsAtMost)
    }
    let numbers = stride(from: start, to: limit, by: delta)
    let count = max(0, (limit - start + delta - delta.signum()) / delta)
    facts.give([.fixed(count)])
    if count <= Inference.contentAtMost { facts.give(content: numbers.map { .fixed($0) }) }
}
