import EdgeKernels
import Testing

/// Hard swish along with what makes its numbers gives what it gives by itself: sums of small whole numbers are exact.
@Suite struct HardSwishTests {
    private static let wide: [InstructionSet] = [.scalar, .avx2, .avx512, .neon, .sve]
    private static let narrow: [InstructionSet] = [.scalar, .avx2, .avx512bf16, .amxbf16, .neon, .neonbf16]

    private func drawn(_ count: Int, seed: UInt64) -> [Float] {
        var random = RandomNumbers(seed: seed)
        return (0..<count).map { _ in Float(Int.random(in: -2...2, using: &random)) }
    }

    private func swished(_ sums: [Float]) throws -> [Float] {
        var results = sums
        var span = results.mutableSpan
        try activate(sums.span, by: .hardSwish, into: &span, using: .scalar, on: ThreadPool(threads: 1))
        return results
    }

    private func filled<Element>(
        _ count: Int, with first: Element, _ run: (inout MutableSpan<Element>) throws -> Void
    ) throws -> [Element] {
        var results = [Element](repeating: first, count: count)
        var span = results.mutableSpan
        try run(&span)
        return results
    }

    @Test(arguments: wide.filter(\.isAvailable))
    func `after products of fp32`(isa: InstructionSet) throws {
        let (rows, columns, depth) = (29, 43, 5)
        let (left, weights, residual) = (
            drawn(rows * depth, seed: 1), drawn(columns * depth, seed: 2), drawn(rows * columns, seed: 3)
        )
        let packed = try PackedWeights(weights.span, columns: columns, depth: depth, order: .columnsThenDepth)
        let pool = try ThreadPool(threads: 1)
        func computed(swishes: Bool, _ isa: InstructionSet) throws -> [Float] {
            try filled(rows * columns, with: 0) {
                try multiply(
                    left.span, rows: rows, by: packed, adding: residual.span, into: &$0, swishes: swishes, using: isa,
                    on: pool)
            }
        }
        #expect(try computed(swishes: true, isa) == swished(computed(swishes: false, .scalar)))
    }

    @Test(arguments: wide.filter(\.isAvailable))
    func `after convolutions of fp32`(isa: InstructionSet) throws {
        let shape = ConvolutionShape(
            input: Extent(height: 6, width: 7), channels: 3, kernel: Extent(height: 3, width: 3),
            padding: Extent(height: 1, width: 1), output: Extent(height: 6, width: 7), outputs: 19)
        let (input, weights) = (drawn(126, seed: 4), drawn(19 * 27, seed: 5))
        let packed = try PackedWeights(weights.span, columns: 19, depth: 27, order: .columnsThenDepth)
        let pool = try ThreadPool(threads: 1)
        func computed(swishes: Bool, _ isa: InstructionSet) throws -> [Float] {
            try filled(42 * 19, with: 0) {
                try convolve(
                    input.span, by: packed, shape: shape, into: &$0, swishes: swishes, using: isa, on: pool)
            }
        }
        #expect(try computed(swishes: true, isa) == swished(computed(swishes: false, .scalar)))
    }

    @Test(arguments: narrow.filter(\.isAvailable))
    func `after products of bf16`(isa: InstructionSet) throws {
        let (rows, columns, depth) = (29, 43, 6)
        let (left, weights) = (drawn(rows * depth, seed: 6), drawn(columns * depth, seed: 7))
        let packed = try PackedWeights(
            roundedToBFloat16: weights.span, columns: columns, depth: depth, order: .columnsThenDepth)
        let pool = try ThreadPool(threads: 1)
        func computed<Element: ActivationFloat>(
            _ first: Element, swishes: Bool, _ isa: InstructionSet
        ) throws -> [Element] {
            try filled(rows * columns, with: first) {
                try multiplyNarrow(
                    left.span, rows: rows, by: packed, into: &$0, swishes: swishes, using: isa, on: pool)
            }
        }
        let expected = try swished(computed(0 as Float, swishes: false, .scalar))
        #expect(try computed(0 as Float, swishes: true, isa) == expected)
        #expect(try computed(BFloat16(0), swishes: true, isa) == expected.map { BFloat16($0) })
    }

    @Test(arguments: (wide + [.avx512bf16]).filter { $0.isAvailable && $0 != .sve })
    func `after depthwise convolutions`(isa: InstructionSet) throws {
        let window = Window(height: 9, width: 8, channels: 37, size: 3, border: 1)
        let (source, weights) = (drawn(72 * 37, seed: 8), drawn(9 * 37, seed: 9))
        let narrow = source.map { BFloat16($0) }
        let packed = try PackedWeights(depthwise: weights.span, channels: 37, size: 3)
        let pool = try ThreadPool(threads: 1)
        func computed(swishes: Bool, _ isa: InstructionSet) throws -> [Float] {
            try filled(source.count, with: 0) {
                try convolveDepthwise(
                    source.span, by: packed, over: window, into: &$0, swishes: swishes, using: isa, on: pool)
            }
        }
        let expected = try swished(computed(swishes: false, .scalar))
        if isa != .avx512bf16 { #expect(try computed(swishes: true, isa) == expected) }
        let found = try filled(source.count, with: BFloat16(0)) {
            try convolveDepthwise(
                narrow.span, by: packed, over: window, into: &$0, swishes: true, using: isa, on: pool)
        }
        #expect(found == expected.map { BFloat16($0) })
    }
}
