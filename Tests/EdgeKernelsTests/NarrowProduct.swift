import EdgeKernels

/// The operands of a bf16 product, and what is computed of them in guarded memory.
struct NarrowProduct {
    let shape: ProductShape
    let padding: Int
    var left: [Float]
    let weights: [Float]
    let bias: [Float]

    /// - Parameter padding: by how much strides are longer than rows.
    init(_ shape: ProductShape, seed: UInt64, padding: Int = 0) {
        var random = RandomNumbers(seed: seed)
        func drawn(_ count: Int) -> [Float] { (0..<count).map { _ in random.float() } }
        self.shape = shape
        self.padding = padding
        left = drawn((shape.rows - 1) * (shape.depth + padding) + shape.depth)
        weights = drawn(shape.columns * shape.depth)
        bias = drawn(shape.columns)
    }

    var stride: Int { shape.columns + padding }

    /// The destination after the product, what lies between its rows included.
    func computed<Left: ActivationFloat, Destination: ActivationFloat>(
        from left: [Left], untouched: Destination, using isa: InstructionSet, threads: Int = 1,
        edge: GuardedBuffer<Left>.Edge = .end, bounds: ClosedRange<Float>
    ) throws -> [Destination] {
        let packed = try PackedWeights(
            roundedToBFloat16: weights.span, bias: bias.span, columns: shape.columns, depth: shape.depth,
            order: .depthThenColumns)
        let count = (shape.rows - 1) * stride + shape.columns
        let destination = GuardedBuffer(
            [Destination](repeating: untouched, count: count), edge: edge == .end ? .end : .start)
        let left = GuardedBuffer(left, edge: edge)
        var written = unsafe destination.elements.mutableSpan
        try unsafe multiplyNarrow(
            UnsafeBufferPointer(left.elements).span, rows: shape.rows, leftStride: shape.depth + padding, by: packed,
            into: &written, destinationStride: stride, bounds: bounds, using: isa, on: ThreadPool(threads: threads))
        return destination.contents
    }

    /// The definition, in double precision: what sums of rounded operands come to.
    func exact(bounds: ClosedRange<Float>) -> [(value: Double, magnitude: Double)] {
        var sums: [(value: Double, magnitude: Double)] = []
        let left = left.map { Double(BFloat16($0).float) }
        let weights = weights.map { Double(BFloat16($0).float) }
        for row in 0..<shape.rows {
            for column in 0..<shape.columns {
                var value = Double(bias[column])
                var magnitude = abs(value)
                for k in 0..<shape.depth {
                    let product = left[row * (shape.depth + padding) + k] * weights[k * shape.columns + column]
                    value += product
                    magnitude += abs(product)
                }
                let bounded = min(Double(bounds.upperBound), max(Double(bounds.lowerBound), value))
                sums.append((bounded, magnitude))
            }
        }
        return sums
    }

    /// Whether the outcome is what the definition says, but for the roundings of so many sums and, at last, to bf16.
    func isRight<Destination: ActivationFloat>(
        _ found: [Destination], float: (Destination) -> Float, untouched: Float, bounds: ClosedRange<Float>
    ) -> Bool {
        let expected = exact(bounds: bounds)
        let narrow = Destination.kernelType == .bf16
        return found.indices.allSatisfy { index in
            let (row, column) = (index / stride, index % stride)
            let value = Double(float(found[index]))
            guard column < shape.columns else { return value == Double(untouched) }
            let (sum, magnitude) = expected[row * shape.columns + column]
            let roundings = 16 * Double(shape.depth + 2).squareRoot() * 0x1p-24 * magnitude
            return abs(value - sum) <= roundings + (narrow ? abs(sum) * 0x1p-8 : 0)
        }
    }
}
