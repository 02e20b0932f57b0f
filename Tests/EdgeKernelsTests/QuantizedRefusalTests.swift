import EdgeKernels
import Testing

@Suite struct QuantizedRefusalTests {
    private let three = [Int8](repeating: 1, count: 12)

    private func refusal(
        rows: Int = 2, leftCount: Int = 6, leftStride: Int? = nil, destinationCount: Int = 8, taps: Int = 1,
        destinationStride: Int? = nil, isa: InstructionSet = .scalar
    ) throws -> KernelError? {
        let weights = try PackedWeights(
            QuantizedWeights([Int8](repeating: 1, count: 12 * taps), columns: 4, depth: 3, taps: taps))
        let left = [UInt8](repeating: 1, count: leftCount)
        var products = [UInt8](repeating: 0, count: destinationCount)
        var span = products.mutableSpan
        let pool = try ThreadPool(threads: 1)
        do {
            try multiply(
                left.span, rows: rows, leftStride: leftStride, by: weights, into: &span,
                destinationStride: destinationStride, zeroPoint: 0, using: isa, on: pool)
            return nil
        } catch {
            return error
        }
    }

    @Test func `well-formed operands are not refused`() throws {
        #expect(try refusal() == nil)
        #expect(try refusal(rows: 0, leftCount: 0, destinationCount: 0) == nil)
    }

    @Test func `operands that do not fit are typed errors`() throws {
        let kernel = "gemm_u8_u8_s8_scalar"
        #expect(try refusal(leftCount: 5) == .badShape(kernel: kernel))
        #expect(try refusal(destinationCount: 7) == .badShape(kernel: kernel))
        #expect(try refusal(rows: -1) == .badShape(kernel: kernel))
        #expect(try refusal(leftStride: 2) == .badStride(kernel: kernel))
        #expect(try refusal(destinationStride: 3) == .badStride(kernel: kernel))
        #expect(try refusal(rows: .max) == .overflow(kernel: kernel))
        #expect(try refusal(isa: .sve) == .noKernel(.sve, kernel: "gemm_u8_u8_s8_sve"))
    }

    @Test func `a convolution's weights are no matrix`() throws {
        #expect(try refusal(taps: 2) == .badPacking(kernel: "gemm_u8_u8_s8_scalar"))
    }

    @Test func `fp32 weights are none of 8 bits`() throws {
        let weights = try PackedWeights([Float(1)].span, columns: 1, depth: 1, order: .columnsThenDepth)
        var sums = [Int32(0)]
        var span = sums.mutableSpan
        let pool = try ThreadPool(threads: 1)
        #expect(throws: KernelError.badPacking(kernel: "gemm_s32_u8_s8_scalar")) {
            try multiply([UInt8(1)].span, rows: 1, by: weights, into: &span, using: .scalar, on: pool)
        }
    }

    @Test func `sums too long for 32 bits are refused`() {
        let count = 65_793
        let weights = QuantizedWeights([Int8](repeating: 1, count: count), columns: 1, depth: count)
        #expect(throws: KernelError.sumTooLong(kernel: "pack_s8")) { try PackedWeights(weights) }
        let kernel = QuantizedWeights([Int8](repeating: 1, count: 3 * 21_931), columns: 1, depth: 21_931, taps: 3)
        #expect(throws: KernelError.sumTooLong(kernel: "pack_s8")) { try PackedWeights(kernel) }
    }

    @Test(arguments: [Float.nan, .infinity, 0, -1])
    func `multipliers that mean nothing are refused`(multiplier: Float) {
        var weights = QuantizedWeights(three, columns: 4, depth: 3)
        weights.multipliers = [1, 1, multiplier, 1]
        #expect(throws: KernelError.badScale(kernel: "pack_s8")) { try PackedWeights(weights) }
    }

    @Test(arguments: [-1, 256, .max])
    func `a zero point outside u8 is refused`(zeroPoint: Int) {
        var weights = QuantizedWeights(three, columns: 4, depth: 3)
        weights.zeroPoint = zeroPoint
        #expect(throws: KernelError.badScale(kernel: "pack_s8")) { try PackedWeights(weights) }
    }

    @Test func `weights of another size are refused`() {
        let shape = KernelError.badShape(kernel: "pack_s8")
        #expect(throws: shape) { try PackedWeights(QuantizedWeights(three, columns: 4, depth: 2)) }
        #expect(throws: shape) { try PackedWeights(QuantizedWeights(three, columns: -4, depth: -3)) }
        #expect(throws: shape) { try PackedWeights(QuantizedWeights(three, columns: 4, depth: 3, taps: 0)) }
        #expect(throws: KernelError.overflow(kernel: "pack_s8")) {
            try PackedWeights(QuantizedWeights(three, columns: .max, depth: 3))
        }
    }
}
