extension Operator {
    /// Operators that move or regroup elements without changing one.
    static let shaping: [Operator] = [
        Operator("Identity", ["input: T"], ["output: T"], types: ["T": .all]) { facts throws(NodeFault) in
            facts.give(facts.shape(0))
            facts.give(content: facts.content(0))
            facts.give(reals: facts.floats(0))
        },
        Operator(
            "Cast", ["input: T1"], ["output: T2"], types: ["T1": .all],
            attributes: ["saturate": .integer(1), "to": .required(.integer)], cast),
        Operator("CastLike", ["input: T1", "target_type: T2"], ["output: T2"], types: ["T1": .all, "T2": .all]) {
            facts throws(NodeFault) in facts.give(facts.shape(0))
        },
        Operator(
            "Dropout", ["data: T", "ratio?: T1", "training_mode?: bool"], ["output: T", "mask?: bool"],
            types: ["T": .floats, "T1": .floats], attributes: ["seed": .integer(0)]
        ) { facts throws(NodeFault) in
            facts.give(facts.shape(0))
            facts.give(facts.shape(0), at: 1)
        },
        Operator(
            "Reshape", ["data: T", "shape: s64"], ["reshaped: T"], types: ["T": .all],
            attributes: ["allowzero": .integer(0)], reshape),
        Operator(
            "Flatten", ["input: T"], ["output: T"], types: ["T": .all], attributes: ["axis": .integer(1)], flatten),
        Operator(
            "Transpose", ["data: T"], ["transposed: T"], types: ["T": .all], attributes: ["perm": .integers],
            transpose),
        Operator("Squeeze", ["data: T", "axes?: s64"], ["squeezed: T"], types: ["T": .all], squeeze),
        Operator("Unsqueeze", ["data: T", "axes: s64"], ["expanded: T"], types: ["T": .all], unsqueeze),
        Operator("Expand", ["input: T", "shape: s64"], ["output: T"], types: ["T": .all], expand),
        Operator("Tile", ["input: T", "repeats: s64"], ["output: T"], types: ["T": .all], tile),
        Operator(
            "Concat", ["inputs...: T"], ["concat_result: T"], types: ["T": .all],
            attributes: ["axis": .required(.integer)]
        ) { facts throws(NodeFault) in try concat(&facts, Array(facts.inputs.indices)) },
        Operator(
            "Split", ["input: T", "split?: s64"], ["outputs...: T"], types: ["T": .all],
            attributes: ["axis": .integer(0), "num_outputs": .optional(.integer)], split),
    ]
}

@Sendable private func cast(_ facts: inout NodeFacts) throws(NodeFault) {
    let number = facts.integer("to")
    guard let type = ElementType(onnx: number) else {
        throw .attributeValue("to", why: "is type number \(number), which is not supported")
    }
    facts.give(type: type)
    facts.give(facts.shape(0))
    if type == .s64 || type == .s32 { facts.give(content: facts.content(0) ?? facts.floats(0)?.wholeNumbers) }
    if type == .f32 { facts.give(reals: facts.integers(0)?.map { Float($0) } ?? facts.floats(0)) }
}

extension [Float] {
    /// Cut toward zero, as ONNX casts; nil if one is no size.
    fileprivate var wholeNumbers: [Dimension]? {
        guard allSatisfy({ abs($0) < 1e9 }) else { return nil }
        return map { .fixed(Int($0)) }
    }
}

@Sendable private func reshape(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let wanted = facts.content(1) else {
        if case .fixed(let rank)? = facts.shape(1)?.first, rank <= Graph.rankAtMost {
            facts.give(Array(repeating: .unknown, count: rank))
        }
        return
    }
    facts.give(try reshaped(facts.shape(0), to: wanted, keepsZeros: facts.flag("allowzero")))
    if facts.outputs.first?.shape?.count ?? 2 <= 1 { facts.give(content: facts.content(0)) }
}

