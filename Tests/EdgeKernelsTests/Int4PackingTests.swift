import EdgeKernels
import Testing

@Suite struct Int4PackingTests {
    /// Multiplies by the identity, so that the weights come back as the kernel understands them.
    private func restored(_ packed: PackedWeights, block: Int) throws -> [Float] {
        let depth = packed.depth
        var identity = [Float](repeating: 0, count: depth * depth)
        for k in 0..<depth { identity[k * depth + k] = 127 }
        let pool = try ThreadPool(threads: 1)
        let rows = try BlockRows(identity.span, rows: depth, depth: depth, block: block, on: pool)
        var products = [Float](repeating: 0, count: depth * packed.columns)
        var span = products.mutableSpan
        try multiply(rows, by: packed, into: &span, using: .scalar, on: pool)
        return products.map { $0 / 127 }
    }

    @Test(arguments: [32, 64, 128], [true, false])
    func `rounded weights differ by little more than half a step`(block: Int, hasZeroPoints: Bool) throws {
        var random = RandomNumbers(seed: 7)
        let weights = (0..<21 * 150).map { _ in random.float() }
        let packed = try PackedWeights(
            roundedToInt4: weights.span, columns: 21, depth: 150, order: .depthThenColumns, block: block,
            withZeroPoints: hasZeroPoints)
        // Without zero points the side that lacks an eighth step is a whole one short.
        let largest: Float = hasZeroPoints ? 16 / 15 : 1.01
        for (found, weight) in zip(try restored(packed, block: block), weights) {
            #expect(abs(found - weight) <= largest)
        }
    }

    @Test func `weights on the grid come back as they were, in either order`() throws {
        var random = RandomNumbers(seed: 8)
        var weights = (0..<5 * 64).map { _ in Float(Int.random(in: -8...7, using: &random)) / 4 }
        for first in stride(from: 0, to: weights.count, by: 32) { weights[first] = -2 }
        let rows = try PackedWeights(roundedToInt4: weights.span, columns: 5, depth: 64, order: .columnsThenDepth)
        let turned = (0..<5 * 64).map { (place: Int) -> Float in
            let (k, column) = place.quotientAndRemainder(dividingBy: 5)
            return weights[column * 64 + k]
        }
        #expect(try restored(rows, block: 32) == turned)
        let columns = try PackedWeights(roundedToInt4: turned.span, columns: 5, depth: 64, order: .depthThenColumns)
        #expect(try restored(columns, block: 32) == turned)
    }

    @Test(arguments: [true, false])
    func `zeros and the smallest numbers stay finite`(hasZeroPoints: Bool) throws {
        for weight in [Float(0), -0.0, .leastNonzeroMagnitude, 1e-30] {
            let packed = try PackedWeights(
                roundedToInt4: [Float](repeating: weight, count: 32).span, columns: 1, depth: 32,
                order: .columnsThenDepth, withZeroPoints: hasZeroPoints)
            #expect(try restored(packed, block: 32).allSatisfy { $0 == 0 })
        }
    }

    @Test func `activations keep halves to even, blocks and sums`() throws {
        let pool = try ThreadPool(threads: 2)
        var source = [Float](repeating: 0, count: 2 * 40)
        source.replaceSubrange(0..<5, with: [127, 0.5, 1.5, -2.5, -127])
        source[39] = -254
        source[40] = .nan
        let rows = try BlockRows(source.span, rows: 2, depth: 40, on: pool)
        #expect(rows.values.count == 128)
        #expect(rows.values[0..<6] == [127, 0, 2, -2, -127, 0])
        #expect(rows.values[39] == -127)
        #expect(rows.scales[0...1] == [1, 2])
        #expect(rows.starts == [0, 8 * 127, 0, 0])
        #expect(rows.scales[2].isNaN)
        #expect(rows.scales[3] == 0)
    }
}
