extension Operator {
    /// Operators that know what an image is.
    static let images: [Operator] = [
        Operator(
            "Resize", ["X: T1", "roi?: T2", "scales?: f32", "sizes?: s64"], ["Y: T1"],
            types: ["T1": .numbers, "T2": .floats],
            attributes: [
                "antialias": .integer(0), "axes": .integers, "coordinate_transformation_mode": .text("half_pixel"),
                "cubic_coeff_a": .float(-0.75), "exclude_outside": .integer(0), "extrapolation_value": .float(0),
                "keep_aspect_ratio_policy": .text("stretch"), "mode": .text("nearest"),
                "nearest_mode": .text("round_prefer_floor"),
            ], resize),
        Operator(
            "DepthToSpace", ["input: T"], ["output: T"], types: ["T": .all],
            attributes: ["blocksize": .required(.integer), "mode": .text("DCR")], depthToSpace),
        Operator(
            "SpaceToDepth", ["input: T"], ["output: T"], types: ["T": .all],
            attributes: ["blocksize": .required(.integer)], spaceToDepth),
        Operator(
            "Pad", ["data: T", "pads: s64", "constant_value?: T", "axes?: Tind"], ["output: T"],
            types: ["T": .all, "Tind": .indexes], attributes: ["mode": .text("constant")], pad),
    ]
}

@Sendable private func pad(_ facts: inout NodeFacts) throws(NodeFault) {
    guard var shape = facts.shape(0) else { return }
    guard let pads = facts.content(1), let given = facts.has(3) ? facts.integers(3) : Array(shape.indices) else {
        facts.give(shape.map { _ in .unknown })
        return
    }
    let axes = try facts.axes(given, rank: shape.count)
    guard pads.count == 2 * axes.count else {
        throw .inputContent("pads", why: "has \(pads.count) numbers for \(axes.count) dimensions")
    }
    for (place, axis) in axes.enumerated() {
        shape[axis] = shape[axis] + pads[place] + pads[place + axes.count]
        if let size = shape[axis].size, size < 0 { throw .size("output", found: size, wanted: "at least 0") }
    }
    facts.give(shape)
}

@Sendable private func resize(_ facts: inout NodeFacts) throws(NodeFault) {
    guard var shape = facts.shape(0) else { return }
    let axes = try facts.axes(facts.node.integers("axes") ?? Array(shape.indices), rank: shape.count)
    // An empty list counts as left out.
    let scales = facts.shape(2) == [.fixed(0)] ? nil : facts.floats(2)
    let hasSizes = facts.has(3) && facts.shape(3) != [.fixed(0)]
    let sizes = hasSizes ? facts.content(3) : nil
    let count = sizes?.count ?? scales?.count
    if let count, count != axes.count {
        throw .inputContent(hasSizes ? "sizes" : "scales", why: "has \(count) numbers for \(axes.count) dimensions")
    }
    if let sizes, facts.text("keep_aspect_ratio_policy") != "stretch" {
        facts.give(try shape.inProportion(axes, within: sizes, facts.text("keep_aspect_ratio_policy")))
        return
    }
    for (place, axis) in axes.enumerated() {
        if let sizes {
            if let size = sizes[place].size, size < 1 { throw .inputContent("sizes", why: "holds \(size)") }
            shape[axis] = sizes[place]
        } else if let scales, !hasSizes {
            shape[axis] = try scaled(shape[axis], by: scales[place])
        } else {
            shape[axis] = .unknown
        }
    }
    facts.give(shape)
}

extension [Dimension] {
    /// With one scale for all axes: the smallest or the largest that the sizes ask for.
    fileprivate func inProportion(
        _ axes: [Int], within sizes: [Dimension], _ policy: String
    ) throws(NodeFault) -> [Dimension] {
        guard policy == "not_larger" || policy == "not_smaller" else {
            throw .attributeValue("keep_aspect_ratio_policy", why: "is \(policy)")
        }
        let scales = zip(axes, sizes).compactMap { axis, wanted -> Double? in
            guard let own = self[axis].size, let wanted = wanted.size, own > 0, wanted > 0,
                wanted <= Graph.elementsAtMost
            else { return nil }
            return Double(wanted) / Double(own)
        }
        let isKnown = scales.count == axes.count
        let scale = (policy == "not_larger" ? scales.min() : scales.max()) ?? 1
        var shape = self
        for axis in axes {
            shape[axis] = isKnown ? .fixed(Int((Double(self[axis].size ?? 0) * scale).rounded())) : .unknown
        }
        return shape
    }
}

private func scaled(_ size: Dimension, by scale: Float) throws(NodeFault) -> Dimension {
    guard scale > 0, scale <= 1_048_576 else { throw .inputContent("scales", why: "holds \(scale)") }
    guard let count = size.size else { return scale == 1 ? size : .unknown }
    return .fixed(Int((Float(count) * scale).rounded(.down)))
}

@Sendable private func depthToSpace(_ facts: inout NodeFacts) throws(NodeFault) {
    let block = try blocksize(facts)
    guard let shape = try facts.shape(0, rank: 4...4) else { return }
    if let channels = shape[1].size, !channels.isMultiple(of: block * block) {
        throw .size("input", found: channels, wanted: "a multiple of \(block * block)")
    }
    facts.give([shape[0], shape[1] / .fixed(block * block), shape[2] * .fixed(block), shape[3] * .fixed(block)])
}

@Sendable private func spaceToDepth(_ facts: inout NodeFacts) throws(NodeFault) {
    let block = try blocksize(facts)
    guard let shape = try facts.shape(0, rank: 4...4) else { return }
    for size in shape[2...].compactMap(\.size) where !size.isMultiple(of: block) {
        throw .size("input", found: size, wanted: "a multiple of \(block)")
    }
    facts.give([shape[0], shape[1] * .fixed(block * block), shape[2] / .fixed(block), shape[3] / .fixed(block)])
}

private func blocksize(_ facts: NodeFacts) throws(NodeFault) -> Int {
    let block = facts.integer("blocksize")
    guard block >= 1, block <= 1 << 15 else { throw .attributeValue("blocksize", why: "is \(block)") }
    return block
}
