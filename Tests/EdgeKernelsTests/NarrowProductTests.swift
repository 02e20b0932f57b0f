import EdgeKernels
import Testing

@Suite struct NarrowProductTests {
    private static let shapes: [ProductShape] = {
        var random = RandomNumbers(seed: 16)
        let drawn = (0..<40).map { _ in
            ProductShape(
                rows: .random(in: 1...17, using: &random), columns: .random(in: 1...129, using: &random),
                depth: .random(in: 1...70, using: &random))
        }
        return drawn + [
            ProductShape(rows: 65, columns: 40, depth: 96), ProductShape(rows: 196, columns: 24, depth: 17),
            ProductShape(rows: 3, columns: 1, depth: 1),
        ]
    }()
    private static let all: [InstructionSet] = [.scalar, .avx2, .avx512bf16, .amxbf16, .neon, .neonbf16]
    private static let wide = -Float.infinity...Float.infinity

    @Test(.needs(.scalar)) func `scalar is right`() throws { try check(.scalar) }
    @Test(.needs(.avx2)) func `avx2 is right`() throws { try check(.avx2) }
    @Test(.needs(.avx512bf16)) func `avx512bf16 is right`() throws { try check(.avx512bf16) }
    @Test(.needs(.amxbf16)) func `amxbf16 is right`() throws { try check(.amxbf16) }
    @Test(.needs(.neon)) func `neon is right`() throws { try check(.neon) }
    @Test(.needs(.neonbf16)) func `neonbf16 is right`() throws { try check(.neonbf16) }

    /// Operands are rounded first, and then it is all sums of fp32.
    private func check(_ isa: InstructionSet) throws {
        for (seed, shape) in Self.shapes.enumerated() {
            let product = NarrowProduct(shape, seed: UInt64(seed), padding: seed % 4)
            let bounds = seed % 2 == 0 ? 0...6 : Self.wide
            for edge in GuardedBuffer<Float>.Edge.allCases {
                let wide: [Float] = try product.computed(
                    from: product.left, untouched: 77, using: isa, edge: edge, bounds: bounds)
                #expect(product.isRight(wide, float: { $0 }, untouched: 77, bounds: bounds), "\(shape) at \(edge)")
            }
            for edge in GuardedBuffer<BFloat16>.Edge.allCases {
                let narrow: [BFloat16] = try product.computed(
                    from: product.left.map { BFloat16($0) }, untouched: BFloat16(77), using: isa, edge: edge,
                    bounds: bounds)
                #expect(
                    product.isRight(narrow, float: { $0.float }, untouched: 77, bounds: bounds), "\(shape) at \(edge)")
            }
        }
    }

    @Test(arguments: all.filter(\.isAvailable))
    func `one, two and three threads give the same bits`(isa: InstructionSet) throws {
        let product = NarrowProduct(ProductShape(rows: 131, columns: 200, depth: 33), seed: 1, padding: 3)
        let runs: [[Float]] = try [1, 2, 3].map {
            try product.computed(from: product.left, untouched: 77, using: isa, threads: $0, bounds: Self.wide)
        }
        #expect(runs[0] == runs[1])
        #expect(runs[0] == runs[2])
    }

    @Test(arguments: all.filter(\.isAvailable))
    func `not a number and infinity reach their own row and no other`(isa: InstructionSet) throws {
        var product = NarrowProduct(ProductShape(rows: 9, columns: 40, depth: 7), seed: 2)
        product.left[3 * 7 + 6] = .nan
        product.left[5 * 7] = .infinity
        let found: [BFloat16] = try product.computed(
            from: product.left, untouched: BFloat16(77), using: isa, bounds: Self.wide)
        for row in 0..<9 {
            let values = found[row * 40..<(row + 1) * 40].map(\.float)
            #expect(values.allSatisfy { row == 3 ? $0.isNaN : row == 5 ? $0.isInfinite : $0.isFinite })
        }
    }

    @Test func `numbers are rounded to the nearest, ties to even`() {
        let cases: [(Float, UInt16)] = [
            (1, 0x3F80), (1.00390625, 0x3F80), (1.01171875, 0x3F82), (1.00390637, 0x3F81), (-1.01171875, 0xBF82),
            (.infinity, 0x7F80), (.greatestFiniteMagnitude, 0x7F80), (0, 0), (-0.0, 0x8000),
        ]
        for (number, bits) in cases { #expect(BFloat16(number).bits == bits) }
        #expect(BFloat16(.nan).float.isNaN)
        #expect(BFloat16(Float(bitPattern: 0x7F80_0001)).float.isNaN)
    }

    @Test func `fp32 weights are refused`() throws {
        let weights = try PackedWeights(
            [Float](repeating: 1, count: 2).span, columns: 1, depth: 2, order: .columnsThenDepth)
        let left: [Float] = [1, 2]
        var products: [Float] = [0]
        #expect(throws: KernelError.badPacking(kernel: "gemm_bf16_scalar")) {
            var span = products.mutableSpan
            try multiplyNarrow(
                left.span, rows: 1, by: weights, into: &span, using: .scalar, on: ThreadPool(threads: 1))
        }
    }
}
