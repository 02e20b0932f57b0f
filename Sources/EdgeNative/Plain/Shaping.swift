import EdgeModels

extension PlainOperators {
    /// Operators that move or regroup elements without changing one.
    static let shaping: [OperatorName: Operation] = [
        "Identity": { call throws(PlainFault) in [try call.input(0)] },
        "Dropout": { call throws(PlainFault) in
            let tensor = try call.input(0)
            guard try call.integer(2) ?? 0 == 0 else { throw .input(2, why: "asks for training") }
            return [tensor, Tensor(unchecked: .bool(Array(repeating: true, count: tensor.count)), shape: tensor.shape)]
        },
        "Reshape": { call throws(PlainFault) in
            let tensor = try call.input(0)
            guard let wanted = try call.integers(1) else { throw .missingInput(1) }
            return [tensor.reshaped(try reshaped(tensor.shape, to: wanted, keepsZeros: call.flag("allowzero")))]
        },
        "Flatten": { call throws(PlainFault) in
            let tensor = try call.input(0)
            let axis = call.node.integer("axis", else: 1)
            guard axis.magnitude <= tensor.shape.count else { throw .attribute("axis", why: "is \(axis)") }
            let place = axis < 0 ? axis + tensor.shape.count : axis
            return [tensor.reshaped([tensor.shape[..<place].reduce(1, *), tensor.shape[place...].reduce(1, *)])]
        },
        "Squeeze": { call throws(PlainFault) in
            let tensor = try call.input(0)
            let ones = tensor.shape.indices.filter { tensor.shape[$0] == 1 }
            let axes = try call.axes(try call.integers(1) ?? ones, rank: tensor.shape.count)
            guard axes.allSatisfy({ tensor.shape[$0] == 1 }) else { throw .input(1, why: "names a size other than 1") }
            return [tensor.reshaped(tensor.shape.indices.filter { !axes.contains($0) }.map { tensor.shape[$0] })]
        },
        "Unsqueeze": { call throws(PlainFault) in
            let tensor = try call.input(0)
            guard let given = try call.integers(1) else { throw .missingInput(1) }
            let axes = try call.axes(given, rank: tensor.shape.count + given.count)
            var shape = tensor.shape
            for axis in axes.sorted() { shape.insert(1, at: axis) }
            return [tensor.reshaped(shape)]
        },
        "Transpose": { call throws(PlainFault) in
            let tensor = try call.input(0)
            let order = call.node.integers("perm") ?? tensor.shape.indices.reversed()
            guard order.sorted() == Array(tensor.shape.indices) else { throw .attribute("perm", why: "is \(order)") }
            return [tensor.transposed(order)]
        },
        "Expand": { call throws(PlainFault) in
            let tensor = try call.input(0)
            guard let wanted = try call.integers(1), wanted.allSatisfy({ $0 >= 0 }) else { throw .missingInput(1) }
            let spread = try Spread([tensor.shape, wanted])
            try call.checked(spread.shape)
            return [tensor.picking(spread.places(of: tensor.shape), shape: spread.shape)]
        },
        "Tile": { call throws(PlainFault) in
            let tensor = try call.input(0)
            guard let repeats = try call.integers(1), repeats.count == tensor.shape.count else {
                throw .input(1, why: "does not name every dimension")
            }
            var tiled = tensor
            for (axis, times) in repeats.enumerated() {
                guard times >= 0, times <= call.limits.elements else { throw .input(1, why: "holds \(times)") }
                try call.checked(tiled.shape.replacing(axis, with: [times, tiled.shape[axis]]))
                let places = (0..<times * tiled.shape[axis]).map { $0 % tensor.shape[axis] }
                tiled = tiled.gathering(places, shape: [places.count], axis: axis)
            }
            return [tiled]
        },
        "Concat": { call throws(PlainFault) in
            var tensors: [Tensor] = []
            for place in call.inputs.indices { tensors.append(try call.input(place)) }
            return [try concatenated(call, tensors)]
        },
        "Split": { call throws(PlainFault) in
            let tensor = try call.input(0)
            let axis = try call.axis(else: 0, rank: tensor.shape.count)
            var start = 0
            var parts: [Tensor?] = []
            for size in try splitSizes(call, of: tensor.shape[axis]) {
                parts.append(tensor.gathering(Array(start..<start + size), shape: [size], axis: axis))
                start += size
            }
            return parts
        },
        "DepthToSpace": { call throws(PlainFault) in
            let (tensor, block) = try blocks(call)
            let (batch, depth) = (tensor.shape[0], tensor.shape[1])
            let (height, width) = (tensor.shape[2], tensor.shape[3])
            guard depth % (block * block) == 0 else { throw .input(0, why: "has \(depth) channels") }
            let left = depth / (block * block)
            let depthFirst = call.node.text("mode", else: "DCR") == "DCR"
            let apart = tensor.reshaped(
                depthFirst ? [batch, block, block, left, height, width] : [batch, left, block, block, height, width])
            return [
                apart.transposed(depthFirst ? [0, 3, 4, 1, 5, 2] : [0, 1, 4, 2, 5, 3])
                    .reshaped([batch, left, height * block, width * block])
            ]
        },
        "SpaceToDepth": { call throws(PlainFault) in
            let (tensor, block) = try blocks(call)
            let (batch, depth) = (tensor.shape[0], tensor.shape[1])
            let (height, width) = (tensor.shape[2] / block, tensor.shape[3] / block)
            guard tensor.shape[2] % block == 0, tensor.shape[3] % block == 0 else {
                throw .input(0, why: "is not made of whole blocks")
            }
            return [
                tensor.reshaped([batch, depth, height, block, width, block]).transposed([0, 3, 5, 1, 2, 4])
                    .reshaped([batch, depth * block * block, height, width])
            ]
        },
    ]

