import EdgeKernels
import Testing

@Suite struct ConvolutionTests {
    private static let shapes: [ConvolutionShape] = [
        same(input: Extent(height: 7, width: 9), channels: 5, outputs: 20, kernel: 3),
        same(input: Extent(height: 8, width: 5), channels: 3, outputs: 70, kernel: 5),
        ConvolutionShape(
            input: Extent(height: 9, width: 11), channels: 4, kernel: Extent(height: 3, width: 3),
            stride: Extent(height: 2, width: 2), padding: Extent(height: 0, width: 1),
            output: Extent(height: 5, width: 6), outputs: 17),
        ConvolutionShape(
            input: Extent(height: 6, width: 6), channels: 16, kernel: Extent(height: 1, width: 1),
            stride: Extent(height: 2, width: 3), output: Extent(height: 3, width: 2), outputs: 33),
        ConvolutionShape(
            input: Extent(height: 9, width: 9), channels: 2, kernel: Extent(height: 2, width: 3),
            dilation: Extent(height: 3, width: 2), padding: Extent(height: 4, width: 20),
            output: Extent(height: 12, width: 9), outputs: 1),
        ConvolutionShape(
            input: Extent(height: 0, width: 4), channels: 3, kernel: Extent(height: 1, width: 1),
            output: Extent(height: 2, width: 2), outputs: 3),
    ]

    /// As many outputs as inputs, zeros all around.
    private static func same(input: Extent, channels: Int, outputs: Int, kernel: Int) -> ConvolutionShape {
        ConvolutionShape(
            input: input, channels: channels, kernel: Extent(height: kernel, width: kernel),
            padding: Extent(height: kernel / 2, width: kernel / 2), output: input, outputs: outputs)
    }

    @Test(.needs(.scalar), arguments: shapes) func `scalar is right`(shape: ConvolutionShape) throws {
        try check(.scalar, shape)
    }
    @Test(.needs(.avx2), arguments: shapes) func `avx2 is right`(shape: ConvolutionShape) throws {
        try check(.avx2, shape)
    }
    @Test(.needs(.avx512), arguments: shapes) func `avx512 is right`(shape: ConvolutionShape) throws {
        try check(.avx512, shape)
    }
    @Test(.needs(.neon), arguments: shapes) func `neon is right`(shape: ConvolutionShape) throws {
        try check(.neon, shape)
    }
    @Test(.needs(.sve), arguments: shapes) func `sve is right`(shape: ConvolutionShape) throws {
        try check(.sve, shape)
    }

    /// Small whole numbers: every sum is exact, so the definition has to be met to the bit.
    private func check(_ isa: InstructionSet, _ shape: ConvolutionShape) throws {
        var random = RandomNumbers(seed: 9)
        func drawn(_ count: Int) -> [Float] { (0..<count).map { _ in Float(Int.random(in: -9...9, using: &random)) } }
        let input = drawn(shape.input.height * shape.input.width * shape.channels)
        let depth = shape.kernel.height * shape.kernel.width * shape.channels
        let weights = drawn(shape.outputs * depth)
        let bias = drawn(shape.outputs)
        let expected = defined(input, weights, bias, shape)
        for (edge, threads) in [(GuardedBuffer<Float>.Edge.start, 1), (.end, 3)] {
            let packed = try PackedWeights(
                weights.span, bias: bias.span, columns: shape.outputs, depth: depth, order: .columnsThenDepth)
            let destination = GuardedBuffer([Float](repeating: 77, count: expected.count), edge: edge)
            let source = GuardedBuffer(input, edge: edge)
            var written = unsafe destination.elements.mutableSpan
            try unsafe convolve(
                UnsafeBufferPointer(source.elements).span, by: packed, shape: shape, into: &written, using: isa,
                on: ThreadPool(threads: threads))
            #expect(destination.contents == expected)
        }
    }

    private func defined(_ input: [Float], _ weights: [Float], _ bias: [Float], _ shape: ConvolutionShape) -> [Float] {
        var outcome: [Float] = []
        for y in 0..<shape.output.height {
            for x in 0..<shape.output.width {
                for output in 0..<shape.outputs {
                    var sum = bias[output]
                    var weight = output * shape.kernel.height * shape.kernel.width * shape.channels
                    for ky in 0..<shape.kernel.height {
                        for kx in 0..<shape.kernel.width {
                            let row = y * shape.stride.height + ky * shape.dilation.height - shape.padding.height
                            let column = x * shape.stride.width + kx * shape.dilation.width - shape.padding.width
                            let isInside =
                                (0..<shape.input.height).contains(row) && (0..<shape.input.width).contains(column)
                            for channel in 0..<shape.channels {
                                let place = (row * shape.input.width + column) * shape.channels + channel
                                if isInside { sum += input[place] * weights[weight] }
                                weight += 1
                            }
                        }
                    }
                    outcome.append(sum)
                }
            }
        }
        return outcome
    }

    @Test func `shapes that do not fit are typed errors`() throws {
        let packed = try PackedWeights(
            [Float](repeating: 1, count: 8).span, columns: 2, depth: 4, order: .columnsThenDepth)
        func refusal(input: Int = 4, kernel: Int = 2, stride: Int = 1, channels: Int = 1) throws -> KernelError? {
            let shape = ConvolutionShape(
                input: Extent(height: input, width: input), channels: channels,
                kernel: Extent(height: kernel, width: kernel), stride: Extent(height: stride, width: 1),
                output: Extent(height: 1, width: 1), outputs: 2)
            let source = [Float](repeating: 1, count: 16)
            var products: [Float] = [0, 0]
            var span = products.mutableSpan
            let pool = try ThreadPool(threads: 1)
            do {
                try convolve(source.span, by: packed, shape: shape, into: &span, using: .scalar, on: pool)
                return nil
            } catch {
                return error
            }
        }
        #expect(try refusal() == nil)
        #expect(try refusal(input: 5) == .badShape(kernel: "conv_f32_scalar"))
        #expect(try refusal(stride: 0) == .badShape(kernel: "conv_f32_scalar"))
        #expect(try refusal(input: -1) == .badShape(kernel: "conv_f32_scalar"))
        #expect(try refusal(stride: .max) == .badShape(kernel: "conv_f32_scalar"))
        #expect(try refusal(kernel: 3) == .badPacking(kernel: "conv_f32_scalar"))
        #expect(try refusal(kernel: 1 << 30) == .overflow(kernel: "conv_f32_scalar"))
    }
}
