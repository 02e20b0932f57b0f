import EdgeModels

extension PlainOperators {
    /// Products of matrices.
    static let products: [OperatorName: Operation] = [
        "MatMul": { call throws(PlainFault) in
            let (left, right) = (try call.input(0), try call.input(1))
            guard !left.type.isFloat else { return [try product(call, left, right)] }
            let (shape, numbers) = try product(call, left, try left.wholes(), right, try right.wholes())
            return [Tensor(shape: shape, wholes: numbers, as: left.type)]
        },
        "MatMulInteger": { call throws(PlainFault) in
            let (left, right) = (try call.input(0), try call.input(1))
            let (shape, numbers) = try product(
                call, left, try shifted(left, by: call.optional(2), axis: max(left.shape.count - 2, 0)), right,
                try shifted(right, by: call.optional(3), axis: max(right.shape.count - 1, 0)))
            return [Tensor(shape: shape, wholes: numbers, as: .s32)]
        },
        "Gemm": { call throws(PlainFault) in
            var (left, right) = (try call.input(0), try call.input(1))
            guard left.shape.count == 2, right.shape.count == 2 else { throw .shapes(left.shape, right.shape) }
            if call.flag("transA") { left = left.transposed([1, 0]) }
            if call.flag("transB") { right = right.transposed([1, 0]) }
            let (shape, sums) = try product(call, left, left.reals, right, right.reals)
            let (alpha, beta) = (call.double("alpha", else: 1), call.double("beta", else: 1))
            var reals = sums.map { alpha * $0 }
            if let bias = call.optional(2) {
                let spread = try Spread([shape, bias.shape])
                guard spread.shape == shape else { throw .shapes(shape, bias.shape) }
                reals = zip(reals, spread.numbers(bias.reals, of: bias.shape)).map { $0 + beta * $1 }
            }
            return [Tensor(shape: shape, reals: reals, as: left.type)]
        },
        .microsoft("MatMulNBits"): { call throws(PlainFault) in
            let left = try call.input(0)
            let right = try blockWeights(call)
            let product = try product(call, left, right)
            guard let bias = call.optional(5) else { return [product] }
            return [try run("Add", [product, bias], like: call)]
        },
    ]

    static func product(_ call: PlainCall, _ left: Tensor, _ right: Tensor) throws(PlainFault) -> Tensor {
        let (shape, numbers) = try product(call, left, left.reals, right, right.reals)
        return Tensor(shape: shape, reals: numbers, as: left.type)
    }

    /// Of the matrices in the last two dimensions, all before them spread; a vector is a row or a column.
    static func product<Number: PlainNumber>(
        _ call: PlainCall, _ left: Tensor, _ leftNumbers: [Number], _ right: Tensor, _ rightNumbers: [Number]
    ) throws(PlainFault) -> (shape: [Int], numbers: [Number]) {
        guard !left.shape.isEmpty, !right.shape.isEmpty else { throw .shapes(left.shape, right.shape) }
        let rowShape = left.shape.count == 1 ? [1] + left.shape : left.shape
        let columnShape = right.shape.count == 1 ? right.shape + [1] : right.shape
        let (rows, depth) = (rowShape[rowShape.count - 2], rowShape[rowShape.count - 1])
        let columns = columnShape[columnShape.count - 1]
        guard columnShape[columnShape.count - 2] == depth else { throw .shapes(left.shape, right.shape) }
        let (leftBatch, rightBatch) = (Array(rowShape.dropLast(2)), Array(columnShape.dropLast(2)))
        let batch = try Spread([leftBatch, rightBatch])
        try call.checked(batch.shape + [rows, columns])
        try call.checkSteps(batch.shape.reduce(1, *), rows, depth, columns)
        var numbers: [Number] = []
        for (first, second) in zip(batch.places(of: leftBatch), batch.places(of: rightBatch)) {
            for row in 0..<rows {
                var sums = Array(repeating: Number.zero, count: columns)
                for step in 0..<depth {
                    let factor = leftNumbers[(first * rows + row) * depth + step]
                    let start = (second * depth + step) * columns
                    for column in 0..<columns { sums[column].add(factor, rightNumbers[start + column]) }
                }
                numbers += sums
            }
        }
        var shape = batch.shape
        if left.shape.count > 1 { shape.append(rows) }
        if right.shape.count > 1 { shape.append(columns) }
        return (shape, numbers)
    }

