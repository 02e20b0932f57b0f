import EdgeKernels

/// The operands of an fp16 product, and what is computed of them in guarded memory.
struct HalfProduct {
    let shape: ProductShape
    let padding: Int
    var left: [Float16]
    let weights: [Float]
    let bias: [Float]

    /// - Parameter padding: by how much strides are longer than rows.
    init(_ shape: ProductShape, seed: UInt64, padding: Int = 0) {
        var random = RandomNumbers(seed: seed)
        func drawn(_ count: Int) -> [Float] { (0..<count).map { _ in random.float() } }
        self.shape = shape
        self.padding = padding
        left = drawn((shape.rows - 1) * (shape.depth + padding) + shape.depth).map { Float16($0) }
        weights = drawn(shape.columns * shape.depth)
        bias = drawn(shape.columns)
    }

    var stride: Int { shape.columns + padding }

    /// The destination after the product, what lies between its rows included.
    func computed<Product: HalfProductResult>(
        untouched: Product, using isa: InstructionSet, threads: Int = 1, edge: GuardedBuffer<Float16>.Edge = .end,
        bounds: ClosedRange<Float>
    ) throws -> [Product] {
        let packed = try PackedWeights(
            roundedToFloat16: weights.span, bias: bias.span, columns: shape.columns, depth: shape.depth,
            order: .depthThenColumns)
        let count = (shape.rows - 1) * stride + shape.columns
        let destination = GuardedBuffer(
            [Product](repeating: untouched, count: count), edge: edge == .end ? .end : .start)
        let left = GuardedBuffer(left, edge: edge)
        var written = unsafe destination.elements.mutableSpan
        try unsafe multiply(
            UnsafeBufferPointer(left.elements).span, rows: shape.rows, leftStride: shape.depth + padding, by: packed,
            into: &written, destinationStride: stride, bounds: bounds, using: isa, on: ThreadPool(threads: threads))
        return destination.contents
    }

    /// The definition in double precision, and the sum of its terms' magnitudes.
    private func exact(_ row: Int, _ column: Int) -> (value: Double, magnitude: Double) {
        var value = Double(bias[column])
        var magnitude = abs(value)
        for k in 0..<shape.depth {
            let activation = Double(left[row * (shape.depth + padding) + k])
            let product = activation * Double(Float16(weights[k * shape.columns + column]))
            value += product
            magnitude += abs(product)
        }
        return (value, magnitude)
    }

    /// Whether the outcome is what the definition says, but for roundings: of sums, and at last to fp16.
    func isRight<Product: HalfProductResult>(
        _ found: [Product], float: (Product) -> Float, untouched: Float, using isa: InstructionSet,
        bounds: ClosedRange<Float>
    ) -> Bool {
        found.indices.allSatisfy { index in
            let (row, column) = (index / stride, index % stride)
            let value = Double(float(found[index]))
            guard column < shape.columns else { return value == Double(untouched) }
            let (sum, magnitude) = exact(row, column)
            let expected = min(Double(bounds.upperBound), max(Double(bounds.lowerBound), sum))
            // Of 32 neighbours that are added in fp16 each addition rounds.
            let unit = isa == .avx512fp16 ? 32 * 0x1p-11 : 4 * Double(shape.depth + 2).squareRoot() * 0x1p-24
            return abs(value - expected) <= unit * magnitude + (Product.isHalf ? abs(expected) * 0x1p-11 : 0)
        }
    }
}
