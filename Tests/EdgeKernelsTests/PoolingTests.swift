import EdgeKernels
import Testing

@Suite struct PoolingTests {
    private static let all: [InstructionSet] = [.scalar, .avx2, .avx512, .neon]
    private static let here = all.filter(\.isAvailable)

    /// Windows that lie wholly and partly within the source, drawn at random, and global ones.
    private static let windows: [Window] = {
        var random = RandomNumbers(seed: 10)
        let drawn = (0..<60).map { number in
            var window = Window(
                height: .random(in: 1...9, using: &random), width: .random(in: 1...9, using: &random),
                channels: .random(in: 1...(number % 3 == 0 ? 130 : 20), using: &random),
                rows: .random(in: 1...4, using: &random), columns: .random(in: 1...4, using: &random))
            window.images = number % 5 == 0 ? 2 : 1
            window.rowStride = .random(in: 1...3, using: &random)
            window.columnStride = .random(in: 1...3, using: &random)
            window.top = .random(in: 0..<window.rows, using: &random)
            window.bottom = .random(in: 0..<window.rows, using: &random)
            window.left = .random(in: 0..<window.columns, using: &random)
            window.right = .random(in: 0..<window.columns, using: &random)
            window.sourceStride = window.channels + number % 3
            window.destinationStride = window.channels + number % 2
            return window
        }
        return drawn.filter { $0.destinationHeight > 0 && $0.destinationWidth > 0 }
            + [Window(height: 7, width: 5, channels: 70, rows: 7, columns: 5)]
    }()

    @Test(.serialized, arguments: all)
    func `fp32 is what the definition says, bit for bit`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, window) in Self.windows.enumerated() {
            for pooling in Pooling.allCases {
                let pooled = PoolingCase<Float>(window, pooling, seed: UInt64(seed)) { $0.float() }
                let found = try pooled.computed(edge: seed % 2 == 0 ? .end : .start) { source, written in
                    try poolWindows(
                        of: source, by: pooling, over: window, into: &written, bounds: -5...6, using: isa,
                        on: ThreadPool(threads: 1 + seed % 3))
                }
                let expected = pooled.expected { values, divisor in
                    let pooled = pooling == .maximum ? values.max() ?? 0 : values.reduce(0, +) / Float(divisor)
                    return max(-5, min(6, pooled))
                }
                #expect(found == expected, "\(pooling) \(window)")
            }
        }
    }

    @Test(.serialized, arguments: all)
    func `8 bits are what the definition says, bit for bit`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, window) in Self.windows.enumerated() {
            for pooling in Pooling.allCases {
                try expectDefinition(UInt8.self, window, pooling, seed: seed, isa: isa)
                try expectDefinition(Int8.self, window, pooling, seed: seed, isa: isa)
            }
        }
    }

    private func expectDefinition<Element: QuantizedElement>(
        _ type: Element.Type, _ window: Window, _ pooling: Pooling, seed: Int, isa: InstructionSet
    ) throws {
        let pooled = PoolingCase<Element>(window, pooling, seed: UInt64(seed)) {
            Element.random(in: Element.min...Element.max, using: &$0)
        }
        let requantization = Requantization<Element>(
            sourceZeroPoint: Element(truncatingIfNeeded: seed * 7), zeroPoint: Element(truncatingIfNeeded: seed),
            multiplier: seed % 4 == 0 ? 1 : Float(seed) * 0.07 + 0.1)
        let bounds = Element.min + 2...Element.max - 9
        let found = try pooled.computed(edge: seed % 2 == 0 ? .end : .start) { source, written in
            try poolWindows(
                of: source, by: pooling, over: window, into: &written, requantization: requantization, bounds: bounds,
                using: isa, on: ThreadPool(threads: 1 + seed % 3))
        }
        let expected = pooled.expected { values, divisor in
            if pooling == .maximum { return max(bounds.lowerBound, min(bounds.upperBound, values.max() ?? 0)) }
            let sum = values.reduce(0) { $0 + Int($1) - Int(requantization.sourceZeroPoint) }
            let scaled = Float(sum) * (requantization.multiplier / Float(divisor))
            let shifted = Int(scaled.rounded(.toNearestOrEven)) + Int(requantization.zeroPoint)
            return Element(max(Int(bounds.lowerBound), min(Int(bounds.upperBound), shifted)))
        }
        #expect(found == expected, "\(pooling) \(window)")
    }

    @Test(arguments: here)
    func `not a number reaches its own windows alone`(isa: InstructionSet) throws {
        let window = Window(height: 6, width: 6, channels: 20, size: 2, stride: 2)
        for pooling in Pooling.allCases {
            var pooled = PoolingCase<Float>(window, pooling, seed: 5) { $0.float() }
            pooled.source[(2 * 6 + 3) * 20 + 19] = .nan
            let found = try pooled.computed(edge: .end) { source, written in
                try poolWindows(
                    of: source, by: pooling, over: window, into: &written, bounds: 0...1, using: isa,
                    on: ThreadPool(threads: 1))
            }
            #expect(found.indices.filter { found[$0].isNaN } == [(1 * 3 + 1) * 20 + 19])
        }
    }

    private func refusal(
        multiplier: Float = 1, isa: InstructionSet = .scalar, _ change: (inout Window) -> Void = { _ in }
    ) throws -> KernelError? {
        var window = Window(height: 4, width: 4, channels: 3, size: 2, stride: 2)
        let pooled = PoolingCase<UInt8>(window, .average, seed: 6) { UInt8.random(in: 0...255, using: &$0) }
        change(&window)
        do {
            _ = try pooled.computed(edge: .end) { source, written in
                try poolWindows(
                    of: source, by: .average, over: window, into: &written,
                    requantization: Requantization(sourceZeroPoint: 0, zeroPoint: 0, multiplier: multiplier),
                    using: isa, on: ThreadPool(threads: 1))
            }
            return nil
        } catch {
            return error as? KernelError
        }
    }

    @Test func `windows, scales and instruction sets that do not fit are a typed error`() throws {
        let kernel = "pooling_u8_scalar"
        #expect(try refusal() == nil)
        #expect(try refusal { $0.top = 2 } == .badShape(kernel: kernel))
        #expect(try refusal { $0.rows = 5 } == .badShape(kernel: kernel))
        #expect(try refusal { $0.rows = 0 } == .badShape(kernel: kernel))
        #expect(try refusal { $0.height = 5 } == .badShape(kernel: kernel))
        #expect(try refusal { $0.sourceStride = 2 } == .badStride(kernel: kernel))
        #expect(try refusal { $0.height = .max } == .overflow(kernel: kernel))
        #expect(try refusal(multiplier: 0) == .badScale(kernel: kernel))
        #expect(try refusal(multiplier: .nan) == .badScale(kernel: kernel))
        #expect(try refusal(isa: .amxint8) == .noKernel(.amxint8, kernel: "pooling_u8_amxint8"))
    }
}
