import EdgeKernels
import Testing

/// Operations on bf16 give what they give on the same numbers in fp32, rounded at the end.
@Suite struct NarrowStorageTests {
    private static let all: [InstructionSet] = [.scalar, .avx2, .avx512, .neon]

    private func drawn(_ count: Int, seed: UInt64) -> [BFloat16] {
        var random = RandomNumbers(seed: seed)
        return (0..<count).map { _ in BFloat16(8 * random.float()) }
    }

    /// Runs an operation that fills as many elements, on memory that ends where it has to.
    private func filled<Element: BitwiseCopyable>(
        _ count: Int, with first: Element, _ run: (inout MutableSpan<Element>) throws -> Void
    ) throws -> [Element] {
        let buffer = GuardedBuffer([Element](repeating: first, count: count), edge: .end)
        var span = unsafe buffer.elements.mutableSpan
        try run(&span)
        return buffer.contents
    }

    @Test(arguments: all.filter(\.isAvailable))
    func `activations`(isa: InstructionSet) throws {
        let pool = try ThreadPool(threads: 2)
        for (count, activation) in [(1300, Activation.hardSwish), (7, .sigmoid), (513, .clip(-1...2))] {
            let source = drawn(count, seed: UInt64(count))
            let wide = source.map(\.float)
            let expected = try filled(count, with: Float(0)) {
                try activate(wide.span, by: activation, into: &$0, using: .scalar, on: pool)
            }
            let narrow = try filled(count, with: BFloat16(0)) {
                try activate(source.span, by: activation, into: &$0, using: isa, on: pool)
            }
            #expect(narrow == expected.map { BFloat16($0) })
            let widened = try filled(count, with: Float(0)) {
                try activate(source.span, by: activation, into: &$0, using: isa, on: pool)
            }
            #expect(widened == expected)
        }
    }

    @Test(arguments: all.filter(\.isAvailable), Repetition.allCases)
    func `pairs`(isa: InstructionSet, repetition: Repetition) throws {
        let pool = try ThreadPool(threads: 2)
        for (rows, columns) in [(90, 16), (3, 700), (5, 7)] {
            let left = drawn(rows * columns, seed: 1)
            let counts: [Repetition: Int] = [.none: rows * columns, .row: columns, .column: rows, .element: 1]
            let right = drawn(counts[repetition] ?? 0, seed: 2)
            let (wideLeft, wideRight) = (left.map(\.float), right.map(\.float))
            let expected = try filled(left.count, with: Float(0)) {
                try combine(
                    wideLeft.span, wideRight.span, by: .multiplication, columns: columns, repeating: repetition,
                    into: &$0, bounds: -20...30, using: .scalar, on: pool)
            }
            let found = try filled(left.count, with: BFloat16(0)) {
                try combine(
                    left.span, right.span, by: .multiplication, columns: columns, repeating: repetition, into: &$0,
                    bounds: -20...30, using: isa, on: pool)
            }
            #expect(found == expected.map { BFloat16($0) }, "\(rows)×\(columns)")
        }
    }

    @Test(arguments: all.filter(\.isAvailable), Pooling.allCases)
    func `windows drawn together`(isa: InstructionSet, pooling: Pooling) throws {
        let pool = try ThreadPool(threads: 2)
        for channels in [5, 64, 70] {
            let window = Window(height: 6, width: 5, channels: channels, size: 3, stride: 2, border: 1)
            let source = drawn(30 * channels, seed: 3)
            let wide = source.map(\.float)
            let expected = try filled(9 * channels, with: Float(0)) {
                try poolWindows(of: wide.span, by: pooling, over: window, into: &$0, using: .scalar, on: pool)
            }
            let found = try filled(9 * channels, with: BFloat16(0)) {
                try poolWindows(of: source.span, by: pooling, over: window, into: &$0, using: isa, on: pool)
            }
            #expect(found == expected.map { BFloat16($0) })
        }
    }

    /// Of whole numbers, so that fused products round to the same.
    @Test(arguments: (all + [.avx512bf16]).filter(\.isAvailable), [3, 5])
    func `each channel by itself`(isa: InstructionSet, size: Int) throws {
        let pool = try ThreadPool(threads: 2)
        for (channels, stride) in [(3, 1), (16, 2), (40, 1), (100, 2)] {
            let window = Window(
                height: 11, width: 9, channels: channels, size: size, stride: stride, border: size / 2)
            var random = RandomNumbers(seed: UInt64(channels))
            let wide = (0..<99 * channels).map { _ in Float(Int.random(in: -9...9, using: &random)) }
            let weights = (0..<size * size * channels).map { _ in Float(Int.random(in: -9...9, using: &random)) }
            let source = wide.map { BFloat16($0) }
            let packed = try PackedWeights(depthwise: weights.span, channels: channels, size: size)
            let count = window.destinationHeight * window.destinationWidth * channels
            let expected = try filled(count, with: Float(0)) {
                try convolveDepthwise(wide.span, by: packed, over: window, into: &$0, using: .scalar, on: pool)
            }
            let found = try filled(count, with: BFloat16(0)) {
                try convolveDepthwise(source.span, by: packed, over: window, into: &$0, using: isa, on: pool)
            }
            #expect(found == expected.map { BFloat16($0) }, "\(channels) channels")
        }
    }

    @Test(arguments: all.filter(\.isAvailable))
    func `planes become pixels of four`(isa: InstructionSet) throws {
        for (images, channels, pixels) in [(1, 3, 5000), (2, 1, 7), (3, 4, 33)] {
            var random = RandomNumbers(seed: 9)
            let planes = (0..<images * channels * pixels).map { _ in random.float() }
            let found = try filled(images * pixels * 4, with: BFloat16(77)) {
                try gatherPixels(
                    planes.span, images: images, channels: channels, into: &$0, using: isa,
                    on: ThreadPool(threads: 2))
            }
            let expected = (0..<images * pixels * 4).map { place in
                let (image, pixel, channel) = (place / 4 / pixels, place / 4 % pixels, place % 4)
                return channel < channels
                    ? BFloat16(planes[(image * channels + channel) * pixels + pixel]) : BFloat16(0)
            }
            #expect(found == expected)
        }
        #expect(throws: KernelError.badShape(kernel: "pixels_bf16_scalar")) {
            _ = try filled(20, with: BFloat16(0)) {
                try gatherPixels(
                    [Float](repeating: 0, count: 25).span, channels: 5, into: &$0, using: .scalar,
                    on: ThreadPool(threads: 1))
            }
        }
    }
}
