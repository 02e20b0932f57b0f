import EdgeModels

extension PlainOperators {
    /// Operators that go along an axis in order.
    static let sorting: [OperatorName: Operation] = [
        "TopK": { call throws(PlainFault) in
            let tensor = try call.input(0)
            let axis = try call.axis(else: -1, rank: tensor.shape.count)
            guard let count = try call.integer(1), (0...tensor.shape[axis]).contains(count) else {
                throw .input(1, why: "is none of the \(tensor.shape[axis]) that there are")
            }
            let isLargest = call.flag("largest", else: true)
            let lines = Lines(tensor.shape, along: [axis])
            // Of equal numbers the first comes first.
            let chosen = lines.map(tensor.reals) { line in
                line.indices.sorted {
                    line[$0] == line[$1] ? $0 < $1 : (line[$0] > line[$1]) == isLargest
                }.prefix(count)
            }
            let shape = tensor.shape.replacing(axis, with: [count])
            // Lines with one place for each chosen element say where these go.
            let targets = Lines(shape, along: [axis])
            var (sources, indexes) = (Array(repeating: 0, count: targets.places.count), targets.places)
            for (line, places) in chosen.enumerated() {
                for (step, place) in places.enumerated() {
                    let target = targets.places[line * count + step]
                    sources[target] = lines.places[line * lines.length + place]
                    indexes[target] = place
                }
            }
            return [tensor.picking(sources, shape: shape), Tensor(shape: shape, wholes: indexes, as: .s64)]
        },
        "CumSum": { call throws(PlainFault) in
            let tensor = try call.input(0)
            guard let given = try call.integer(1) else { throw .missingInput(1) }
            let lines = Lines(tensor.shape, along: [try call.axis(given, rank: tensor.shape.count)])
            let (isExclusive, isReversed) = (call.flag("exclusive"), call.flag("reverse"))
            guard tensor.type.isFloat else {
                let all = lines.replace(try tensor.wholes(), with: 0) { line in
                    sums(line, isExclusive, isReversed, zero: 0) { $0 &+ $1 }
                }
                return [Tensor(shape: tensor.shape, wholes: all, as: tensor.type)]
            }
            let all = lines.replace(tensor.reals, with: 0) { line in
                sums(line, isExclusive, isReversed, zero: 0) { $0 + $1 }
            }
            return [Tensor(shape: tensor.shape, reals: all, as: tensor.type)]
        },
    ]

    /// Of all numbers up to each, with it or without.
    private static func sums<Number>(
        _ line: [Number], _ isExclusive: Bool, _ isReversed: Bool, zero: Number, _ add: (Number, Number) -> Number
    ) -> [Number] {
        var sum = zero
        var sums: [Number] = []
        for number in isReversed ? line.reversed() : line {
            let next = add(sum, number)
            sums.append(isExclusive ? sum : next)
            sum = next
        }
        return isReversed ? sums.reversed() : sums
    }
}
