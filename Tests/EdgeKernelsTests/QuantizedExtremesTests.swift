import EdgeKernels
import Testing

@Suite struct QuantizedExtremesTests {
    private static let here =
        ([.scalar, .avx2, .avxvnni, .avx512vnni, .amxint8, .neon, .dotprod, .i8mm, .sve]
        as [InstructionSet]).filter(\.isAvailable)

    private func uniform<Left: QuantizedElement>(
        _ activation: Left, times weight: Int8, depth: Int, zeroPoint: Int
    ) -> QuantizedCase<Left> {
        QuantizedCase(
            ProductShape(rows: 3, columns: 17, depth: depth), activation: activation, weight: weight,
            zeroPoint: zeroPoint)
    }

    @Test(arguments: here)
    func `the lowest times the lowest is exact`(isa: InstructionSet) throws {
        let product = uniform(Int8(-128), times: -128, depth: 1001, zeroPoint: 128)
        #expect(try product.sums(using: isa).allSatisfy { $0 == 1001 * 16_384 })
    }

    @Test(arguments: here, [1003, 65_792])
    func `nothing saturates on the way to the largest sum`(isa: InstructionSet, depth: Int) throws {
        for weight: Int8 in [-128, 127] {
            let product = uniform(UInt8(255), times: weight, depth: depth, zeroPoint: 0)
            let expected = Int32(255) * Int32(weight) * Int32(depth)
            #expect(try product.sums(using: isa).allSatisfy { $0 == expected })
            let requantized = try product.requantized(as: Int8.self, using: isa, zeroPoint: -3)
            #expect(requantized.allSatisfy { $0 == (weight < 0 ? -128 : 127) })
        }
    }

    @Test(arguments: here)
    func `signed extremes with an extreme zero point are exact`(isa: InstructionSet) throws {
        for (activation, zeroPoint) in [(Int8(-128), 255), (127, 0), (-128, 0), (127, 255)] {
            let product = uniform(activation, times: -128, depth: 65_792, zeroPoint: zeroPoint)
            let expected = (Int32(activation) + 128 - Int32(zeroPoint)) * -128 * 65_792
            #expect(try product.sums(using: isa).allSatisfy { $0 == expected })
        }
    }

    @Test(arguments: here, [Float(1e30), .greatestFiniteMagnitude, .leastNonzeroMagnitude, 1e-30])
    func `any multiplier gives a result within the bounds`(isa: InstructionSet, multiplier: Float) throws {
        for (activation, weight) in [(UInt8(255), Int8(127)), (255, -128), (0, 1), (1, 1), (1, -1)] {
            var product = uniform(activation, times: weight, depth: 5, zeroPoint: 0)
            product.weights.multipliers = [Float](repeating: multiplier, count: 17)
            let sum = Int(activation) * Int(weight)
            let expected: UInt8 = multiplier < 1 || sum == 0 ? 100 : sum < 0 ? 7 : 250
            let found = try product.requantized(as: UInt8.self, using: isa, zeroPoint: 100, bounds: 7...250)
            #expect(found.allSatisfy { $0 == expected })
        }
    }

    @Test(arguments: here)
    func `sums that a bias brings past 32 bits wrap alike`(isa: InstructionSet) throws {
        var product = uniform(UInt8(255), times: 127, depth: 300, zeroPoint: 0)
        product.weights.bias = [Int32](repeating: .max, count: 17)
        let expected = Int32.max &+ 255 * 127 * 300
        #expect(try product.sums(using: isa).allSatisfy { $0 == expected })
    }

    @Test(arguments: here)
    func `no products leave the bias`(isa: InstructionSet) throws {
        var product = uniform(UInt8(255), times: 1, depth: 0, zeroPoint: 9)
        product.weights.bias = (0..<17).map { $0 - 8 }
        let row = product.weights.bias
        #expect(try product.sums(using: isa) == row + row + row)
        let bytes = row.map { UInt8($0 + 20) }
        #expect(try product.requantized(as: UInt8.self, using: isa, zeroPoint: 20) == bytes + bytes + bytes)
    }
}
