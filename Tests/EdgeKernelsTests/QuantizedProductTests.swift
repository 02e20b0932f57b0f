import EdgeKernels
import Testing

@Suite struct QuantizedProductTests {
    private static let fast: [InstructionSet] = [.avx2, .avxvnni, .avx512vnni, .amxint8, .neon, .dotprod, .i8mm, .sve]
    private static let here = [InstructionSet.scalar] + fast.filter(\.isAvailable)

    /// Sizes around every tile's edges, drawn at random, and sizes of real layers.
    private static let shapes: [ProductShape] = {
        var random = RandomNumbers(seed: 8)
        let drawn = (0..<150).map { _ in
            ProductShape(
                rows: .random(in: 1...25, using: &random), columns: .random(in: 1...129, using: &random),
                depth: .random(in: 1...40, using: &random))
        }
        return drawn + [
            ProductShape(rows: 49, columns: 320, depth: 96), ProductShape(rows: 196, columns: 24, depth: 17),
            ProductShape(rows: 3, columns: 1, depth: 1), ProductShape(rows: 150, columns: 144, depth: 32),
            ProductShape(rows: 1, columns: 100, depth: 1283), ProductShape(rows: 33, columns: 33, depth: 200),
            ProductShape(rows: 61, columns: 96, depth: 16), ProductShape(rows: 47, columns: 24, depth: 96),
            ProductShape(rows: 30, columns: 16, depth: 260), ProductShape(rows: 29, columns: 65, depth: 64),
        ]
    }()

    @Test(.serialized, arguments: fast)
    func `every instruction set gives the bits of scalar`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, shape) in Self.shapes.enumerated() {
            let edge: GuardedBuffer<UInt8>.Edge = seed % 2 == 0 ? .end : .start
            let product = QuantizedCase<UInt8>(shape, seed: UInt64(seed), padding: seed % 4)
            let u8 = try product.requantized(as: UInt8.self, using: isa, edge: edge, bounds: 3...201)
            #expect(try u8 == product.requantized(as: UInt8.self, using: .scalar, bounds: 3...201), "\(shape)")
            let sums = try product.sums(using: isa, edge: edge)
            #expect(try sums == product.sums(using: .scalar), "\(shape)")
        }
    }

    @Test(.serialized, arguments: fast)
    func `signed activations and results too`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, shape) in Self.shapes.enumerated() {
            let edge: GuardedBuffer<Int8>.Edge = seed % 2 == 0 ? .start : .end
            let product = QuantizedCase<Int8>(shape, seed: UInt64(seed), padding: seed % 3)
            let s8 = try product.requantized(as: Int8.self, using: isa, edge: edge, bounds: -100...99)
            #expect(try s8 == product.requantized(as: Int8.self, using: .scalar, bounds: -100...99), "\(shape)")
            let floats = try product.floats(using: isa, edge: edge, bounds: -900...900)
            #expect(try floats == product.floats(using: .scalar, bounds: -900...900), "\(shape)")
        }
    }

    @Test(arguments: here)
    func `one, two and three threads give the same bits`(isa: InstructionSet) throws {
        for shape in [ProductShape(rows: 61, columns: 200, depth: 33), ProductShape(rows: 1, columns: 300, depth: 64)] {
            let product = QuantizedCase<UInt8>(shape, seed: 1, padding: 3)
            let one = try product.requantized(as: Int8.self, using: isa)
            #expect(try product.requantized(as: Int8.self, using: isa, threads: 2) == one)
            #expect(try product.requantized(as: Int8.self, using: isa, threads: 3) == one)
        }
    }

    @Test(arguments: here)
    func `sums are those of exact arithmetic, in either order of weights`(isa: InstructionSet) throws {
        let shape = ProductShape(rows: 7, columns: 19, depth: 11)
        var product = QuantizedCase<Int8>(shape, seed: 5)
        let expected = (0..<7 * 19).map { place in
            let (row, column) = place.quotientAndRemainder(dividingBy: 19)
            return (0..<11).reduce(product.weights.bias[column]) { sum, k in
                let activation = Int32(product.left[row * 11 + k]) + 128 - Int32(product.weights.zeroPoint)
                return sum + activation * Int32(product.weights.values[column * 11 + k])
            }
        }
        #expect(try product.sums(using: isa) == expected)
        let values = product.weights.values
        product.weights.values = (0..<values.count).map { values[($0 % 19) * 11 + $0 / 19] }
        product.weights.order = .depthThenColumns
        #expect(try product.sums(using: isa) == expected)
    }

    @Test(arguments: here)
    func `halves round to even, and bounds hold`(isa: InstructionSet) throws {
        var product = QuantizedCase<UInt8>(ProductShape(rows: 9, columns: 1, depth: 1), seed: 0)
        product.left = [0, 1, 2, 3, 4, 5, 6, 7, 8]
        product.weights = QuantizedWeights([1], columns: 1, depth: 1)
        product.weights.multipliers = [0.5]
        product.weights.zeroPoint = 4
        // Of -2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5 and 2, plus 10.
        let rounded: [UInt8] = [8, 8, 9, 10, 10, 10, 11, 12, 12]
        #expect(try product.requantized(as: UInt8.self, using: isa, zeroPoint: 10) == rounded)
        let clamped: [UInt8] = [9, 9, 9, 10, 10, 10, 11, 11, 11]
        #expect(try product.requantized(as: UInt8.self, using: isa, zeroPoint: 10, bounds: 9...11) == clamped)
    }

    @Test(arguments: here, [1, 3, 16, 64])
    func `every misalignment is the same`(isa: InstructionSet, columns: Int) throws {
        let shape = ProductShape(rows: 5, columns: columns, depth: 21)
        let product = QuantizedCase<UInt8>(shape, seed: 6)
        let packed = try PackedWeights(product.weights)
        let expected = try product.requantized(as: UInt8.self, using: .scalar)
        for offset in 1...63 {
            let left = GuardedBuffer([UInt8](repeating: 9, count: offset) + product.left, edge: .start)
            let bytes = [UInt8](repeating: 0, count: offset + 5 * columns)
            let found = GuardedBuffer(bytes, edge: .start)
            var span = unsafe UnsafeMutableBufferPointer(rebasing: found.elements[offset...]).mutableSpan
            try unsafe multiply(
                UnsafeBufferPointer(rebasing: left.elements[offset...]).span, rows: 5, by: packed, into: &span,
                zeroPoint: UInt8(3), using: isa, on: ThreadPool(threads: 1))
            #expect(Array(found.contents[offset...]) == expected)
        }
    }
}
