import EdgeKernels
import Glibc
import Testing

@Suite struct ActivationTests {
    private static let all: [InstructionSet] = [.scalar, .avx2, .avx512, .neon]
    private static let here = all.filter(\.isAvailable)
    private static let activations: [Activation] = [
        .relu, .relu6, .clip(-1...2), .hardSigmoid(slope: 0.2, offset: 0.5), .hardSwish, .sigmoid, .tanh, .gelu,
        .geluByTanh, .silu,
    ]

    private func activated(
        _ source: [Float], by activation: Activation, using isa: InstructionSet, threads: Int = 1
    ) throws -> [Float] {
        let edge: GuardedBuffer<Float>.Edge = threads == 1 ? .end : .start
        let source = GuardedBuffer(source, edge: edge)
        let destination = GuardedBuffer(source.contents, edge: edge)
        var span = unsafe destination.elements.mutableSpan
        try unsafe activate(
            UnsafeBufferPointer(source.elements).span, by: activation, into: &span, using: isa,
            on: ThreadPool(threads: threads))
        return destination.contents
    }

    /// Numbers of all sizes with both signs, close to each other.
    private static let numbers: [Float] =
        stride(from: UInt32(0), to: 0x7F80_0000, by: 65_521).flatMap { bits in
            [Float(bitPattern: bits), -Float(bitPattern: bits)]
        } + stride(from: Float(-20), to: 20, by: 0.001)

    @Test(arguments: activations)
    func `scalar is near the function, computed with more places`(activation: Activation) throws {
        let found = try activated(Self.numbers, by: activation, using: .scalar)
        for (x, y) in zip(Self.numbers, found) {
            let exact = activation.exact(Double(x))
            // Near 0 sums keep no more places than their terms had, and factors too small for a normal number are 0.
            let tolerance = max(3e-7 * abs(exact), activation.isSum ? 1e-7 : 0, 0x1p-119)
            #expect(abs(Double(y) - exact) <= tolerance, "\(activation) of \(x) is \(y), not \(exact)")
        }
    }

    @Test(.serialized, arguments: all)
    func `every instruction set gives the bits of scalar, for every length and number of threads`(
        isa: InstructionSet
    ) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for activation in Self.activations {
            let expected = try activated(Self.numbers, by: activation, using: .scalar).map(\.comparable)
            #expect(try activated(Self.numbers, by: activation, using: isa).map(\.comparable) == expected)
            #expect(try activated(Self.numbers, by: activation, using: isa, threads: 3).map(\.comparable) == expected)
            for count in 0...70 {
                let found = try activated(Array(Self.numbers.suffix(count)), by: activation, using: isa)
                #expect(found.map(\.comparable) == expected.suffix(count))
            }
        }
    }

    @Test(arguments: here)
    func `limits are reached, and not a number stays so`(isa: InstructionSet) throws {
        let ends: [Float] = [-.infinity, .infinity, .nan, -0.0, .leastNonzeroMagnitude]
        for activation in Self.activations {
            let found = try activated(ends, by: activation, using: isa)
            #expect(found[0] == Float(activation.exact(-1e30)) || found[0] == 0, "\(activation)")
            #expect(found[1] == Float(activation.exact(1e300)), "\(activation)")
            #expect(found[2].isNaN, "\(activation)")
            #expect(abs(found[3] - Float(activation.exact(0))) == 0)
            #expect(abs(found[4] - Float(activation.exact(0))) < 1e-37)
        }
    }

    @Test(.serialized, arguments: all, activations)
    func `a table gives what the definition says for each of its elements`(
        isa: InstructionSet, activation: Activation
    ) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        try expectTable(UInt8.self, activation, isa: isa)
        try expectTable(Int8.self, activation, isa: isa)
    }

    private func expectTable<Element: QuantizedElement>(
        _ type: Element.Type, _ activation: Activation, isa: InstructionSet
    ) throws {
        let zeroPoint = Element(truncatingIfNeeded: 117)
        let table = try ActivationTable<Element>(
            activation, source: Scaling(scale: 0.05, zeroPoint: zeroPoint),
            destination: Scaling(scale: 0.031, zeroPoint: 3))
        // All elements in the middle of others, at every alignment.
        for count in [0, 1, 15, 16, 17, 31, 33, 63, 65, 256 + 61, 9001] {
            let source = (0..<count).map { Element(truncatingIfNeeded: $0) }
            let kept = GuardedBuffer(source, edge: .end)
            let written = GuardedBuffer(source, edge: .end)
            var span = unsafe written.elements.mutableSpan
            try unsafe table.activate(
                UnsafeBufferPointer(kept.elements).span, into: &span, using: isa, on: ThreadPool(threads: 2))
            let found = written.contents
            for (element, result) in zip(source, found) {
                let exact = activation.exact((Double(element) - Double(zeroPoint)) * Double(Float(0.05)))
                let places = exact / Double(Float(0.031)) + 3
                let clamped = max(Double(Element.min), min(Double(Element.max), places))
                #expect(abs(Double(result) - clamped) <= 0.501, "\(activation) of \(element)")
            }
        }
    }

    @Test func `lengths that differ, bounds and scales that mean nothing are typed errors`() throws {
        var results: [Float] = [0]
        func refusal(_ activation: Activation, count: Int = 1, isa: InstructionSet = .scalar) -> KernelError? {
            var span = results.mutableSpan
            do throws(KernelError) {
                try activate(
                    [Float](repeating: 1, count: count).span, by: activation, into: &span, using: isa,
                    on: ThreadPool(threads: 1))
                return nil
            } catch {
                return error
            }
        }
        let shape = KernelError.badShape(kernel: "activate_f32_scalar")
        #expect(refusal(.silu) == nil)
        #expect(refusal(.silu, count: 2) == shape)
        #expect(refusal(.hardSigmoid(slope: .nan, offset: 0)) == shape)
        #expect(refusal(.silu, isa: .sve) == .noKernel(.sve, kernel: "activate_f32_sve"))
        #expect(throws: KernelError.badScale(kernel: "lookup_s8")) {
            try ActivationTable<Int8>(
                .silu, source: Scaling(scale: 0, zeroPoint: 0), destination: Scaling(scale: 1, zeroPoint: 0))
        }
    }
}

extension Activation {
    fileprivate var isSum: Bool {
        switch self {
        case .hardSigmoid, .hardSwish, .gelu, .geluByTanh: true
        default: false
        }
    }

    fileprivate func exact(_ x: Double) -> Double {
        switch self {
        case .clip(let bounds): max(Double(bounds.lowerBound), min(Double(bounds.upperBound), x))
        case .hardSigmoid(let slope, let offset): max(0, min(1, x * Double(slope) + Double(offset)))
        case .hardSwish: x * max(0, min(1, x / 6 + 0.5))
        case .sigmoid: 1 / (1 + Glibc.exp(-x))
        case .tanh: Glibc.tanh(x)
        case .gelu: x * 0.5 * Glibc.erfc(-x / 2.0.squareRoot())
        case .geluByTanh:
            x / (1 + Glibc.exp(-2 * (2 / Double.pi).squareRoot() * (x + 0.044715 * x * x * x)))
        case .silu: x / (1 + Glibc.exp(-x))
        }
    }
}
