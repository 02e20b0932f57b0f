import EdgeModels

extension PlainOperators {
    /// Operators that take a part of a tensor, or put more around it.
    static let cutting: [OperatorName: Operation] = [
        "Slice": { call throws(PlainFault) in
            var tensor = try call.input(0)
            guard let starts = try call.integers(1), let ends = try call.integers(2) else { throw .missingInput(2) }
            let given = try call.integers(3) ?? Array(starts.indices)
            let steps = try call.integers(4) ?? Array(repeating: 1, count: starts.count)
            guard Set([starts.count, ends.count, given.count, steps.count]).count == 1 else {
                throw .input(1, why: "has \(starts.count) numbers, and other inputs have more or fewer")
            }
            for (place, axis) in try call.axes(given, rank: tensor.shape.count).enumerated() {
                guard steps[place] != 0 else { throw .input(4, why: "holds 0") }
                let chosen = slice(tensor.shape[axis], starts[place], ends[place], steps[place])
                tensor = tensor.gathering(chosen, shape: [chosen.count], axis: axis)
            }
            return [tensor]
        },
        "Pad": { call throws(PlainFault) in
            let tensor = try call.input(0)
            guard let pads = try call.integers(1) else { throw .missingInput(1) }
            let axes = try call.axes(try call.integers(3) ?? Array(tensor.shape.indices), rank: tensor.shape.count)
            guard pads.count == 2 * axes.count, pads.allSatisfy({ $0.magnitude <= 1 << 40 }) else {
                throw .input(1, why: "has \(pads.count) numbers for \(axes.count) dimensions")
            }
            let value = call.optional(2)
            guard value?.type ?? tensor.type == tensor.type, value?.count ?? 1 == 1 else {
                throw .input(2, why: "is not one number of the same type")
            }
            var shape = tensor.shape
            for (place, axis) in axes.enumerated() {
                shape[axis] += pads[place] + pads[place + axes.count]
            }
            try call.checked(shape)
            return [try padded(call, tensor, axes, pads, shape, value?.elements ?? .zero(tensor.type))]
        },
    ]

    /// The places that a slice takes of so many; negative ones count from the end.
    static func slice(_ size: Int, _ start: Int, _ end: Int, _ step: Int) -> [Int] {
        func place(_ place: Int, _ least: Int, _ most: Int) -> Int {
            min(max(place < 0 ? (place < -size ? -1 : place + size) : place, least), most)
        }
        // No step larger than the dimension takes more than one place.
        let bounded = min(max(step, -size - 1), size + 1)
        return step > 0
            ? Array(stride(from: place(start, 0, size), to: place(end, 0, size), by: bounded))
            : Array(stride(from: place(start, -1, size - 1), to: place(end, -1, size - 1), by: bounded))
    }

    /// Axis after axis: which old place each new one shows; behind the last old one lies the constant.
    private static func padded(
        _ call: PlainCall, _ tensor: Tensor, _ axes: [Int], _ pads: [Int], _ shape: [Int], _ constant: Elements
    ) throws(PlainFault) -> Tensor {
        let mode = call.node.text("mode", else: "constant")
        var shown = tensor.shape.map { Array(0..<$0) as [Int?] }
        for (place, axis) in axes.enumerated() {
            let size = tensor.shape[axis]
            guard size > 0 || mode == "constant" else { throw .input(0, why: "has nothing to repeat") }
            shown[axis] = try (0..<shape[axis]).map { new throws(PlainFault) in
                try source(of: new - pads[place], size, mode)
            }
        }
        let strides = Tensor.strides(tensor.shape)
        var places: [Int] = [0]
        let outside = tensor.count
        for axis in shape.indices {
            places = places.flatMap { start in
                shown[axis].map { $0.map { start == outside ? outside : start + $0 * strides[axis] } ?? outside }
            }
        }
        return Tensor(unchecked: tensor.elements.joined([constant]).picking(places), shape: shape)
    }

    /// The old place that is seen at a place before, in or behind the old ones; nil for the constant.
    private static func source(of place: Int, _ size: Int, _ mode: String) throws(PlainFault) -> Int? {
        switch mode {
        case "constant": return (0..<size).contains(place) ? place : nil
        case "edge": return min(max(place, 0), size - 1)
        case "wrap": return (place % size + size) % size
        case "reflect":
            guard size > 1 else { return 0 }
            let period = 2 * (size - 1)
            let within = (place % period + period) % period
            return within < size ? within : period - within
        default: throw .attribute("mode", why: "is \(mode)")
        }
    }
}
