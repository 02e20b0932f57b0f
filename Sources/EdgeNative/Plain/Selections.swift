import EdgeModels

extension PlainOperators {
    /// Operators that take some elements and leave others, by a condition.
    static let selections: [OperatorName: Operation] = [
        "Where": { call throws(PlainFault) in
            let (condition, yes, no) = (try call.input(0), try call.input(1), try call.input(2))
            guard yes.type == no.type else { throw .inputType(2, no.type) }
            let spread = try Spread([condition.shape, yes.shape, no.shape])
            try call.checked(spread.shape)
            let conditions = spread.numbers(condition.patterns, of: condition.shape)
            let (left, right) = (spread.places(of: yes.shape), spread.places(of: no.shape))
            let places = conditions.indices.map { conditions[$0] != 0 ? left[$0] : right[$0] + yes.count }
            return [Tensor(unchecked: yes.elements.joined([no.elements]).picking(places), shape: spread.shape)]
        },
        "NonZero": { call throws(PlainFault) in
            let tensor = try call.input(0)
            let found = tensor.reals.indices(where: { $0 != 0 }).ranges.flatMap(Array.init)
            let strides = Tensor.strides(tensor.shape)
            let coordinates = zip(strides, tensor.shape).flatMap { stride, size in
                found.map { Int64($0 / stride % size) }
            }
            return [Tensor(unchecked: .s64(coordinates), shape: [tensor.shape.count, found.count])]
        },
        "Compress": { call throws(PlainFault) in
            let (tensor, condition) = (try call.input(0), try call.input(1).patterns)
            guard call.node.attributes["axis"] != nil else {
                let places = (0..<min(tensor.count, condition.count)).filter { condition[$0] != 0 }
                return [tensor.picking(places, shape: [places.count])]
            }
            let axis = try call.axis(else: 0, rank: tensor.shape.count)
            let chosen = (0..<min(tensor.shape[axis], condition.count)).filter { condition[$0] != 0 }
            return [tensor.gathering(chosen, shape: [chosen.count], axis: axis)]
        },
        "Trilu": { call throws(PlainFault) in
            let tensor = try call.input(0)
            guard tensor.shape.count >= 2 else { throw .input(0, why: "has no rows and columns") }
            let (diagonal, isUpper) = (try call.integer(1) ?? 0, call.flag("upper", else: true))
            let (rows, columns) = (tensor.shape[tensor.shape.count - 2], tensor.shape[tensor.shape.count - 1])
            let blank = tensor.count
            let places = (0..<tensor.count).map { place in
                let distance = place % columns - place / columns % rows
                return (isUpper ? distance >= diagonal : distance <= diagonal) ? place : blank
            }
            return [
                Tensor(unchecked: tensor.elements.joined([.zero(tensor.type)]).picking(places), shape: tensor.shape)
            ]
        },
    ]
}
