import EdgeModels

extension PlainOperators {
    /// Operators that put some elements into others' places.
    static let scatters: [OperatorName: Operation] = [
        "ScatterElements": { call throws(PlainFault) in
            let (tensor, chosen, updates) = (try call.input(0), try call.input(1), try call.input(2))
            guard updates.shape == chosen.shape else { throw .shapes(chosen.shape, updates.shape) }
            return [try scattered(call, tensor, updates, to: try elementPlaces(call, tensor, chosen))]
        },
        "ScatterND": { call throws(PlainFault) in
            let (tensor, chosen, updates) = (try call.input(0), try call.input(1), try call.input(2))
            let starts = try sliceStarts(tensor.shape, chosen, batch: 0)
            let slice = tensor.shape[(chosen.shape.last ?? 0)...]
            guard updates.shape == Array(chosen.shape.dropLast() + slice) else {
                throw .shapes(chosen.shape, updates.shape)
            }
            let length = slice.reduce(1, *)
            return [try scattered(call, tensor, updates, to: starts.flatMap { $0..<$0 + length })]
        },
        "OneHot": { call throws(PlainFault) in
            let (indexes, values) = (try call.input(0), try call.input(2))
            guard let depth = try call.integer(1), depth >= 0, values.count == 2 else {
                throw .input(1, why: "is no depth, or there are not two values")
            }
            let axis = try call.axis(call.node.integer("axis", else: -1), rank: indexes.shape.count + 1)
            let shape = indexes.shape[..<axis] + [depth] + indexes.shape[axis...]
            try call.checked(Array(shape))
            let inner = indexes.shape[axis...].reduce(1, *)
            let hot = indexes.reals.map { Int(clamping: $0.rounded(.down)) }
            let places = (0..<indexes.count * depth).map { place in
                let own = hot[place / (inner * depth) * inner + place % inner]
                return (own < 0 ? own + depth : own) == place / inner % depth ? 1 : 0
            }
            return [values.picking(places, shape: Array(shape))]
        },
    ]

    /// Each update in its place, alone or together with what is there; the last of several counts.
    private static func scattered(
        _ call: PlainCall, _ tensor: Tensor, _ updates: Tensor, to places: [Int]
    ) throws(PlainFault) -> Tensor {
        guard updates.type == tensor.type else { throw .inputType(2, updates.type) }
        let reduction = call.node.text("reduction", else: "none")
        guard reduction != "none" else {
            var sources = Array(0..<tensor.count)
            for (update, place) in places.enumerated() { sources[place] = tensor.count + update }
            return Tensor(
                unchecked: tensor.elements.joined([updates.elements]).picking(sources), shape: tensor.shape)
        }
        guard tensor.type.isFloat else {
            let combine: (Int, Int) -> Int = try choose(reduction, { $0 &+ $1 }, { $0 &* $1 })
            var wholes = try tensor.wholes()
            for (update, place) in zip(try updates.wholes(), places) { wholes[place] = combine(wholes[place], update) }
            return Tensor(shape: tensor.shape, wholes: wholes, as: tensor.type)
        }
        let combine: (Double, Double) -> Double = try choose(reduction, { $0 + $1 }, { $0 * $1 })
        var reals = tensor.reals
        for (update, place) in zip(updates.reals, places) { reals[place] = combine(reals[place], update) }
        return Tensor(shape: tensor.shape, reals: reals, as: tensor.type)
    }

    private static func choose<Number: Comparable>(
        _ reduction: String, _ add: @escaping (Number, Number) -> Number,
        _ multiply: @escaping (Number, Number) -> Number
    ) throws(PlainFault) -> (Number, Number) -> Number {
        switch reduction {
        case "add": add
        case "mul": multiply
        case "max": { max($0, $1) }
        case "min": { min($0, $1) }
        default: throw .attribute("reduction", why: "is \(reduction)")
        }
    }
}
