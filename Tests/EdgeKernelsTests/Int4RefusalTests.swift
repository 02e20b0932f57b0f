import EdgeKernels
import Testing

@Suite struct Int4RefusalTests {
    private func weights(block: Int = 32) -> Int4Weights {
        Int4Weights(
            nibbles: [UInt8](repeating: 0x21, count: 3 * 20), scales: [1, 1, 1, 1, 1, 1], columns: 3, depth: 40,
            block: block)
    }

    @Test(arguments: [Float.nan, .infinity, 0, 1e6, 1e-9])
    func `a scale that fp16 cannot hold is refused`(scale: Float) {
        var weights = weights()
        weights.scales[4] = scale
        #expect(throws: KernelError.badScale(kernel: "pack_s4")) { try PackedWeights(weights) }
    }

    @Test(arguments: [Float.nan, .infinity, -.infinity, 1e6])
    func `a weight that no scale reaches is refused`(weight: Float) {
        #expect(throws: KernelError.badScale(kernel: "pack_s4")) {
            try PackedWeights(roundedToInt4: [1, weight].span, columns: 1, depth: 2, order: .columnsThenDepth)
        }
    }

    @Test func `a zero point that is no nibble is refused`() {
        var weights = weights()
        weights.zeroPoints = [0, 1, 2, 16, 4, 5]
        #expect(throws: KernelError.badScale(kernel: "pack_s4")) { try PackedWeights(weights) }
    }

    @Test(arguments: [0, -32, 16, 33, 256, .max])
    func `another block is refused`(block: Int) throws {
        #expect(throws: KernelError.badShape(kernel: "pack_s4")) { try PackedWeights(weights(block: block)) }
        let pool = try ThreadPool(threads: 1)
        #expect(throws: KernelError.badShape(kernel: "quantize_blocks_s8_f32")) {
            try BlockRows([1].span, rows: 1, depth: 1, block: block, on: pool)
        }
    }

    @Test func `weights of another size are refused`() {
        var short = weights()
        short.nibbles.removeLast()
        #expect(throws: KernelError.badShape(kernel: "pack_s4")) { try PackedWeights(short) }
        var huge = weights()
        huge.columns = .max
        #expect(throws: KernelError.overflow(kernel: "pack_s4")) { try PackedWeights(huge) }
    }

    private func refusal(
        rows: Int = 2, depth: Int = 40, block: Int = 32, places: Int = 6, stride: Int? = nil,
        isa: InstructionSet = .scalar, packed: PackedWeights? = nil
    ) throws -> KernelError? {
        let pool = try ThreadPool(threads: 1)
        let left = try BlockRows(
            [Float](repeating: 1, count: rows * depth).span, rows: rows, depth: depth, block: block, on: pool)
        let packed = try packed ?? PackedWeights(weights())
        var products = [Float](repeating: 0, count: places)
        var span = products.mutableSpan
        do throws(KernelError) {
            try multiply(left, by: packed, into: &span, destinationStride: stride, using: isa, on: pool)
            return nil
        } catch {
            return error
        }
    }

    @Test func `operands that do not fit are typed errors`() throws {
        let kernel = "gemm_f32_s8_s4_scalar"
        #expect(try refusal() == nil)
        #expect(try refusal(depth: 41) == .badShape(kernel: kernel))
        #expect(try refusal(block: 64) == .badShape(kernel: kernel))
        #expect(try refusal(places: 5) == .badShape(kernel: kernel))
        #expect(try refusal(stride: 2) == .badStride(kernel: kernel))
        #expect(try refusal(rows: 1, places: 2) == .badShape(kernel: "gemv_f32_s8_s4_scalar"))
        #expect(try refusal(isa: .sve) == .noKernel(.sve, kernel: "gemm_f32_s8_s4_sve"))
        let fp32 = try PackedWeights(
            [Float](repeating: 1, count: 120).span, columns: 3, depth: 40, order: .columnsThenDepth)
        #expect(try refusal(packed: fp32) == .badPacking(kernel: kernel))
    }
}
