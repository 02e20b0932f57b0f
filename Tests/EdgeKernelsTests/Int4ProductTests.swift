import EdgeKernels
import Testing

@Suite struct Int4ProductTests {
    private static let fast: [InstructionSet] = [.avx2, .avxvnni, .avx512vnni, .dotprod]
    private static let here = [InstructionSet.scalar] + fast.filter(\.isAvailable)

    /// Sizes around every tile's edges, drawn at random.
    private static let shapes: [ProductShape] = {
        var random = RandomNumbers(seed: 4)
        return (0..<90).map { _ in
            ProductShape(
                rows: .random(in: 1...17, using: &random), columns: .random(in: 1...49, using: &random),
                depth: .random(in: 1...260, using: &random))
        } + [ProductShape(rows: 1, columns: 100, depth: 1027), ProductShape(rows: 33, columns: 17, depth: 384)]
    }()

    @Test(.serialized, arguments: fast)
    func `every instruction set gives the whole numbers of scalar, bit for bit`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, shape) in Self.shapes.enumerated() {
            for block in [32, 64, 128] {
                let product = Int4Case(wholeNumbers: shape, block: block, seed: UInt64(seed))
                let edge: GuardedBuffer<Float>.Edge = seed % 2 == 0 ? .end : .start
                let found = try product.computed(using: isa, padding: seed % 4, edge: edge)
                #expect(try found == product.computed(using: .scalar, padding: seed % 4), "\(shape), \(block)")
            }
        }
    }

    @Test(.serialized, arguments: fast)
    func `fp32 sums over blocks are within the bound`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, shape) in Self.shapes.enumerated() {
            let product = Int4Case(shape, block: [32, 64, 128][seed % 3], seed: UInt64(seed))
            let found = try product.computed(using: isa)
            let expected = try product.computed(using: .scalar)
            let bound = 1e-5 * (Float(shape.depth) / 32 + 1).squareRoot() * product.largestSum
            for (one, other) in zip(found, expected) {
                #expect(abs(Float(bitPattern: one) - Float(bitPattern: other)) <= bound, "\(shape)")
            }
        }
    }

    @Test(arguments: here)
    func `one, two and three threads give the same bits`(isa: InstructionSet) throws {
        for shape in [ProductShape(rows: 1, columns: 130, depth: 96), ProductShape(rows: 37, columns: 70, depth: 65)] {
            let product = Int4Case(shape, block: 32, seed: 9)
            let one = try product.computed(using: isa)
            #expect(try product.computed(using: isa, threads: 2) == one)
            #expect(try product.computed(using: isa, threads: 3) == one)
        }
    }

    @Test(arguments: here, [true, false])
    func `products are those of exact arithmetic`(isa: InstructionSet, hasZeroPoints: Bool) throws {
        let shape = ProductShape(rows: 5, columns: 19, depth: 75)
        var product = Int4Case(wholeNumbers: shape, block: 32, seed: 2)
        if !hasZeroPoints { product.weights.zeroPoints = [] }
        let expected = (0..<5 * 19).map { place in
            let (row, column) = place.quotientAndRemainder(dividingBy: 19)
            let sum = (0..<75).reduce(0) { $0 + Int(product.left[row * 75 + $1]) * product.weight(column, $1) }
            return (Float(sum) + product.weights.bias[column]).bitPattern
        }
        #expect(try product.computed(using: isa) == expected)
    }

    @Test(arguments: here, [32, 64, 128])
    func `the largest nibbles times the largest activations do not saturate`(isa: InstructionSet, block: Int) throws {
        for (nibbles, zeroPoint) in [(UInt8(0xFF), UInt8(0)), (0x00, 15)] {
            for activation in [Float(127), -127] {
                var product = Int4Case(
                    wholeNumbers: ProductShape(rows: 9, columns: 16, depth: 256), block: block, seed: 0)
                product.left = [Float](repeating: activation, count: 9 * 256)
                product.weights.nibbles = [UInt8](repeating: nibbles, count: 16 * 128)
                product.weights.zeroPoints = [UInt8](repeating: zeroPoint, count: 16 * 256 / block)
                product.weights.bias = []
                let sum = activation * 256 * (zeroPoint == 0 ? 15 : -15)
                #expect(try product.computed(using: isa).allSatisfy { $0 == sum.bitPattern })
            }
        }
    }

    @Test(arguments: here)
    func `NaN and infinity reach all results of their row and no other`(isa: InstructionSet) throws {
        for value in [Float.nan, .infinity, -.infinity] {
            var product = Int4Case(ProductShape(rows: 10, columns: 20, depth: 70), block: 32, seed: 3)
            let clean = try product.computed(using: isa, bounds: -1...1)
            product.left[4 * 70 + 69] = value
            let found = try product.computed(using: isa, bounds: -1...1)
            for place in found.indices {
                if place / 20 == 4 {
                    #expect(Float(bitPattern: found[place]).isNaN)
                } else {
                    #expect(found[place] == clean[place])
                }
            }
        }
    }

    @Test(arguments: here)
    func `a sum of nothing is the bias, and no rows are nothing`(isa: InstructionSet) throws {
        var product = Int4Case(wholeNumbers: ProductShape(rows: 2, columns: 3, depth: 0), block: 32, seed: 0)
        product.weights.bias = [1, -2, 9]
        #expect(try product.computed(using: isa, bounds: -1...5) == [1, -1, 5, 1, -1, 5].map(\Float.bitPattern))
        let none = Int4Case(wholeNumbers: ProductShape(rows: 0, columns: 3, depth: 4), block: 32, seed: 0)
        #expect(try none.computed(using: isa) == [])
    }
}
