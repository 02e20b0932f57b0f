import EdgeKernels
import Testing

@Suite struct MatrixProductTests {
    /// Every size up to two tiles and one, drawn at random, and sizes of real layers.
    private static let shapes: [ProductShape] = {
        var random = RandomNumbers(seed: 4)
        let drawn = (0..<60).map { _ in
            ProductShape(
                rows: .random(in: 1...17, using: &random), columns: .random(in: 1...129, using: &random),
                depth: .random(in: 1...40, using: &random))
        }
        return drawn + [
            ProductShape(rows: 49, columns: 320, depth: 96), ProductShape(rows: 196, columns: 24, depth: 17),
            ProductShape(rows: 3, columns: 1, depth: 1), ProductShape(rows: 150, columns: 144, depth: 32),
        ]
    }()
    private static let fast: [InstructionSet] = [.avx2, .avx512, .neon, .sve]

    @Test(.needs(.avx2)) func `avx2 agrees with scalar`() throws { try check(.avx2) }
    @Test(.needs(.avx512)) func `avx512 agrees with scalar`() throws { try check(.avx512) }
    @Test(.needs(.neon)) func `neon agrees with scalar`() throws { try check(.neon) }
    @Test(.needs(.sve)) func `sve agrees with scalar`() throws { try check(.sve) }

    /// Within the bound of float sums.
    private func check(_ isa: InstructionSet) throws {
        for (seed, shape) in Self.shapes.enumerated() {
            for edge in GuardedBuffer<Float>.Edge.allCases {
                let product = FloatProduct(shape, seed: UInt64(seed), padding: seed % 5, residual: seed % 3 == 0)
                let bounds: ClosedRange<Float> = seed % 2 == 0 ? 0...6 : -Float.infinity...Float.infinity
                let found = try product.computed(using: isa, edge: edge, bounds: bounds)
                let expected = try product.computed(using: .scalar, edge: edge, bounds: bounds)
                #expect(product.agree(found, expected), "\(shape) at \(edge)")
            }
        }
    }

    @Test(arguments: [InstructionSet.scalar] + fast.filter(\.isAvailable))
    func `one, two and three threads give the same bits`(isa: InstructionSet) throws {
        let product = FloatProduct(ProductShape(rows: 61, columns: 200, depth: 33), seed: 1, padding: 3, residual: true)
        let one = try product.computed(using: isa)
        #expect(try product.computed(using: isa, threads: 2) == one)
        #expect(try product.computed(using: isa, threads: 3) == one)
    }

    @Test func `scalar computes what the definition says`() throws {
        let weights: [Float] = [1, 2, 3, 4, 5, 6]
        let bias: [Float] = [10, 20, -90]
        let packed = try PackedWeights(
            weights.span, bias: bias.span, columns: 3, depth: 2, order: .depthThenColumns)
        let left: [Float] = [1, 2, 3, 4]
        let computed = try FloatProduct.multiplied(left, rows: 2, by: packed, using: .scalar, bounds: -50...40)
        #expect(computed == [19, 32, -50, 29, 40, -50])
    }

    @Test(arguments: [InstructionSet.scalar] + fast.filter(\.isAvailable))
    func `not a number and infinity reach their own row and no other`(isa: InstructionSet) throws {
        var product = FloatProduct(ProductShape(rows: 9, columns: 40, depth: 7), seed: 2)
        product.left[3 * 7 + 2] = .nan
        product.left[5 * 7] = .infinity
        let found = try product.computed(using: isa)
        for row in 0..<9 {
            let values = found[row * 40..<(row + 1) * 40]
            #expect(values.allSatisfy { row == 3 ? $0.isNaN : row == 5 ? $0.isInfinite : $0.isFinite })
        }
    }

    @Test(arguments: [InstructionSet.scalar] + fast.filter(\.isAvailable))
    func `no products leave the bias, within the bounds`(isa: InstructionSet) throws {
        let bias = (0..<20).map { Float($0) - 10 }
        let packed = try PackedWeights(
            [Float]().span, bias: bias.span, columns: 20, depth: 0, order: .columnsThenDepth)
        let computed = try FloatProduct.multiplied([], rows: 3, by: packed, using: isa, bounds: -3...4)
        let row = bias.map { min(4, max(-3, $0)) }
        #expect(computed == row + row + row)
    }

    @Test(arguments: [InstructionSet.scalar] + fast.filter(\.isAvailable))
    func `no rows and no columns are no work`(isa: InstructionSet) throws {
        let none = try PackedWeights([Float]().span, columns: 0, depth: 4, order: .columnsThenDepth)
        #expect(try FloatProduct.multiplied([1, 2, 3, 4], rows: 1, by: none, using: isa).isEmpty)
        let one = try PackedWeights([Float(1)].span, columns: 1, depth: 1, order: .columnsThenDepth)
        #expect(try FloatProduct.multiplied([], rows: 0, by: one, using: isa).isEmpty)
    }

    @Test func `both orders of weights pack alike`() throws {
        let shape = ProductShape(rows: 2, columns: 5, depth: 3)
        let product = FloatProduct(shape, seed: 3)
        let turned = (0..<15).map { product.weights[($0 % 3) * 5 + $0 / 3] }
        let packed = try PackedWeights(
            turned.span, bias: product.bias.span, columns: 5, depth: 3, order: .columnsThenDepth)
        let computed = try FloatProduct.multiplied(product.left, rows: 2, by: packed, using: .scalar)
        #expect(try product.computed(using: .scalar) == computed)
    }
}
