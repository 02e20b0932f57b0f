extension Operator {
    /// Products of matrices.
    static let products: [Operator] = [
        Operator(
            "Gemm", ["A: T", "B: T", "C?: T"], ["Y: T"], types: ["T": .floatsAndIndexes],
            attributes: [
                "alpha": .float(1), "beta": .float(1), "transA": .integer(0), "transB": .integer(0),
            ], gemm),
        Operator("MatMul", ["A: T", "B: T"], ["Y: T"], types: ["T": .floatsAndIndexes]) {
            facts throws(NodeFault) in try product(&facts, 0, 1)
        },
        Operator(
            "MatMulInteger", ["A: T1", "B: T2", "a_zero_point?: T1", "b_zero_point?: T2"], ["Y: s32"],
            types: ["T1": .bytes, "T2": .bytes]
        ) { facts throws(NodeFault) in try product(&facts, 0, 1) },
        Operator(
            "QLinearMatMul",
            [
                "a: T1", "a_scale: S", "a_zero_point: T1", "b: T2", "b_scale: S", "b_zero_point: T2", "y_scale: S",
                "y_zero_point: T3",
            ], ["y: T3"], types: ["T1": .bytes, "T2": .bytes, "T3": .bytes, "S": .floats]
        ) { facts throws(NodeFault) in try product(&facts, 0, 3) },
        Operator(
            .microsoft("MatMulNBits"),
            ["A: T", "B: P", "scales: T", "zero_points?: Z", "g_idx?: s32", "bias?: T"], ["Y: T"],
            types: ["T": .floats, "P": [.u8, .s32], "Z": [.f32, .f16, .bf16, .u8, .s32]],
            attributes: [
                "K": .required(.integer), "N": .required(.integer), "bits": .integer(4),
                "block_size": .required(.integer), "accuracy_level": .integer(0),
            ], blockedProduct),
    ]
}

@Sendable private func gemm(_ facts: inout NodeFacts) throws(NodeFault) {
    guard var left = try facts.shape(0, rank: 2...2), var right = try facts.shape(1, rank: 2...2) else { return }
    if facts.flag("transA") { left.swapAt(0, 1) }
    if facts.flag("transB") { right.swapAt(0, 1) }
    _ = try facts.same(left[1], right[0], "B")
    let shape = [left[0], right[1]]
    facts.give(shape)
    guard let bias = facts.shape(2) else { return }
    guard try Dimension.spread(shape, bias).count == 2 else { throw .broadcast(shape, bias) }
}

/// The product of the matrices in the last two dimensions, all before them spread; a vector is a row or a column.
private func product(_ facts: inout NodeFacts, _ first: Int, _ second: Int) throws(NodeFault) {
    guard let left = try facts.shape(first, rank: 1...Graph.rankAtMost),
        let right = try facts.shape(second, rank: 1...Graph.rankAtMost)
    else { return }
    let rows = left.count == 1 ? [.fixed(1)] + left : left
    let columns = right.count == 1 ? right + [.fixed(1)] : right
    _ = try facts.same(rows[rows.count - 1], columns[columns.count - 2], facts.inputName(second))
    var shape = try Dimension.spread(Array(rows.dropLast(2)), Array(columns.dropLast(2)))
    if left.count > 1 { shape.append(rows[rows.count - 2]) }
    if right.count > 1 { shape.append(columns[columns.count - 1]) }
    facts.give(shape)
}

@Sendable private func blockedProduct(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = try facts.shape(0, rank: 1...Graph.rankAtMost), let depth = shape.last else { return }
    _ = try facts.same(.fixed(facts.integer("K")), depth, "A")
    guard facts.integer("N") >= 1 else { throw .attributeValue("N", why: "is \(facts.integer("N"))") }
    facts.give(shape.dropLast() + [.fixed(facts.integer("N"))])
}