/// The shape that is asked for, its 0 replaced by the size that was there and its -1 by what remains.
private func reshaped(
    _ shape: [Dimension]?, to wanted: [Dimension], keepsZeros: Bool
) throws(NodeFault) -> [Dimension] {
    var result = wanted
    for (place, size) in wanted.enumerated() where size == .fixed(0) && !keepsZeros {
        guard let shape else { result[place] = .unknown; continue }
        guard place < shape.count else { throw .inputContent("shape", why: "keeps a dimension that is not there") }
        result[place] = shape[place]
    }
    if let odd = result.compactMap(\.size).first(where: { $0 < -1 }) {
        throw .inputContent("shape", why: "holds \(odd)")
    }
    let open = result.indices.filter { result[$0] == .fixed(-1) }
    guard open.count <= 1 else { throw .inputContent("shape", why: "leaves two sizes open") }
    guard let shape else { return result.map { $0 == .fixed(-1) ? .unknown : $0 } }
    var (before, after) = (shape, result)
    if let place = open.first { after.remove(at: place) }
    cancel(&before, &after)
    let (total, known) = (Dimension.product(before), Dimension.product(after))
    guard let place = open.first else {
        if let total = total.size, let known = known.size, total != known {
            throw .inputContent("shape", why: "is \(Dimension.text(wanted)), and the data are \(Dimension.text(shape))")
        }
        return result
    }
    result[place] = total / known
    guard let total = total.size, let known = known.size else { return result }
    guard known > 0, total.isMultiple(of: known) else {
        throw .inputContent("shape", why: "is \(Dimension.text(wanted)), and the data are \(Dimension.text(shape))")
    }
    return result
}

/// Takes the names out that both shapes have, so that they do not hide what the numbers tell.
private func cancel(_ before: inout [Dimension], _ after: inout [Dimension]) {
    for size in before {
        guard case .named = size, let place = after.firstIndex(of: size), let own = before.firstIndex(of: size) else {
            continue
        }
        after.remove(at: place)
        before.remove(at: own)
    }
}

@Sendable private func flatten(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = facts.shape(0) else { return }
    let axis = facts.integer("axis")
    guard axis >= -shape.count, axis <= shape.count else {
        throw .attributeValue("axis", why: "is \(axis), and there are \(shape.count) dimensions")
    }
    let place = axis < 0 ? axis + shape.count : axis
    facts.give([.product(shape[..<place]), .product(shape[place...])])
}

@Sendable private func transpose(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = facts.shape(0) else { return }
    let order = facts.node.integers("perm") ?? shape.indices.reversed()
    guard order.sorted() == Array(shape.indices) else {
        throw .attributeValue("perm", why: "is \(order), and there are \(shape.count) dimensions")
    }
    facts.give(order.map { shape[$0] })
}

@Sendable private func squeeze(_ facts: inout NodeFacts) throws(NodeFault) {
    facts.give(content: facts.content(0))
    facts.give(reals: facts.floats(0))
    guard let shape = facts.shape(0) else { return }
    guard facts.has(1) else {
        guard !shape.contains(where: { $0.size == nil }) else { return }
        facts.give(shape.filter { $0 != .fixed(1) })
        return
    }
    guard let given = facts.integers(1) else { return }
    let axes = try facts.axes(given, rank: shape.count)
    for axis in axes { _ = try facts.same(.fixed(1), shape[axis], "data") }
    facts.give(shape.indices.filter { !axes.contains($0) }.map { shape[$0] })
}

@Sendable private func unsqueeze(_ facts: inout NodeFacts) throws(NodeFault) {
    facts.give(content: facts.content(0))
    facts.give(reals: facts.floats(0))
    guard let shape = facts.shape(0), let given = facts.integers(1) else { return }
    guard given.count <= Graph.rankAtMost else { throw .inputContent("axes", why: "holds \(given.count) numbers") }
    let axes = Set(try facts.axes(given, rank: shape.count + given.count))
    var rest = shape.makeIterator()
    facts.give((0..<shape.count + given.count).map { axes.contains($0) ? .fixed(1) : rest.next() ?? .unknown })
}

