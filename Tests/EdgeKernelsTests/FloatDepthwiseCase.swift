import EdgeKernels

/// The operands of an fp32 depthwise convolution, and what is computed of them in guarded memory.
struct FloatDepthwiseCase {
    var window: Window
    var source: [Float]
    var weights: [Float]
    var bias: [Float]
    var bounds: ClosedRange<Float> = -40...50

    /// Gaps lie between pixels where `padding` is above zero.
    init(_ window: Window, seed: UInt64, padding: Int = 0) {
        var random = RandomNumbers(seed: seed)
        self.window = window
        self.window.sourceStride = window.channels + padding
        self.window.destinationStride = window.channels + 2 * padding
        let pixels = window.images * window.height * window.width
        source = (0..<(pixels - 1) * (window.channels + padding) + window.channels).map { _ in random.float() }
        weights = (0..<window.channels * window.rows * window.columns).map { _ in random.float() }
        bias = (0..<window.channels).map { _ in random.float() }
    }

    /// All places of the destination, what lies between its pixels included.
    func computed(
        using isa: InstructionSet, threads: Int = 1, edge: GuardedBuffer<Float>.Edge = .end
    ) throws -> [Float] {
        let packed = try PackedWeights(
            depthwise: weights.span, bias: bias.span, channels: window.channels, size: window.rows)
        let destination = GuardedBuffer([Float](repeating: 77, count: destinationCount), edge: edge)
        let source = GuardedBuffer(source, edge: edge)
        var written = unsafe destination.elements.mutableSpan
        try unsafe convolveDepthwise(
            UnsafeBufferPointer(source.elements).span, by: packed, over: window, into: &written, bounds: bounds,
            using: isa, on: ThreadPool(threads: threads))
        return destination.contents
    }

    private var destinationStride: Int { window.destinationStride ?? window.channels }

    private var destinationCount: Int {
        let pixels = window.images * window.destinationHeight * window.destinationWidth
        return (pixels - 1) * destinationStride + window.channels
    }

    /// Whether all results are what the definition says, as nearly as so many roundings allow.
    func agrees(_ found: [Float]) -> Bool {
        found.count == destinationCount
            && found.indices.allSatisfy { index in
                let channel = index % destinationStride
                // Between pixels nothing may have been written.
                guard channel < window.channels else { return found[index] == 77 }
                let (sum, magnitude) = exact(index / destinationStride, channel)
                let expected = max(Double(bounds.lowerBound), min(Double(bounds.upperBound), sum))
                let terms = Double(window.rows * window.columns + 1)
                return abs(Double(found[index]) - expected) <= 4 * terms.squareRoot() * 0x1p-24 * magnitude
            }
    }

    private func exact(_ place: Int, _ channel: Int) -> (sum: Double, magnitude: Double) {
        let image = place / window.destinationWidth / window.destinationHeight
        let firstRow = place / window.destinationWidth % window.destinationHeight * window.rowStride - window.top
        let firstColumn = place % window.destinationWidth * window.columnStride - window.left
        var sum = Double(bias[channel])
        var magnitude = abs(sum)
        for tap in 0..<window.rows * window.columns {
            let row = firstRow + tap / window.columns
            let column = firstColumn + tap % window.columns
            guard 0..<window.height ~= row, 0..<window.width ~= column else { continue }
            let pixel = (image * window.height + row) * window.width + column
            let activation = Double(source[pixel * (window.sourceStride ?? window.channels) + channel])
            let product = activation * Double(weights[channel * window.rows * window.columns + tap])
            sum += product
            magnitude += abs(product)
        }
        return (sum, magnitude)
    }
}
