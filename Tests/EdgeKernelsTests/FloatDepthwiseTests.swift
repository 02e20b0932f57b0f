import EdgeKernels
import Testing

@Suite struct FloatDepthwiseTests {
    private static let all: [InstructionSet] = [.scalar, .avx2, .avx512, .neon]
    private static let here = all.filter(\.isAvailable)

    @Test(.serialized, arguments: all)
    func `every instruction set stays within the bound of float sums`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, window) in Window.ofDepthwiseConvolutions.enumerated() {
            let convolution = FloatDepthwiseCase(window, seed: UInt64(seed), padding: seed % 3)
            let found = try convolution.computed(using: isa, edge: seed % 2 == 0 ? .end : .start)
            #expect(convolution.agrees(found), "\(window)")
        }
    }

    @Test(arguments: here)
    func `one, two and three threads give the same bits`(isa: InstructionSet) throws {
        let window = Window(height: 29, width: 9, channels: 100, size: 3, border: 1)
        let convolution = FloatDepthwiseCase(window, seed: 1)
        let one = try convolution.computed(using: isa)
        #expect(try convolution.computed(using: isa, threads: 2) == one)
        #expect(try convolution.computed(using: isa, threads: 3) == one)
    }

    @Test(arguments: here)
    func `not a number and infinity reach the results that see them and no others`(isa: InstructionSet) throws {
        let window = Window(height: 9, width: 9, channels: 20, size: 3, border: 1)
        var convolution = FloatDepthwiseCase(window, seed: 2)
        convolution.bounds = -Float.infinity...Float.infinity
        // Channel 7 of row 4, column 4; channel 18 of the first row, at the border.
        convolution.source[(4 * 9 + 4) * 20 + 7] = .nan
        convolution.source[5 * 20 + 18] = .infinity
        let found = try convolution.computed(using: isa)
        for (index, value) in found.enumerated() {
            let (row, column, channel) = (index / 20 / 9, index / 20 % 9, index % 20)
            let seesNaN = channel == 7 && 3...5 ~= row && 3...5 ~= column
            let seesInfinity = channel == 18 && 0...1 ~= row && 4...6 ~= column
            #expect(value.isNaN == seesNaN && value.isInfinite == seesInfinity)
        }
    }

    @Test(arguments: here)
    func `not a number passes the bounds`(isa: InstructionSet) throws {
        var convolution = FloatDepthwiseCase(Window(height: 3, width: 3, channels: 18, size: 3), seed: 3)
        convolution.bounds = 0...6
        convolution.bias[17] = .nan
        let found = try convolution.computed(using: isa)
        #expect(found.map(\.isNaN) == (0..<18).map { $0 == 17 })
    }

    @Test func `an instruction set without a kernel is a typed error`() {
        let convolution = FloatDepthwiseCase(Window(height: 3, width: 3, channels: 1, size: 3), seed: 4)
        #expect(throws: KernelError.noKernel(.amxbf16, kernel: "depthwise_f32_amxbf16")) {
            try convolution.computed(using: .amxbf16)
        }
    }

    @Test func `weights of another size or precision are a typed error`() throws {
        #expect(throws: KernelError.badShape(kernel: "pack_depthwise_f32")) {
            try PackedWeights(depthwise: [Float(1)].span, channels: 1, size: 3)
        }
        #expect(throws: KernelError.badShape(kernel: "pack_depthwise_f32")) {
            try PackedWeights(depthwise: [Float](repeating: 1, count: 16).span, channels: 1, size: 4)
        }
        #expect(throws: KernelError.overflow(kernel: "pack_depthwise_f32")) {
            try PackedWeights(depthwise: [Float]().span, channels: .max, size: 3)
        }
        let bytes = try PackedWeights(
            depthwise: QuantizedWeights([Int8](repeating: 1, count: 9), columns: 1, depth: 1, taps: 9))
        #expect(throws: KernelError.badPacking(kernel: "depthwise_f32_scalar")) {
            let source = [Float](repeating: 1, count: 9)
            let result = GuardedBuffer([Float(0)], edge: .end)
            var written = unsafe result.elements.mutableSpan
            try convolveDepthwise(
                source.span, by: bytes, over: Window(height: 3, width: 3, channels: 1, size: 3), into: &written,
                using: .scalar, on: ThreadPool(threads: 1))
        }
    }
}