    /// Weights kept as few bits in blocks with a scale each, as the numbers they stand for: depth by columns.
    private static func blockWeights(_ call: PlainCall) throws(PlainFault) -> Tensor {
        let (packed, scales) = (try call.input(1), try call.input(2).reals)
        let (depth, columns) = (call.node.integer("K", else: 0), call.node.integer("N", else: 0))
        let (bits, block) = (call.node.integer("bits", else: 4), call.node.integer("block_size", else: 0))
        guard [2, 4, 8].contains(bits), (1...1 << 20).contains(block), depth >= 1, columns >= 1 else {
            throw .attribute("bits", why: "is \(bits) in blocks of \(block) for \(depth) by \(columns)")
        }
        try call.checked([depth, columns])
        let blocks = (depth + block - 1) / block
        let bytes = (block * bits + 7) / 8
        guard packed.type == .u8, packed.count == columns * blocks * bytes, scales.count == columns * blocks else {
            throw .input(1, why: "does not hold \(columns) by \(blocks) blocks of \(bytes) bytes")
        }
        let zeros = try blockZeros(call, columns: columns, blocks: blocks, bits: bits)
        let groups = try call.integers(4)
        guard groups?.count ?? depth == depth, groups?.allSatisfy({ (0..<blocks).contains($0) }) ?? true else {
            throw .input(4, why: "does not name a block for each of \(depth)")
        }
        let numbers = packed.patterns
        let weights = (0..<depth * columns).map { place in
            let (row, column) = (place / columns, place % columns)
            let (within, each) = (row % block, 8 / bits)
            let byte = numbers[(column * blocks + row / block) * bytes + within / each]
            let weight = byte >> (within % each * bits) & (1 << bits - 1)
            let group = column * blocks + (groups?[row] ?? row / block)
            return (Double(weight) - zeros[group]) * scales[group]
        }
        return Tensor(shape: [depth, columns], reals: weights, as: .f64)
    }

    /// The number that stands for zero in each block: as a number, in few bits, or the middle.
    private static func blockZeros(
        _ call: PlainCall, columns: Int, blocks: Int, bits: Int
    ) throws(PlainFault) -> [Double] {
        guard let zeros = call.optional(3) else {
            return Array(repeating: Double(1 << (bits - 1)), count: columns * blocks)
        }
        guard zeros.type == .u8 else {
            guard zeros.count == columns * blocks else { throw .input(3, why: "is not one number for each block") }
            return zeros.reals
        }
        let bytes = (blocks * bits + 7) / 8
        guard zeros.count == columns * bytes else { throw .input(3, why: "is not one number for each block") }
        let (numbers, each) = (zeros.patterns, 8 / bits)
        return (0..<columns * blocks).map { place in
            let (column, block) = (place / blocks, place % blocks)
            return Double(numbers[column * bytes + block / each] >> (block % each * bits) & (1 << bits - 1))
        }
    }
}

extension PlainOperators {
    /// Another operator, as a step of this one.
    static func run(
        _ name: OperatorName, _ inputs: [Tensor?], _ attributes: [String: Attribute] = [:], like call: PlainCall
    ) throws(PlainFault) -> Tensor {
        let node = Node(name: call.node.name, operation: name, inputs: [], outputs: [nil], attributes: attributes)
        guard let operation = operation(name),
            let output = try operation(PlainCall(node: node, inputs: inputs, limits: call.limits)).first, let output
        else { throw .unknownOperator }
        return output
    }
}
