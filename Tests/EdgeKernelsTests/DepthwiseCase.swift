import EdgeKernels

/// The operands of an 8-bit depthwise convolution, and what is computed of them in guarded memory.
struct DepthwiseCase<Element: QuantizedElement> {
    var window: Window
    var source: [Element]
    var weights: QuantizedWeights
    var zeroPoint: Element
    var bounds: ClosedRange<Element>

    /// Gaps lie between pixels where `padding` is above zero.
    init(_ window: Window, seed: UInt64, padding: Int = 0) {
        var random = RandomNumbers(seed: seed)
        self.window = window
        self.window.sourceStride = window.channels + padding
        self.window.destinationStride = window.channels + 2 * padding
        let pixels = window.images * window.height * window.width
        source = (0..<(pixels - 1) * (window.channels + padding) + window.channels).map { _ in
            Element.random(in: Element.min...Element.max, using: &random)
        }
        let taps = window.rows * window.columns
        weights = QuantizedWeights(
            (0..<window.channels * taps).map { _ in Int8.random(in: -128...127, using: &random) },
            columns: window.channels, depth: 1, taps: taps)
        weights.bias = (0..<window.channels).map { _ in Int32.random(in: -9999...9999, using: &random) }
        // So that results lie on both sides of the bounds and between them.
        weights.multipliers = (0..<window.channels).map { _ in Float.random(in: 0.001...0.01, using: &random) }
        weights.zeroPoint = Int.random(in: 0...255, using: &random)
        zeroPoint = Element.random(in: Element.min...Element.max, using: &random)
        bounds = Element.min + 3...Element.max - 20
    }

    /// Alike in every place.
    init(_ window: Window, activation: Element, weight: Int8, bias: Int32, multiplier: Float) {
        self.init(window, seed: 0)
        source = [Element](repeating: activation, count: source.count)
        weights.values = [Int8](repeating: weight, count: weights.values.count)
        weights.bias = [Int32](repeating: bias, count: window.channels)
        weights.multipliers = [Float](repeating: multiplier, count: window.channels)
        bounds = Element.min...Element.max
    }

    /// All places of the destination, what lies between its pixels included.
    func computed(
        using isa: InstructionSet, threads: Int = 1, edge: GuardedBuffer<Element>.Edge = .end
    ) throws -> [Element] {
        let packed = try PackedWeights(depthwise: weights)
        let destination = GuardedBuffer([Element](repeating: 77, count: destinationCount), edge: edge)
        let source = GuardedBuffer(source, edge: edge)
        var written = unsafe destination.elements.mutableSpan
        try unsafe convolveDepthwise(
            UnsafeBufferPointer(source.elements).span, by: packed, over: window, into: &written, zeroPoint: zeroPoint,
            bounds: bounds, using: isa, on: ThreadPool(threads: threads))
        return destination.contents
    }

    private var destinationStride: Int { window.destinationStride ?? window.channels }

    private var destinationCount: Int {
        let pixels = window.images * window.destinationHeight * window.destinationWidth
        return (pixels - 1) * destinationStride + window.channels
    }

    /// The definition, one sum after the other, of what was there before packing.
    func expected() -> [Element] {
        var results = [Element](repeating: 77, count: destinationCount)
        for place in 0..<window.images * window.destinationHeight * window.destinationWidth {
            for channel in 0..<window.channels {
                results[place * destinationStride + channel] = expected(place, channel)
            }
        }
        return results
    }

    private func expected(_ place: Int, _ channel: Int) -> Element {
        let image = place / window.destinationWidth / window.destinationHeight
        let firstRow = place / window.destinationWidth % window.destinationHeight * window.rowStride - window.top
        let firstColumn = place % window.destinationWidth * window.columnStride - window.left
        let zero = weights.zeroPoint - (Element.isSigned ? 128 : 0)
        var sum = Int(weights.bias[channel])
        for tap in 0..<weights.taps {
            let row = firstRow + tap / window.columns
            let column = firstColumn + tap % window.columns
            guard 0..<window.height ~= row, 0..<window.width ~= column else { continue }
            let pixel = (image * window.height + row) * window.width + column
            let activation = Int(source[pixel * (window.sourceStride ?? window.channels) + channel])
            sum += (activation - zero) * Int(weights.values[channel * weights.taps + tap])
        }
        let scaled = (Float(sum) * weights.multipliers[channel]).rounded(.toNearestOrEven)
        let shifted = max(-1e6, min(1e6, scaled)) + Float(zeroPoint)
        return Element(max(Float(bounds.lowerBound), min(Float(bounds.upperBound), shifted)))
    }
}
