import EdgeKernels

/// The operands of an 8-bit product, and what is computed of them in guarded memory.
struct QuantizedCase<Left: QuantizedElement> {
    let shape: ProductShape
    /// By how much strides are longer than rows.
    let padding: Int
    var left: [Left]
    var weights: QuantizedWeights
    var rowScales: [Float]
    var floatBias: [Float]

    init(_ shape: ProductShape, seed: UInt64, padding: Int = 0) {
        var random = RandomNumbers(seed: seed)
        self.shape = shape
        self.padding = padding
        left = (0..<(shape.rows - 1) * (shape.depth + padding) + shape.depth).map { _ in
            Left.random(in: Left.min...Left.max, using: &random)
        }
        weights = QuantizedWeights(
            (0..<shape.columns * shape.depth).map { _ in Int8.random(in: -128...127, using: &random) },
            columns: shape.columns, depth: shape.depth)
        weights.bias = (0..<shape.columns).map { _ in Int32.random(in: -9999...9999, using: &random) }
        // So that results lie on both sides of the bounds and between them.
        let scale = 1 / (50 * Float(shape.depth).squareRoot())
        weights.multipliers = (0..<shape.columns).map { _ in Float.random(in: 0.1 * scale...scale, using: &random) }
        weights.zeroPoint = Int.random(in: 0...255, using: &random)
        rowScales = (0..<shape.rows).map { _ in random.float() }
        floatBias = (0..<shape.columns).map { _ in random.float() }
    }

    /// Alike in every place, without bias or scales.
    init(_ shape: ProductShape, activation: Left, weight: Int8, zeroPoint: Int) {
        self.shape = shape
        padding = 0
        left = [Left](repeating: activation, count: shape.rows * shape.depth)
        weights = QuantizedWeights(
            [Int8](repeating: weight, count: shape.columns * shape.depth), columns: shape.columns, depth: shape.depth)
        weights.zeroPoint = zeroPoint
        rowScales = []
        floatBias = []
    }

    /// All places of the destination, what lies between its rows included, of 8-bit results.
    func requantized<Product: QuantizedElement>(
        as type: Product.Type, using isa: InstructionSet, threads: Int = 1, edge: GuardedBuffer<Left>.Edge = .end,
        zeroPoint: Product? = nil, bounds: ClosedRange<Product> = Product.min...Product.max
    ) throws -> [Product] {
        try computed(untouched: Product(77), edge: edge) { left, packed, written in
            try multiply(
                left, rows: shape.rows, leftStride: shape.depth + padding, by: packed, into: &written,
                destinationStride: stride, zeroPoint: zeroPoint ?? Product(3), bounds: bounds, using: isa,
                on: ThreadPool(threads: threads))
        }
    }

    func floats(
        using isa: InstructionSet, threads: Int = 1, edge: GuardedBuffer<Left>.Edge = .end,
        bounds: ClosedRange<Float> = -Float.infinity...Float.infinity
    ) throws -> [UInt32] {
        try computed(untouched: Float(77), edge: edge) { left, packed, written in
            try multiply(
                left, rows: shape.rows, leftStride: shape.depth + padding, by: packed, rowScales: rowScales.span,
                bias: floatBias.span, into: &written, destinationStride: stride, bounds: bounds, using: isa,
                on: ThreadPool(threads: threads))
        }.map(\.bitPattern)
    }

    func sums(
        using isa: InstructionSet, threads: Int = 1, edge: GuardedBuffer<Left>.Edge = .end
    ) throws -> [Int32] {
        try computed(untouched: Int32(77), edge: edge) { left, packed, written in
            try multiply(
                left, rows: shape.rows, leftStride: shape.depth + padding, by: packed, into: &written,
                destinationStride: stride, using: isa, on: ThreadPool(threads: threads))
        }
    }

    private var stride: Int { shape.columns + padding }

    private func computed<Product: BitwiseCopyable>(
        untouched: Product, edge: GuardedBuffer<Left>.Edge,
        product: (Span<Left>, PackedWeights, inout MutableSpan<Product>) throws -> Void
    ) throws -> [Product] {
        let packed = try PackedWeights(weights)
        let initial = [Product](repeating: untouched, count: (shape.rows - 1) * stride + shape.columns)
        let destination = GuardedBuffer(initial, edge: edge == .end ? .end : .start)
        let left = GuardedBuffer(left, edge: edge)
        var written = unsafe destination.elements.mutableSpan
        try unsafe product(UnsafeBufferPointer(left.elements).span, packed, &written)
        return destination.contents
    }
}
