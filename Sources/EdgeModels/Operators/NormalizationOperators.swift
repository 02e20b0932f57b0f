extension Operator {
    static let normalizations: [Operator] = [
        Operator(
            "BatchNormalization", ["X: T", "scale: T1", "B: T1", "input_mean: T2", "input_var: T2"], ["Y: T"],
            types: ["T": .floats, "T1": .floats, "T2": .floats],
            attributes: ["epsilon": .float(1e-5), "momentum": .float(0.9), "training_mode": .integer(0)],
            batchNormalization),
        Operator(
            "InstanceNormalization", ["input: T", "scale: T", "B: T"], ["output: T"], types: ["T": .floats],
            attributes: ["epsilon": .float(1e-5)], sameShape),
        Operator(
            "GroupNormalization", ["X: T", "scale: T", "bias: T"], ["Y: T"], types: ["T": .floats],
            attributes: ["epsilon": .float(1e-5), "num_groups": .required(.integer), "stash_type": .integer(1)],
            groupNormalization),
        Operator(
            "LayerNormalization", ["X: T", "Scale: T", "B?: T"], ["Y: T", "Mean?: U", "InvStdDev?: U"],
            types: ["T": .floats, "U": .floats],
            attributes: ["axis": .integer(-1), "epsilon": .float(1e-5), "stash_type": .integer(1)],
            layerNormalization),
        Operator(
            "LpNormalization", ["input: T"], ["output: T"], types: ["T": .floats],
            attributes: ["axis": .integer(-1), "p": .integer(2)], alongAxis),
        Operator(
            "MeanVarianceNormalization", ["X: T"], ["Y: T"], types: ["T": .floats], attributes: ["axes": .integers],
            sameShape),
        Operator(
            "LRN", ["X: T"], ["Y: T"], types: ["T": .floats],
            attributes: [
                "alpha": .float(0.0001), "beta": .float(0.75), "bias": .float(1), "size": .required(.integer),
            ], sameShape),
    ]
}

@Sendable private func batchNormalization(_ facts: inout NodeFacts) throws(NodeFault) {
    guard !facts.flag("training_mode") else { throw .attributeValue("training_mode", why: "is 1") }
    guard let shape = try facts.shape(0, rank: 2...Graph.rankAtMost) else { return }
    for place in 1..<5 {
        guard let numbers = try facts.shape(place, rank: 1...1) else { continue }
        _ = try facts.same(shape[1], numbers[0], facts.inputName(place))
    }
    facts.give(shape)
}

@Sendable private func groupNormalization(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = try facts.shape(0, rank: 2...Graph.rankAtMost) else { return }
    let groups = facts.integer("num_groups")
    guard groups >= 1, (shape[1].size ?? groups).isMultiple(of: groups) else {
        throw .attributeValue("num_groups", why: "is \(groups)")
    }
    facts.give(shape)
}

@Sendable private func layerNormalization(_ facts: inout NodeFacts) throws(NodeFault) {
    guard let shape = facts.shape(0) else { return }
    let axis = try facts.axis(facts.integer("axis"), rank: shape.count)
    facts.give(shape)
    for place in 1..<max(facts.outputs.count, 1) {
        facts.give(shape[..<axis] + shape[axis...].map { _ in .fixed(1) }, at: place)
        facts.give(type: .f32, at: place)
    }
}
