import EdgeKernels

/// The operands of a product with 4-bit weights, and what is computed of them in guarded memory.
struct Int4Case {
    let shape: ProductShape
    var left: [Float]
    var weights: Int4Weights

    init(_ shape: ProductShape, block: Int, seed: UInt64) {
        self.init(shape, block: block, seed: seed, scale: { $0.float() }, activation: { $0.float() })
    }

    /// Scales of one and activations that are whole numbers with 127 in each block: all arithmetic is exact.
    init(wholeNumbers shape: ProductShape, block: Int, seed: UInt64) {
        self.init(
            shape, block: block, seed: seed, scale: { _ in 1 },
            activation: { Float(Int.random(in: -127...127, using: &$0)) })
        for row in 0..<shape.rows {
            for k in stride(from: 0, to: shape.depth, by: block) { left[row * shape.depth + k] = 127 }
        }
        weights.bias = weights.bias.map { $0.rounded() }
    }

    private init(
        _ shape: ProductShape, block: Int, seed: UInt64, scale: (inout RandomNumbers) -> Float,
        activation: (inout RandomNumbers) -> Float
    ) {
        var random = RandomNumbers(seed: seed)
        let blocks = (shape.depth + block - 1) / block
        self.shape = shape
        left = (0..<shape.rows * shape.depth).map { _ in activation(&random) }
        weights = Int4Weights(
            nibbles: (0..<shape.columns * ((shape.depth + 1) / 2)).map { _ in UInt8.random(in: 0...255, using: &random)
            },
            scales: (0..<shape.columns * blocks).map { _ in scale(&random) }, columns: shape.columns,
            depth: shape.depth, block: block)
        weights.bias = (0..<shape.columns).map { _ in random.float() }
        if seed % 2 == 0 {
            weights.zeroPoints = (0..<shape.columns * blocks).map { _ in UInt8.random(in: 0...15, using: &random) }
        }
    }

    /// A weight in units of its scale.
    func weight(_ column: Int, _ k: Int) -> Int {
        let blocks = (shape.depth + weights.block - 1) / weights.block
        let zero = weights.zeroPoints.isEmpty ? 8 : Int(weights.zeroPoints[column * blocks + k / weights.block])
        let byte = weights.nibbles[column * ((shape.depth + 1) / 2) + k / 2]
        return Int(k % 2 == 0 ? byte & 15 : byte >> 4) - zero
    }

    /// No sum of magnitudes is above: activations and scales are at most 8, weights at most 15 scales.
    var largestSum: Float { Float(shape.depth) * 8 * 8 * 15 }

    /// The bits of all places of the destination, what lies between its rows included.
    func computed(
        using isa: InstructionSet, threads: Int = 1, padding: Int = 0, edge: GuardedBuffer<Float>.Edge = .end,
        bounds: ClosedRange<Float> = -Float.infinity...Float.infinity
    ) throws -> [UInt32] {
        let pool = try ThreadPool(threads: threads)
        let packed = try PackedWeights(weights)
        let rows = try BlockRows(left.span, rows: shape.rows, depth: shape.depth, block: weights.block, on: pool)
        let columns = shape.columns + padding
        let count = shape.rows == 0 ? 0 : (shape.rows - 1) * columns + shape.columns
        let destination = GuardedBuffer([Float](repeating: 77, count: count), edge: edge)
        var written = unsafe destination.elements.mutableSpan
        try multiply(rows, by: packed, into: &written, destinationStride: columns, bounds: bounds, using: isa, on: pool)
        return destination.contents.map(\.bitPattern)
    }
}
