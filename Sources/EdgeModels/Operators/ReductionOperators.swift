extension Operator {
    static let reductions: [Operator] =
        [
            "ReduceL1", "ReduceL2", "ReduceLogSum", "ReduceLogSumExp", "ReduceMean", "ReduceProd", "ReduceSum",
            "ReduceSumSquare",
        ].map { reduction(OperatorName(name: $0), .numbers) }
        + ["ReduceMax", "ReduceMin"].map { reduction(OperatorName(name: $0), .numbers.union([.bool])) }
        + ["ArgMax", "ArgMin"].map {
            Operator(
                OperatorName(name: $0), ["data: T"], ["reduced: s64"], types: ["T": .numbers],
                attributes: [
                    "axis": .integer(0), "keepdims": .integer(1), "select_last_index": .integer(0),
                ], placeOfMost)
        }
        + [
            Operator(
                "CumSum", ["x: T", "axis: T2"], ["y: T"], types: ["T": .numbers, "T2": .indexes],
                attributes: ["exclusive": .integer(0), "reverse": .integer(0)], sameShape),
            Operator(
                "TopK", ["X: T", "K: s64"], ["Values: T", "Indices: s64"], types: ["T": .numbers],
                attributes: ["axis": .integer(-1), "largest": .integer(1), "sorted": .integer(1)], largest),
        ]

    private static func reduction(_ name: OperatorName, _ types: Set<ElementType>) -> Operator {
        Operator(
            name, ["data: T", "axes?: s64"], ["reduced: T"], types: ["T": types],
            attributes: ["keepdims": .integer(1), "noop_with_empty_axes": .integer(0)], reduce)
    }
}

@Sendable private func reduce(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = facts.shape(0) else { return }
    let given = facts.has(1) ? facts.integers(1) : []
    guard let given else {
        facts.give(facts.flag("keepdims") ? shape.map { _ in .unknown } : nil)
        return
    }
    if given.isEmpty, facts.flag("noop_with_empty_axes") {
        facts.give(shape)
        return
    }
    let axes = Set(given.isEmpty ? Array(shape.indices) : try facts.axes(given, rank: shape.count))
    facts.give(shape.without(axes, keeping: facts.flag("keepdims")))
}

@Sendable private func placeOfMost(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = facts.shape(0) else { return }
    let axis = try facts.axis(facts.integer("axis"), rank: shape.count)
    facts.give(shape.without([axis], keeping: facts.flag("keepdims")))
}

@Sendable private func largest(_ facts: inout NodeFacts) throws(NodeFault) {
    guard var shape = facts.shape(0) else { return }
    let axis = try facts.axis(facts.integer("axis"), rank: shape.count)
    let count = facts.content(1)?.first ?? .unknown
    if let count = count.size, count < 0 || count > shape[axis].size ?? count {
        throw .inputContent("K", why: "is \(count), and the dimension is \(Dimension.text([shape[axis]]))")
    }
    shape[axis] = count
    facts.give(shape)
    facts.give(shape, at: 1)
}

extension [Dimension] {
    /// Reduced dimensions become 1, or go.
    fileprivate func without(_ axes: Set<Int>, keeping: Bool) -> [Dimension] {
        enumerated().compactMap { place, size in axes.contains(place) ? keeping ? .fixed(1) : nil : size }
    }
}
