import EdgeModels

extension PlainOperators {
    /// Operators that choose elements by their places.
    static let gathers: [OperatorName: Operation] = [
        "Gather": { call throws(PlainFault) in
            let (tensor, chosen) = (try call.input(0), try call.input(1))
            let axis = try call.axis(else: 0, rank: tensor.shape.count)
            let places = try bounded(chosen, by: tensor.shape[axis])
            try call.checked(tensor.shape.replacing(axis, with: chosen.shape))
            return [tensor.gathering(places, shape: chosen.shape, axis: axis)]
        },
        "GatherElements": { call throws(PlainFault) in
            let (tensor, chosen) = (try call.input(0), try call.input(1))
            let places = try elementPlaces(call, tensor, chosen)
            return [tensor.picking(places, shape: chosen.shape)]
        },
        "GatherND": { call throws(PlainFault) in
            let (tensor, chosen) = (try call.input(0), try call.input(1))
            let batch = call.node.integer("batch_dims", else: 0)
            guard batch >= 0, batch < min(tensor.shape.count, chosen.shape.count),
                tensor.shape[..<batch] == chosen.shape[..<batch]
            else { throw .attribute("batch_dims", why: "is \(batch)") }
            let starts = try sliceStarts(tensor.shape, chosen, batch: batch)
            let depth = chosen.shape[chosen.shape.count - 1]
            let slice = Array(tensor.shape[(batch + depth)...])
            let shape = chosen.shape.dropLast() + slice
            try call.checked(Array(shape))
            let length = slice.reduce(1, *)
            let places = starts.flatMap { start in start..<start + length }
            return [tensor.picking(places, shape: Array(shape))]
        },
        "ReverseSequence": { call throws(PlainFault) in
            let tensor = try call.input(0)
            guard tensor.shape.count >= 2, let lengths = try call.integers(1) else { throw .missingInput(1) }
            let (batch, time) = (call.node.integer("batch_axis", else: 1), call.node.integer("time_axis", else: 0))
            guard [batch, time].sorted() == [0, 1], lengths.count == tensor.shape[batch],
                lengths.allSatisfy({ (0...tensor.shape[time]).contains($0) })
            else { throw .input(1, why: "does not fit the axes") }
            let strides = Tensor.strides(tensor.shape)
            let places = (0..<tensor.count).map { place in
                let moment = place / strides[time] % tensor.shape[time]
                let length = lengths[place / strides[batch] % tensor.shape[batch]]
                return moment < length ? place + (length - 1 - 2 * moment) * strides[time] : place
            }
            return [tensor.picking(places, shape: tensor.shape)]
        },
    ]

    /// Whole numbers as places counted from the front.
    static func bounded(_ tensor: Tensor, by size: Int) throws(PlainFault) -> [Int] {
        var places: [Int] = []
        for place in try tensor.wholes() {
            guard place >= -size, place < size else { throw .input(1, why: "holds \(place), and there are \(size)") }
            places.append(place < 0 ? place + size : place)
        }
        return places
    }

    /// The element that each index means: its own coordinates, but for the one along the axis.
    static func elementPlaces(
        _ call: PlainCall, _ tensor: Tensor, _ chosen: Tensor
    ) throws(PlainFault) -> [Int] {
        let axis = try call.axis(else: 0, rank: tensor.shape.count)
        guard chosen.shape.count == tensor.shape.count,
            chosen.shape.indices.allSatisfy({ $0 == axis || chosen.shape[$0] <= tensor.shape[$0] })
        else { throw .shapes(tensor.shape, chosen.shape) }
        var strides = Tensor.strides(tensor.shape)
        let stride = strides[axis]
        strides[axis] = 0
        let along = try bounded(chosen, by: tensor.shape[axis])
        return zip(Tensor.places(shape: chosen.shape, strides: strides), along).map { $0 + $1 * stride }
    }

    /// Where the slices begin that tuples of indexes mean.
    static func sliceStarts(_ shape: [Int], _ chosen: Tensor, batch: Int) throws(PlainFault) -> [Int] {
        guard let depth = chosen.shape.last, depth <= shape.count - batch else {
            throw .shapes(shape, chosen.shape)
        }
        let strides = Tensor.strides(shape)
        let tuples = chosen.shape.dropLast().reduce(1, *)
        let batches = shape[..<batch].reduce(1, *)
        let numbers = try chosen.wholes()
        var starts: [Int] = []
        for tuple in 0..<tuples {
            let own = batches > 0 ? tuple / max(tuples / batches, 1) : 0
            var start = own * (batch > 0 ? strides[batch - 1] : 0)
            for step in 0..<depth {
                let (index, size) = (numbers[tuple * depth + step], shape[batch + step])
                guard index >= -size, index < size else {
                    throw .input(1, why: "holds \(index), and there are \(size)")
                }
                start += (index < 0 ? index + size : index) * strides[batch + step]
            }
            starts.append(start)
        }
        return starts
    }
}

extension Tensor {
    /// Chooses places along one axis, which the shape of the choice takes the place of.
    func gathering(_ chosen: [Int], shape chosenShape: [Int], axis: Int) -> Tensor {
        let inner = shape[(axis + 1)...].reduce(1, *)
        let outer = shape[..<axis].reduce(1, *)
        var places: [Int] = []
        places.reserveCapacity(outer * chosen.count * inner)
        for block in 0..<outer {
            for place in chosen {
                let start = (block * shape[axis] + place) * inner
                places.append(contentsOf: start..<start + inner)
            }
        }
        return picking(places, shape: shape.replacing(axis, with: chosenShape))
    }
}

extension [Int] {
    /// The shape with some sizes in the place of one.
    func replacing(_ axis: Int, with sizes: [Int]) -> [Int] { self[..<axis] + sizes + self[(axis + 1)...] }
}
