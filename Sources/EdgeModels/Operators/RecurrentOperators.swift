extension Operator {
    /// Layers that carry a state from one moment of a sequence to the next.
    static let recurrences: [Operator] = [
        recurrence("RNN", gates: 1, more: [], outputs: [], [:]),
        recurrence("GRU", gates: 3, more: [], outputs: [], ["linear_before_reset": .integer(0)]),
        recurrence(
            "LSTM", gates: 4, more: ["initial_c?: T", "P?: T"], outputs: ["Y_c?: T"], ["input_forget": .integer(0)]),
    ]

    private static func recurrence(
        _ name: OperatorName, gates: Int, more: [Parameter], outputs: [Parameter], _ attributes: [String: AttributeRule]
    ) -> Operator {
        let common: [String: AttributeRule] = [
            "activation_alpha": .optional(.floats), "activation_beta": .optional(.floats),
            "activations": .optional(.texts), "clip": .optional(.float), "direction": .text("forward"),
            "hidden_size": .optional(.integer), "layout": .integer(0),
        ]
        return Operator(
            name, ["X: T", "W: T", "R: T", "B?: T", "sequence_lens?: s32", "initial_h?: T"] + more,
            ["Y?: T", "Y_h?: T"] + outputs, types: ["T": .floats],
            attributes: common.merging(attributes) { first, _ in first }
        ) { facts throws(NodeFault) in try recur(&facts, gates: gates) }
    }
}

private func recur(_ facts: inout NodeFacts, gates: Int) throws(NodeFault) {
    let direction = facts.text("direction")
    guard ["forward", "reverse", "bidirectional"].contains(direction) else {
        throw .attributeValue("direction", why: "is \(direction)")
    }
    guard !facts.flag("input_forget") else { throw .attributeValue("input_forget", why: "is 1") }
    let directions = Dimension.fixed(direction == "bidirectional" ? 2 : 1)
    guard let source = try facts.shape(0, rank: 3...3) else { return }
    var size = Dimension.unknown
    for place in 1...2 {
        guard let weights = try facts.shape(place, rank: 3...3) else { continue }
        _ = try facts.same(directions, weights[0], facts.inputName(place))
        if let rows = weights[1].size {
            guard rows > 0, rows % gates == 0 else {
                throw .size(facts.inputName(place), found: rows, wanted: "a multiple of \(gates)")
            }
            size = try facts.same(.fixed(rows / gates), size, facts.inputName(place))
        }
        _ = try facts.same(weights[2], place == 1 ? source[2] : size, facts.inputName(place))
    }
    let isBatchFirst = facts.flag("layout")
    let (length, batch) = isBatchFirst ? (source[1], source[0]) : (source[0], source[1])
    let state = isBatchFirst ? [batch, directions, size] : [directions, batch, size]
    facts.give(isBatchFirst ? [batch, length, directions, size] : [length, directions, batch, size])
    facts.give(state, at: 1)
    facts.give(state, at: 2)
}
