import EdgeKernels
import Testing

@Suite struct DepthwiseTests {
    private static let fast: [InstructionSet] = [.avx2, .avxvnni, .avx512vnni, .neon, .dotprod]
    private static let here = [InstructionSet.scalar] + fast.filter(\.isAvailable)

    @Test func `scalar computes what the definition says`() throws {
        for (seed, window) in Window.ofDepthwiseConvolutions.enumerated() {
            let unsigned = DepthwiseCase<UInt8>(window, seed: UInt64(seed), padding: seed % 3)
            #expect(try unsigned.computed(using: .scalar) == unsigned.expected(), "\(window)")
            let signed = DepthwiseCase<Int8>(window, seed: UInt64(seed), padding: seed % 3)
            #expect(try signed.computed(using: .scalar) == signed.expected(), "\(window)")
        }
    }

    @Test(.serialized, arguments: fast)
    func `every instruction set gives the bits of scalar`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, window) in Window.ofDepthwiseConvolutions.enumerated() {
            let unsigned = DepthwiseCase<UInt8>(window, seed: UInt64(seed), padding: seed % 3)
            let bits = try unsigned.computed(using: .scalar)
            #expect(try unsigned.computed(using: isa, edge: .end) == bits, "\(window)")
            #expect(try unsigned.computed(using: isa, edge: .start) == bits, "\(window)")
            let signed = DepthwiseCase<Int8>(window, seed: UInt64(seed), padding: seed % 3)
            #expect(try signed.computed(using: isa) == signed.computed(using: .scalar), "\(window)")
        }
    }

    /// Sums at both ends of what 25 products can reach, and multipliers that lead beyond 32 bits.
    private static let extremes: [(UInt8, Int8, Int32, Float)] = [
        (255, -128, 0, 1e-4), (255, 127, 0, 1e-4), (255, -128, -2_000_000_000, 1), (255, 127, 2_000_000_000, 1e-7),
        (0, -128, 2_000_000_000, 3e38), (1, 1, 0, 1e9), (128, -1, 5_000_000, 600), (7, 0, 0, .leastNormalMagnitude),
        (7, 3, 12, .leastNonzeroMagnitude),
    ]

    @Test(arguments: here, extremes)
    func `the largest sums and multipliers saturate`(isa: InstructionSet, extreme: (UInt8, Int8, Int32, Float)) throws {
        for (size, channels) in [(3, 64), (5, 70), (3, 17)] {
            let window = Window(height: 6, width: 5, channels: channels, size: size, border: 1)
            let unsigned = DepthwiseCase<UInt8>(
                window, activation: extreme.0, weight: extreme.1, bias: extreme.2, multiplier: extreme.3)
            #expect(try unsigned.computed(using: isa) == unsigned.expected())
            let signed = DepthwiseCase<Int8>(
                window, activation: Int8(bitPattern: extreme.0), weight: extreme.1, bias: extreme.2,
                multiplier: extreme.3)
            #expect(try signed.computed(using: isa) == signed.expected())
        }
    }

    @Test(arguments: here)
    func `one, two and three threads give the same bits`(isa: InstructionSet) throws {
        let window = Window(height: 29, width: 9, channels: 100, size: 3, border: 1)
        let convolution = DepthwiseCase<UInt8>(window, seed: 1)
        let one = try convolution.computed(using: isa)
        #expect(try convolution.computed(using: isa, threads: 2) == one)
        #expect(try convolution.computed(using: isa, threads: 3) == one)
    }

    @Test(arguments: here)
    func `halves round to even`(isa: InstructionSet) throws {
        let window = Window(height: 3, width: 3, channels: 1, size: 3)
        for (bias, even) in [(Int32(1), UInt8(10)), (3, 12), (5, 12), (-1, 10), (-3, 8)] {
            var convolution = DepthwiseCase<UInt8>(window, activation: 0, weight: 0, bias: bias, multiplier: 0.5)
            convolution.zeroPoint = 10
            #expect(try convolution.computed(using: isa) == [even])
        }
    }

    @Test(arguments: here)
    func `no images and no channels are no work`(isa: InstructionSet) throws {
        var window = Window(height: 4, width: 4, channels: 5, size: 3)
        window.images = 0
        let packed = try PackedWeights(
            depthwise: QuantizedWeights([Int8](repeating: 1, count: 45), columns: 5, depth: 1, taps: 9))
        try DepthwiseRefusalTests.convolve(window, packed, sourceCount: 0, destinationCount: 0, isa: isa)
        window = Window(height: 4, width: 4, channels: 0, size: 3)
        let none = try PackedWeights(depthwise: QuantizedWeights([], columns: 0, depth: 1, taps: 9))
        try DepthwiseRefusalTests.convolve(window, none, sourceCount: 0, destinationCount: 0, isa: isa)
    }
}
