import EdgeKernels
import Testing

@Suite struct QuantizedConvolutionTests {
    private static let fast: [InstructionSet] = [.avx2, .avxvnni, .avx512vnni, .amxint8, .neon, .dotprod, .i8mm, .sve]
    private static let here = [InstructionSet.scalar] + fast.filter(\.isAvailable)

    private static let shapes = [
        ConvolutionShape(
            input: Extent(height: 9, width: 11), channels: 3, kernel: Extent(height: 3, width: 3),
            stride: Extent(height: 2, width: 2), padding: Extent(height: 1, width: 1),
            output: Extent(height: 5, width: 6), outputs: 32),
        ConvolutionShape(
            input: Extent(height: 7, width: 6), channels: 17, kernel: Extent(height: 1, width: 1),
            stride: Extent(height: 2, width: 1), output: Extent(height: 4, width: 6), outputs: 70),
        ConvolutionShape(
            input: Extent(height: 6, width: 8), channels: 8, kernel: Extent(height: 2, width: 5),
            dilation: Extent(height: 2, width: 1), padding: Extent(height: 0, width: 4),
            output: Extent(height: 6, width: 9), outputs: 21),
        ConvolutionShape(
            input: Extent(height: 1, width: 1), channels: 4, kernel: Extent(height: 5, width: 5),
            padding: Extent(height: 4, width: 4), output: Extent(height: 5, width: 5), outputs: 1),
    ]

    private func weights(_ shape: ConvolutionShape, seed: UInt64) -> QuantizedWeights {
        var random = RandomNumbers(seed: seed)
        let taps = shape.kernel.height * shape.kernel.width
        var weights = QuantizedWeights(
            (0..<shape.outputs * taps * shape.channels).map { _ in Int8.random(in: -128...127, using: &random) },
            columns: shape.outputs, depth: shape.channels, taps: taps)
        weights.bias = (0..<shape.outputs).map { _ in Int32.random(in: -9999...9999, using: &random) }
        weights.multipliers = (0..<shape.outputs).map { _ in Float.random(in: 0.0005...0.004, using: &random) }
        weights.zeroPoint = 131
        return weights
    }

    private func input<Input: QuantizedElement>(_ shape: ConvolutionShape) -> [Input] {
        var random = RandomNumbers(seed: 9)
        let count = shape.input.height * shape.input.width * shape.channels
        return (0..<count).map { _ in Input.random(in: Input.min...Input.max, using: &random) }
    }

    private func convolved<Input: QuantizedElement>(
        _ input: [Input], _ shape: ConvolutionShape, using isa: InstructionSet, threads: Int = 1
    ) throws -> [UInt8] {
        let packed = try PackedWeights(weights(shape, seed: 7))
        let guarded = GuardedBuffer(input, edge: threads == 1 ? .end : .start)
        let count = shape.output.height * shape.output.width * shape.outputs
        let destination = GuardedBuffer([UInt8](repeating: 0, count: count), edge: .end)
        var written = unsafe destination.elements.mutableSpan
        try unsafe convolve(
            UnsafeBufferPointer(guarded.elements).span, by: packed, shape: shape, into: &written, zeroPoint: 99,
            bounds: 5...240, using: isa, on: ThreadPool(threads: threads))
        return destination.contents
    }

    /// The definition: outside the picture lies the zero point, which adds nothing.
    private func expected(_ input: [UInt8], _ shape: ConvolutionShape) -> [UInt8] {
        let weights = weights(shape, seed: 7)
        var results: [UInt8] = []
        for pixel in 0..<shape.output.height * shape.output.width {
            for output in 0..<shape.outputs {
                let sum = sum(of: input, shape, weights, pixel: pixel, output: output)
                let rounded = (Float(sum) * weights.multipliers[output]).rounded(.toNearestOrEven) + 99
                results.append(UInt8(min(240, max(5, rounded))))
            }
        }
        return results
    }

    private func sum(
        of input: [UInt8], _ shape: ConvolutionShape, _ weights: QuantizedWeights, pixel: Int, output: Int
    ) -> Int {
        let taps = shape.kernel.height * shape.kernel.width
        let (top, left) = (pixel / shape.output.width, pixel % shape.output.width)
        var sum = Int(weights.bias[output])
        for tap in 0..<taps {
            let y = top * shape.stride.height + tap / shape.kernel.width * shape.dilation.height - shape.padding.height
            let x = left * shape.stride.width + tap % shape.kernel.width * shape.dilation.width - shape.padding.width
            guard 0..<shape.input.height ~= y, 0..<shape.input.width ~= x else { continue }
            for channel in 0..<shape.channels {
                let activation = Int(input[(y * shape.input.width + x) * shape.channels + channel]) - 131
                sum += activation * Int(weights.values[(output * taps + tap) * shape.channels + channel])
            }
        }
        return sum
    }

    @Test(arguments: here)
    func `every instruction set computes the definition`(isa: InstructionSet) throws {
        for shape in Self.shapes {
            let input: [UInt8] = input(shape)
            #expect(try convolved(input, shape, using: isa) == expected(input, shape))
            #expect(try convolved(input, shape, using: isa, threads: 3) == expected(input, shape))
        }
    }

    @Test(arguments: here)
    func `signed activations are unsigned ones less 128`(isa: InstructionSet) throws {
        for shape in Self.shapes {
            let unsigned: [UInt8] = input(shape)
            let signed = unsigned.map { Int8(bitPattern: $0 ^ 0x80) }
            #expect(try convolved(signed, shape, using: isa) == expected(unsigned, shape))
        }
    }

    @Test(arguments: fast.filter { !$0.isAvailable })
    func `an instruction set that is not here is refused`(isa: InstructionSet) throws {
        let shape = Self.shapes[0]
        let input: [UInt8] = input(shape)
        #expect(throws: KernelError.self) { try convolved(input, shape, using: isa) }
    }

    @Test func `weights of another kernel and wrong sizes are refused`() throws {
        let shape = Self.shapes[0]
        let kernel = "conv_u8_u8_s8_scalar"
        let few: [UInt8] = Array(input(shape).dropLast())
        #expect(throws: KernelError.badShape(kernel: kernel)) { try convolved(few, shape, using: .scalar) }
        let packed = try PackedWeights(weights(Self.shapes[1], seed: 7))
        let input: [UInt8] = input(shape)
        var results = [UInt8](repeating: 0, count: 30 * 32)
        var span = results.mutableSpan
        let pool = try ThreadPool(threads: 1)
        #expect(throws: KernelError.badPacking(kernel: kernel)) {
            try convolve(
                input.span, by: packed, shape: shape, into: &span, zeroPoint: 0, using: .scalar, on: pool)
        }
    }
}
