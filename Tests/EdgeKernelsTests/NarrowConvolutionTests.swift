import EdgeKernels
import Testing

/// Convolutions of bf16 against those of fp32, which are held to the definition: of small whole numbers, whose sums are
/// exact either way.
@Suite struct NarrowConvolutionTests {
    private static let all: [InstructionSet] = [.scalar, .avx2, .avx512bf16, .neon, .neonbf16]

    /// Small pictures and large ones, pixels of few channels and of many, windows that leave the picture on every side.
    private static let shapes: [ConvolutionShape] = [
        shape(Extent(height: 7, width: 9), channels: 6, kernel: 3, pad: 1, outputs: 20),
        shape(Extent(height: 8, width: 5), channels: 4, kernel: 5, pad: 2, outputs: 70),
        shape(Extent(height: 31, width: 530), channels: 4, kernel: 3, stride: 2, pad: 1, outputs: 17),
        shape(Extent(height: 6, width: 6), channels: 136, kernel: 3, pad: 1, outputs: 33),
        shape(Extent(height: 6, width: 6), channels: 16, kernel: 1, stride: 3, outputs: 3),
        shape(Extent(height: 5, width: 11), channels: 2, kernel: 3, pad: 7, outputs: 5),
        ConvolutionShape(
            input: Extent(height: 9, width: 9), channels: 2, kernel: Extent(height: 2, width: 3),
            dilation: Extent(height: 3, width: 2), padding: Extent(height: 4, width: 20),
            output: Extent(height: 12, width: 9), outputs: 1),
        ConvolutionShape(
            input: Extent(height: 1, width: 40), channels: 8, kernel: Extent(height: 1, width: 4),
            padding: Extent(height: 0, width: 3), output: Extent(height: 1, width: 43), outputs: 16),
    ]

    private static func shape(
        _ input: Extent, channels: Int, kernel: Int, stride: Int = 1, pad: Int = 0, outputs: Int
    ) -> ConvolutionShape {
        func places(_ size: Int) -> Int { (size + 2 * pad - kernel) / stride + 1 }
        return ConvolutionShape(
            input: input, channels: channels, kernel: Extent(height: kernel, width: kernel),
            stride: Extent(height: stride, width: stride), padding: Extent(height: pad, width: pad),
            output: Extent(height: places(input.height), width: places(input.width)), outputs: outputs)
    }

    @Test(arguments: all.filter(\.isAvailable))
    func `sums are those of fp32`(isa: InstructionSet) throws {
        for (seed, shape) in Self.shapes.enumerated() { try check(isa, shape, seed: UInt64(seed)) }
    }

    private func check(_ isa: InstructionSet, _ shape: ConvolutionShape, seed: UInt64) throws {
        var random = RandomNumbers(seed: seed)
        func drawn(_ count: Int) -> [Float] { (0..<count).map { _ in Float(Int.random(in: -9...9, using: &random)) } }
        let input = drawn(2 * shape.input.height * shape.input.width * shape.channels)
        let depth = shape.kernel.height * shape.kernel.width * shape.channels
        let weights = drawn(shape.outputs * depth)
        let bias = drawn(shape.outputs)
        let residual = drawn(2 * shape.output.height * shape.output.width * shape.outputs)
        let pool = try ThreadPool(threads: 1)
        let wide = try PackedWeights(
            weights.span, bias: bias.span, columns: shape.outputs, depth: depth, order: .columnsThenDepth)
        var expected = [Float](repeating: 0, count: residual.count)
        do {
            var span = expected.mutableSpan
            try convolve(
                input.span, images: 2, by: wide, shape: shape, adding: residual.span, into: &span, bounds: -500...700,
                using: .scalar, on: pool)
        }
        let packed = try PackedWeights(
            roundedToBFloat16: weights.span, bias: bias.span, columns: shape.outputs, depth: depth,
            order: .columnsThenDepth)
        let source = GuardedBuffer(input.map { BFloat16($0) }, edge: .start)
        for threads in [1, 3] {
            let found = GuardedBuffer([Float](repeating: 77, count: expected.count), edge: .end)
            var written = unsafe found.elements.mutableSpan
            try unsafe convolveNarrow(
                UnsafeBufferPointer(source.elements).span, images: 2, by: packed, shape: shape, adding: residual.span,
                into: &written, bounds: -500...700, using: isa, on: ThreadPool(threads: threads))
            #expect(found.contents == expected, "\(shape)")
        }
        let rounded = GuardedBuffer([BFloat16](repeating: BFloat16(77), count: expected.count), edge: .start)
        var written = unsafe rounded.elements.mutableSpan
        let narrowResidual = residual.map { BFloat16($0) }
        try unsafe convolveNarrow(
            UnsafeBufferPointer(source.elements).span, images: 2, by: packed, shape: shape,
            adding: narrowResidual.span, into: &written, bounds: -500...700, using: isa, on: pool)
        #expect(rounded.contents == expected.map { BFloat16($0) }, "\(shape)")
    }

    @Test func `odd channels and other residuals are refused`() throws {
        func refusal(channels: Int, residual: Int) throws -> KernelError? {
            let shape = Self.shape(Extent(height: 2, width: 2), channels: channels, kernel: 2, outputs: 1)
            let packed = try PackedWeights(
                roundedToBFloat16: [Float](repeating: 1, count: 4 * channels).span, columns: 1, depth: 4 * channels,
                order: .columnsThenDepth)
            let input = [BFloat16](repeating: BFloat16(1), count: 4 * channels)
            let beside = [Float](repeating: 1, count: residual)
            var result: [Float] = [0]
            var span = result.mutableSpan
            let pool = try ThreadPool(threads: 1)
            do {
                try convolveNarrow(
                    input.span, by: packed, shape: shape, adding: beside.span, into: &span, using: .scalar, on: pool)
                return nil
            } catch {
                return error
            }
        }
        #expect(try refusal(channels: 2, residual: 1) == nil)
        #expect(try refusal(channels: 3, residual: 1) == .badShape(kernel: "conv_bf16_scalar"))
        #expect(try refusal(channels: 2, residual: 2) == .badShape(kernel: "conv_bf16_scalar"))
    }
}
