import EdgeKernels
import Testing

@Suite struct HalfProductTests {
    private static let shapes: [ProductShape] = {
        var random = RandomNumbers(seed: 18)
        let drawn = (0..<40).map { _ in
            ProductShape(
                rows: .random(in: 1...17, using: &random), columns: .random(in: 1...129, using: &random),
                depth: .random(in: 1...70, using: &random))
        }
        return drawn + [ProductShape(rows: 65, columns: 40, depth: 96), ProductShape(rows: 3, columns: 1, depth: 1)]
    }()
    private static let all: [InstructionSet] = [.scalar, .avx2, .avx512, .avx512fp16, .neon]
    private static let here = all.filter(\.isAvailable)
    private static let wide = -Float.infinity...Float.infinity

    @Test(.needs(.scalar)) func `scalar is right`() throws { try check(.scalar) }
    @Test(.needs(.avx2)) func `avx2 is right`() throws { try check(.avx2) }
    @Test(.needs(.avx512)) func `avx512 is right`() throws { try check(.avx512) }
    @Test(.needs(.avx512fp16)) func `avx512fp16 is right`() throws { try check(.avx512fp16) }
    @Test(.needs(.neon)) func `neon is right`() throws { try check(.neon) }

    private func check(_ isa: InstructionSet) throws {
        for (seed, shape) in Self.shapes.enumerated() {
            let product = HalfProduct(shape, seed: UInt64(seed), padding: seed % 4)
            let bounds = seed % 2 == 0 ? 0...6 : Self.wide
            for edge in GuardedBuffer<Float16>.Edge.allCases {
                let floats: [Float] = try product.computed(untouched: 77, using: isa, edge: edge, bounds: bounds)
                #expect(product.isRight(floats, float: { $0 }, untouched: 77, using: isa, bounds: bounds), "\(shape)")
                let halves: [Float16] = try product.computed(untouched: 77, using: isa, edge: edge, bounds: bounds)
                #expect(
                    product.isRight(halves, float: { Float($0) }, untouched: 77, using: isa, bounds: bounds),
                    "\(shape)")
            }
        }
    }

    @Test(arguments: here)
    func `one, two and three threads give the same bits`(isa: InstructionSet) throws {
        let product = HalfProduct(ProductShape(rows: 131, columns: 200, depth: 33), seed: 1, padding: 3)
        let runs: [[Float]] = try [1, 2, 3].map {
            try product.computed(untouched: 77, using: isa, threads: $0, bounds: Self.wide)
        }
        #expect(runs[0] == runs[1])
        #expect(runs[0] == runs[2])
    }

    @Test(arguments: here)
    func `not a number and infinity reach their own row and no other`(isa: InstructionSet) throws {
        var product = HalfProduct(ProductShape(rows: 9, columns: 40, depth: 7), seed: 2)
        product.left[3 * 7 + 6] = .nan
        product.left[5 * 7] = .infinity
        let found: [Float16] = try product.computed(untouched: 77, using: isa, bounds: Self.wide)
        for row in 0..<9 {
            let values = found[row * 40..<(row + 1) * 40]
            #expect(values.allSatisfy { row == 3 ? $0.isNaN : row == 5 ? $0.isInfinite : $0.isFinite })
        }
    }

    @Test(arguments: here)
    func `the smallest and the largest numbers of fp16 keep their value`(isa: InstructionSet) throws {
        for number: Float16 in [.leastNonzeroMagnitude, .leastNormalMagnitude, -.greatestFiniteMagnitude] {
            let weights = try PackedWeights(
                roundedToFloat16: [Float](repeating: 1, count: 3).span, columns: 3, depth: 1, order: .columnsThenDepth)
            let left = [number]
            var products = [Float16](repeating: 0, count: 3)
            var span = products.mutableSpan
            try multiply(left.span, rows: 1, by: weights, into: &span, using: isa, on: ThreadPool(threads: 1))
            #expect(products == [number, number, number])
        }
    }

    @Test func `bf16 weights are refused`() throws {
        let weights = try PackedWeights(
            roundedToBFloat16: [Float](repeating: 1, count: 2).span, columns: 1, depth: 2, order: .columnsThenDepth)
        let left: [Float16] = [1, 2]
        var products: [Float] = [0]
        #expect(throws: KernelError.badPacking(kernel: "gemm_f16_scalar")) {
            var span = products.mutableSpan
            try multiply(left.span, rows: 1, by: weights, into: &span, using: .scalar, on: ThreadPool(threads: 1))
        }
    }
}
