extension Operator {
    /// Operators that choose elements, or put some into others' places.
    static let indexing: [Operator] = [
        Operator(
            "Gather", ["data: T", "indices: Tind"], ["output: T"], types: ["T": .all, "Tind": .indexes],
            attributes: ["axis": .integer(0)], gather),
        Operator(
            "GatherElements", ["data: T", "indices: Tind"], ["output: T"], types: ["T": .all, "Tind": .indexes],
            attributes: ["axis": .integer(0)]
        ) { facts throws(NodeFault) in facts.give(facts.shape(1)) },
        Operator(
            "GatherND", ["data: T", "indices: s64"], ["output: T"], types: ["T": .all],
            attributes: ["batch_dims": .integer(0)], gatherMany),
        Operator(
            "ScatterElements", ["data: T", "indices: Tind", "updates: T"], ["output: T"],
            types: ["T": .all, "Tind": .indexes],
            attributes: ["axis": .integer(0), "reduction": .text("none")], alongAxis),
        Operator(
            "ScatterND", ["data: T", "indices: s64", "updates: T"], ["output: T"], types: ["T": .all],
            attributes: ["reduction": .text("none")], sameShape),
        Operator(
            "Slice", ["data: T", "starts: Tind", "ends: Tind", "axes?: Tind", "steps?: Tind"], ["output: T"],
            types: ["T": .all, "Tind": .indexes], slice),
        Operator(
            "NonZero", ["X: T"], ["Y: s64"], types: ["T": .all]
        ) { facts throws(NodeFault) in
            facts.give(facts.shape(0).map { [.fixed($0.count), .unknown] })
        },
        Operator(
            "Compress", ["input: T", "condition: bool"], ["output: T"], types: ["T": .all],
            attributes: ["axis": .optional(.integer)], compress),
        Operator(
            "ReverseSequence", ["input: T", "sequence_lens: s64"], ["Y: T"], types: ["T": .all],
            attributes: ["batch_axis": .integer(1), "time_axis": .integer(0)], sameShape),
        Operator(
            "OneHot", ["indices: T1", "depth: T2", "values: T3"], ["output: T3"],
            types: ["T1": .numbers, "T2": .numbers, "T3": .all], attributes: ["axis": .integer(-1)], oneHot),
        Operator(
            "Trilu", ["input: T", "k?: s64"], ["output: T"], types: ["T": .all],
            attributes: ["upper": .integer(1)], sameShape),
        Operator(
            "NonMaxSuppression",
            [
                "boxes: f32", "scores: f32", "max_output_boxes_per_class?: s64", "iou_threshold?: f32",
                "score_threshold?: f32",
            ], ["selected_indices: s64"], types: [:], attributes: ["center_point_box": .integer(0)]
        ) { facts throws(NodeFault) in
            _ = try facts.shape(0, rank: 3...3)
            _ = try facts.shape(1, rank: 3...3)
            facts.give([.unknown, .fixed(3)])
        },
    ]
}

@Sendable private func gather(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = try facts.shape(0, rank: 1...Graph.rankAtMost) else { return }
    let axis = try facts.axis(facts.integer("axis"), rank: shape.count)
    guard let chosen = facts.shape(1) else { return }
    facts.give(shape[..<axis] + chosen + shape[(axis + 1)...])
    guard let places = facts.integers(1), let size = shape[axis].size else { return }
    if let odd = places.first(where: { $0 < -size || $0 >= size }) {
        throw .inputContent("indices", why: "holds \(odd), and there are \(size)")
    }
    guard shape.count == 1, let content = facts.content(0), content.count == size else { return }
    facts.give(content: places.map { content[$0 < 0 ? $0 + size : $0] })
}

@Sendable private func gatherMany(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = facts.shape(0), let chosen = try facts.shape(1, rank: 1...Graph.rankAtMost) else { return }
    let batch = facts.integer("batch_dims")
    guard batch >= 0, batch < min(shape.count, chosen.count) else {
        throw .attributeValue("batch_dims", why: "is \(batch)")
    }
    guard let depth = chosen.last?.size else { return }
    guard depth >= 1, depth <= shape.count - batch else {
        throw .size("indices", found: depth, wanted: "1 to \(shape.count - batch)")
    }
    facts.give(chosen.dropLast() + shape[(batch + depth)...])
}

@Sendable private func compress(_ facts: inout NodeFacts) throws(NodeFault) {
    guard facts.node.attributes["axis"] != nil, var shape = facts.shape(0) else {
        facts.give([.unknown])
        return
    }
    shape[try facts.axis(facts.integer("axis"), rank: shape.count)] = .unknown
    facts.give(shape)
}

@Sendable private func oneHot(_ facts: inout NodeFacts) throws(NodeFault) {
    guard var shape = facts.shape(0) else { return }
    let axis = try facts.axis(facts.integer("axis"), rank: shape.count + 1)
    let depth = facts.content(1)?.first ?? .unknown
    if let depth = depth.size, depth < 0 { throw .inputContent("depth", why: "is \(depth)") }
    shape.insert(depth, at: axis)
    facts.give(shape)
}

@Sendable private func slice(_ facts: inout NodeFacts) throws(NodeFault) {
    guard var shape = facts.shape(0) else { return }
    guard let starts = facts.integers(1), let ends = facts.integers(2),
        let given = facts.has(3) ? facts.integers(3) : Array(starts.indices),
        let steps = facts.has(4) ? facts.integers(4) : starts.map({ _ in 1 })
    else {
        facts.give(shape.map { _ in .unknown })
        return
    }
    guard ends.count == starts.count, given.count == starts.count, steps.count == starts.count else {
        throw .inputContent("starts", why: "has \(starts.count) numbers, and other inputs have more or fewer")
    }
    let axes = try facts.axes(given, rank: shape.count)
    for (place, axis) in axes.enumerated() {
        guard steps[place] != 0 else { throw .inputContent("steps", why: "holds 0") }
        let range = SliceRange(start: starts[place], end: ends[place], step: steps[place])
        guard let size = shape[axis].size else {
            shape[axis] = range.isWhole ? shape[axis] : .unknown
            continue
        }
        shape[axis] = .fixed(range.places(of: size).count)
        guard shape.count == 1, let content = facts.content(0), content.count == size else { continue }
        facts.give(content: range.places(of: size).map { content[$0] })
    }
    facts.give(shape)
}

/// What a slice takes along one dimension; negative places count from the end.
struct SliceRange {
    let start: Int
    let end: Int
    let step: Int

    var isWhole: Bool { start == 0 && step == 1 && end >= Int(Int32.max) }

    /// The places that it takes of so many.
    func places(of size: Int) -> StrideTo<Int> {
        let forward = step > 0
        let first = Self.bounded(start, size, 0...(forward ? size : max(size - 1, 0)))
        let last = Self.bounded(end, size, (forward ? 0 : -1)...(forward ? size : max(size - 1, 0)))
        // No step larger than the dimension takes more than one place.
        return stride(from: first, to: last, by: min(max(step, -size - 1), size + 1))
    }

    private static func bounded(_ place: Int, _ size: Int, _ range: ClosedRange<Int>) -> Int {
        let fromFront = place < 0 ? (place < -size ? -1 : place + size) : place
        return min(max(fromFront, range.lowerBound), range.upperBound)
    }
}

extension StrideTo<Int> {
    fileprivate var count: Int { underestimatedCount }
}