@Sendable private func expand(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = facts.shape(0), let wanted = facts.content(1) else { return }
    if let odd = wanted.compactMap(\.size).first(where: { $0 < 0 }) {
        throw .inputContent("shape", why: "holds \(odd)")
    }
    facts.give(try Dimension.spread(shape, wanted))
    guard let content = facts.content(0), content.count == 1, let count = facts.outputs.first?.shape?.first?.size,
        count <= Inference.contentAtMost, facts.outputs.first?.shape?.count == 1
    else { return }
    facts.give(content: Array(repeating: content[0], count: count))
}

@Sendable private func tile(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = facts.shape(0) else { return }
    guard let repeats = facts.content(1) else {
        facts.give(shape.map { _ in .unknown })
        return
    }
    guard repeats.count == shape.count else {
        throw .inputContent("repeats", why: "has \(repeats.count) numbers for \(shape.count) dimensions")
    }
    if let odd = repeats.compactMap(\.size).first(where: { $0 < 0 }) {
        throw .inputContent("repeats", why: "holds \(odd)")
    }
    facts.give(zip(shape, repeats).map { $0 * $1 })
}

/// Joins the inputs at these places along the attribute `axis`.
func concat(_ facts: inout NodeFacts, _ places: [Int]) throws(NodeFault) {
    let contents = places.map { facts.content($0) }
    if !contents.contains(nil) { facts.give(content: contents.flatMap { $0 ?? [] }) }
    let reals = places.map { facts.floats($0) }
    if !reals.contains(nil) { facts.give(reals: reals.flatMap { $0 ?? [] }) }
    guard let first = places.first, var shape = try facts.shape(first, rank: 1...Graph.rankAtMost) else { return }
    let axis = try facts.axis(facts.integer("axis"), rank: shape.count)
    if shape.count != 1 { (facts.outputs[0].content, facts.outputs[0].reals) = (nil, nil) }
    for place in places.dropFirst() {
        guard let next = try facts.shape(place, rank: shape.count...shape.count) else { return }
        for dimension in shape.indices {
            shape[dimension] =
                dimension == axis
                ? shape[axis] + next[axis] : try facts.same(shape[dimension], next[dimension], "inputs")
        }
    }
    facts.give(shape)
}

@Sendable private func split(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = facts.shape(0) else { return }
    let axis = try facts.axis(facts.integer("axis"), rank: shape.count)
    let sizes = try splitSizes(facts, of: shape[axis])
    for (place, size) in sizes.enumerated() {
        var part = shape
        part[axis] = size
        facts.give(part, at: place)
    }
}

private func splitSizes(_ facts: NodeFacts, of size: Dimension) throws(NodeFault) -> [Dimension] {
    let count = facts.outputs.count
    if facts.has(1) {
        guard let sizes = facts.content(1) else { return Array(repeating: .unknown, count: count) }
        guard sizes.count == count, !sizes.contains(where: { ($0.size ?? 0) < 0 }) else {
            throw .inputContent("split", why: "is \(Dimension.text(sizes)) for \(count) outputs")
        }
        _ = try facts.same(size, sizes.reduce(.fixed(0), +), "input")
        return sizes
    }
    if let said = facts.node.attributes["num_outputs"], said != .integer(count) {
        throw .attributeValue("num_outputs", why: "differs from \(count), the outputs that there are")
    }
    guard let whole = size.size else { return Array(repeating: .unknown, count: count) }
    // All parts are equal but the last, which may be smaller.
    let part = (whole + count - 1) / count
    guard part * (count - 1) <= whole else { throw .size("input", found: whole, wanted: "enough for \(count) parts") }
    return (0..<count).map { .fixed($0 == count - 1 ? whole - part * (count - 1) : part) }
}
