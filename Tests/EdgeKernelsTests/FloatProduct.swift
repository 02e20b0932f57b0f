import EdgeKernels

/// The sizes of a matrix product.
struct ProductShape: Hashable, Sendable {
    let rows, columns, depth: Int
}

/// The operands of a fp32 product, and what is computed of them in guarded memory.
struct FloatProduct {
    let shape: ProductShape
    let padding: Int
    var left: [Float]
    let weights: [Float]
    let bias: [Float]
    let residual: [Float]

    /// - Parameter padding: by how much strides are longer than rows.
    init(_ shape: ProductShape, seed: UInt64, padding: Int = 0, residual hasResidual: Bool = false) {
        var random = RandomNumbers(seed: seed)
        func drawn(_ count: Int) -> [Float] { (0..<count).map { _ in random.float() } }
        self.shape = shape
        self.padding = padding
        left = drawn((shape.rows - 1) * (shape.depth + padding) + shape.depth)
        weights = drawn(shape.columns * shape.depth)
        bias = drawn(shape.columns)
        residual = hasResidual ? drawn((shape.rows - 1) * (shape.columns + padding) + shape.columns) : []
    }

    /// The destination after the product, what lies between its rows included.
    func computed(
        using isa: InstructionSet, threads: Int = 1, edge: GuardedBuffer<Float>.Edge = .end,
        bounds: ClosedRange<Float> = -Float.infinity...Float.infinity
    ) throws -> [Float] {
        let packed = try PackedWeights(
            weights.span, bias: bias.span, columns: shape.columns, depth: shape.depth, order: .depthThenColumns)
        let stride = shape.columns + padding
        let untouched = [Float](repeating: 77, count: (shape.rows - 1) * stride + shape.columns)
        let destination = GuardedBuffer(untouched, edge: edge)
        let left = GuardedBuffer(left, edge: edge)
        let residual = GuardedBuffer(residual, edge: edge)
        var written = unsafe destination.elements.mutableSpan
        try unsafe multiply(
            UnsafeBufferPointer(left.elements).span, rows: shape.rows, leftStride: shape.depth + padding, by: packed,
            adding: UnsafeBufferPointer(residual.elements).span, residualStride: stride, into: &written,
            destinationStride: stride, bounds: bounds, using: isa, on: ThreadPool(threads: threads))
        return destination.contents
    }

    /// Rows that touch, in ordinary memory.
    static func multiplied(
        _ left: [Float], rows: Int, by weights: PackedWeights, using isa: InstructionSet,
        bounds: ClosedRange<Float> = -Float.infinity...Float.infinity
    ) throws -> [Float] {
        var products = [Float](repeating: 0, count: rows * weights.columns)
        var span = products.mutableSpan
        try multiply(
            left.span, rows: rows, by: weights, into: &span, bounds: bounds, using: isa, on: ThreadPool(threads: 1))
        return products
    }

    /// Whether two outcomes differ by no more than sums of so many roundings may.
    func agree(_ found: [Float], _ expected: [Float]) -> Bool {
        let stride = shape.columns + padding
        return found.count == expected.count
            && found.indices.allSatisfy { index in
                let row = index / stride
                let column = index % stride
                // Between rows nothing may have been written.
                guard column < shape.columns else { return found[index] == 77 && expected[index] == 77 }
                return abs(found[index] - expected[index]) <= tolerance(row: row, column: column)
            }
    }

    private func tolerance(row: Int, column: Int) -> Float {
        var magnitude = abs(bias[column])
        if !residual.isEmpty { magnitude += abs(residual[row * (shape.columns + padding) + column]) }
        for k in 0..<shape.depth {
            magnitude += abs(left[row * (shape.depth + padding) + k] * weights[k * shape.columns + column])
        }
        let terms = Float(shape.depth + 2)
        return min(4 * terms.squareRoot(), terms) * 0x1p-24 * magnitude
    }
}
