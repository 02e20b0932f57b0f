import EdgeKernels
import Testing

@Suite struct MatrixProductRefusalTests {
    private func refusal(
        rows: Int = 2, leftCount: Int = 6, leftStride: Int? = nil, residualCount: Int = 0, destinationCount: Int = 8,
        destinationStride: Int? = nil, isa: InstructionSet = .scalar
    ) throws -> KernelError? {
        let weights = try PackedWeights(
            [Float](repeating: 1, count: 12).span, columns: 4, depth: 3, order: .columnsThenDepth)
        let left = [Float](repeating: 1, count: leftCount)
        let residual = [Float](repeating: 1, count: residualCount)
        var products = [Float](repeating: 0, count: destinationCount)
        var span = products.mutableSpan
        let pool = try ThreadPool(threads: 1)
        do {
            try multiply(
                left.span, rows: rows, leftStride: leftStride, by: weights, adding: residual.span, into: &span,
                destinationStride: destinationStride, using: isa, on: pool)
            return nil
        } catch {
            return error
        }
    }

    @Test func `well-formed operands are not refused`() throws {
        #expect(try refusal() == nil)
    }

    @Test func `too few elements are a typed error`() throws {
        #expect(try refusal(leftCount: 5) == .badShape(kernel: "gemm_f32_scalar"))
        #expect(try refusal(destinationCount: 7) == .badShape(kernel: "gemm_f32_scalar"))
        #expect(try refusal(residualCount: 7) == .badShape(kernel: "gemm_f32_scalar"))
        #expect(try refusal(rows: 3) == .badShape(kernel: "gemm_f32_scalar"))
        #expect(try refusal(rows: -1) == .badShape(kernel: "gemm_f32_scalar"))
    }

    @Test func `strides shorter than rows are a typed error`() throws {
        #expect(try refusal(leftStride: 2) == .badStride(kernel: "gemm_f32_scalar"))
        #expect(try refusal(destinationStride: 3) == .badStride(kernel: "gemm_f32_scalar"))
    }

    @Test func `sizes beyond the address space are a typed error`() throws {
        #expect(try refusal(rows: .max) == .overflow(kernel: "gemm_f32_scalar"))
        #expect(throws: KernelError.overflow(kernel: "pack_f32")) {
            try PackedWeights([Float]().span, columns: .max, depth: 2, order: .columnsThenDepth)
        }
        #expect(throws: KernelError.overflow(kernel: "pack_f32")) {
            try PackedWeights([Float]().span, columns: .max, depth: 0, order: .columnsThenDepth)
        }
    }

    @Test func `an instruction set without a kernel is a typed error`() throws {
        #expect(try refusal(isa: .amxint8) == .noKernel(.amxint8, kernel: "gemm_f32_amxint8"))
    }

    @Test func `weights and bias of another size are a typed error`() {
        let two = [Float](repeating: 1, count: 2)
        #expect(throws: KernelError.badShape(kernel: "pack_f32")) {
            try PackedWeights(two.span, columns: 3, depth: 1, order: .columnsThenDepth)
        }
        #expect(throws: KernelError.badShape(kernel: "pack_f32")) {
            try PackedWeights(two.span, bias: [Float(1)].span, columns: 2, depth: 1, order: .columnsThenDepth)
        }
        #expect(throws: KernelError.badShape(kernel: "pack_f32")) {
            try PackedWeights(two.span, columns: -1, depth: -2, order: .columnsThenDepth)
        }
    }
}