    static func reshaped(_ shape: [Int], to wanted: [Int], keepsZeros: Bool) throws(PlainFault) -> [Int] {
        var result = wanted
        for place in wanted.indices where wanted[place] == 0 && !keepsZeros {
            guard place < shape.count else { throw .shapes(shape, wanted) }
            result[place] = shape[place]
        }
        let count = shape.reduce(1, *)
        if let open = result.firstIndex(of: -1) {
            result[open] = 1
            guard let known = Tensor.count(result), known > 0, count % known == 0 else { throw .shapes(shape, wanted) }
            result[open] = count / known
        }
        guard Tensor.count(result) == count else { throw .shapes(shape, wanted) }
        return result
    }

    static func concatenated(_ call: PlainCall, _ tensors: [Tensor]) throws(PlainFault) -> Tensor {
        guard let first = tensors.first else { throw .missingInput(0) }
        let axis = try call.axis(else: 0, rank: first.shape.count)
        var shape = first.shape
        for next in tensors.dropFirst() {
            guard next.type == first.type, next.shape.count == shape.count,
                shape.replacing(axis, with: []) == next.shape.replacing(axis, with: [])
            else { throw .shapes(shape, next.shape) }
            shape[axis] += next.shape[axis]
        }
        try call.checked(shape)
        // Laid one after another along a new first axis, the blocks of all alternate.
        let outer = shape[..<axis].reduce(1, *)
        var starts = [0]
        for tensor in tensors { starts.append(starts[starts.count - 1] + tensor.count) }
        let places = (0..<outer).flatMap { block in
            tensors.indices.flatMap { number in
                let length = tensors[number].count / max(outer, 1)
                return starts[number] + block * length..<starts[number] + (block + 1) * length
            }
        }
        let joined = first.elements.joined(tensors.dropFirst().map(\.elements))
        return Tensor(unchecked: joined.picking(places), shape: shape)
    }

    static func splitSizes(_ call: PlainCall, of size: Int) throws(PlainFault) -> [Int] {
        let count = call.node.outputs.count
        guard let sizes = try call.integers(1) else {
            let part = (size + count - 1) / max(count, 1)
            guard count > 0, part * (count - 1) <= size else { throw .input(0, why: "cannot be split into \(count)") }
            return (0..<count).map { $0 == count - 1 ? size - part * (count - 1) : part }
        }
        guard sizes.allSatisfy({ $0 >= 0 && $0 <= size }), sizes.count <= max(count, 1), sizes.reduce(0, +) == size
        else {
            throw .input(1, why: "is \(sizes), and there are \(size)")
        }
        return sizes
    }

    private static func blocks(_ call: PlainCall) throws(PlainFault) -> (tensor: Tensor, block: Int) {
        let (tensor, block) = (try call.input(0), call.node.integer("blocksize", else: 0))
        guard block >= 1, block <= 1 << 15 else { throw .attribute("blocksize", why: "is \(block)") }
        guard tensor.shape.count == 4 else { throw .input(0, why: "has \(tensor.shape.count) dimensions, not 4") }
        return (tensor, block)
    }
}

extension Tensor {
    func transposed(_ order: [Int]) -> Tensor {
        let strides = Tensor.strides(shape)
        let shape = order.map { self.shape[$0] }
        return picking(Tensor.places(shape: shape, strides: order.map { strides[$0] }), shape: shape)
    }
}
