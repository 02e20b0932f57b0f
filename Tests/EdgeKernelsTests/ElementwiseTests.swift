import EdgeKernels
import Testing

@Suite struct ElementwiseTests {
    private static let all: [InstructionSet] = [.scalar, .avx2, .avx512, .neon]

    /// Rows and columns with every remainder, and more than a thread takes at once.
    private static let shapes =
        (1...70).map { (1 + $0 % 4, $0) } + [(3, 4095), (1, 4096), (2, 4097), (1, 9000), (300, 24), (5000, 1), (0, 3)]

    @Test(.serialized, arguments: all)
    func `fp32 is what the definition says, bit for bit`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, (rows, columns)) in Self.shapes.enumerated() {
            for operation in Elementwise.allCases {
                for repetition in Repetition.allCases {
                    let pair = ElementPair<Float>(rows, columns, repetition, seed: UInt64(seed)) { $0.float() }
                    let found = try pair.computed(edge: seed % 2 == 0 ? .end : .start) { left, right, result in
                        try combine(
                            left, right, by: operation, columns: columns, repeating: repetition, into: &result,
                            bounds: -9...6, using: isa, on: ThreadPool(threads: 1 + seed % 3))
                    }
                    let expected = pair.expected { max(-9, min(6, operation.result($0, $1))) }
                    #expect(found == expected, "\(operation) \(repetition) \(rows)×\(columns)")
                }
            }
        }
    }

    @Test(.serialized, arguments: all)
    func `8 bits are what the definition says, bit for bit`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, (rows, columns)) in Self.shapes.enumerated() {
            for repetition in Repetition.allCases {
                try expectDefinition(UInt8.self, rows, columns, repetition, seed: seed, isa: isa)
                try expectDefinition(Int8.self, rows, columns, repetition, seed: seed, isa: isa)
            }
        }
    }

    private func expectDefinition<Element: QuantizedElement>(
        _ type: Element.Type, _ rows: Int, _ columns: Int, _ repetition: Repetition, seed: Int, isa: InstructionSet
    ) throws {
        let pair = ElementPair<Element>(rows, columns, repetition, seed: UInt64(seed)) {
            Element.random(in: Element.min...Element.max, using: &$0)
        }
        func scaling(_ scale: Float, _ zeroPoint: Int) -> Scaling<Element> {
            Scaling(scale: scale, zeroPoint: Element(truncatingIfNeeded: zeroPoint))
        }
        // From sums that stay far within the type to those that leave it.
        let scaling = PairScaling(
            left: scaling(0.011 * Float(1 + seed % 5), seed * 7), right: scaling(0.5, seed * 3 + 100),
            destination: scaling(seed % 3 == 0 ? 0.5 : 0.04 * Float(1 + seed), seed))
        let bounds = Element.min + 2...Element.max - 9
        for operation in [Elementwise.addition, .multiplication] {
            let found = try pair.computed(edge: seed % 2 == 0 ? .end : .start) { left, right, result in
                try combine(
                    left, right, by: operation, columns: columns, repeating: repetition, into: &result,
                    scaling: scaling, bounds: bounds, using: isa, on: ThreadPool(threads: 1 + seed % 3))
            }
            let expected = pair.expected { left, right in
                let scaled = operation.scaled(left, right, scaling)
                let whole = Int(scaled.rounded(.toNearestOrEven)) - (Element.min < 0 ? 128 : 0)
                return Element(max(Int(bounds.lowerBound), min(Int(bounds.upperBound), whole)))
            }
            #expect(found == expected, "\(operation) \(repetition) \(rows)×\(columns)")
        }
    }

    @Test(arguments: all.filter(\.isAvailable))
    func `numbers that are none, or too small, come out as in scalar`(isa: InstructionSet) throws {
        let odd: [Float] = [.nan, .infinity, -.infinity, .leastNonzeroMagnitude, 0x1p-130, -0.0, 0, 1, 3e38, -3e38]
        let left = odd.flatMap { one in odd.map { _ in one } }
        let right = odd.flatMap { _ in odd }
        for operation in Elementwise.allCases {
            func results(_ isa: InstructionSet) throws -> [Float] {
                var results = left
                var span = results.mutableSpan
                try combine(
                    left.span, right.span, by: operation, into: &span, using: isa, on: ThreadPool(threads: 1))
                return results
            }
            let found = try results(isa)
            let expected = try results(.scalar)
            #expect(found.map(\.comparable) == expected.map(\.comparable))
            for (index, value) in found.enumerated() where left[index].isNaN || right[index].isNaN {
                #expect(value.isNaN)
            }
        }
    }

    @Test func `a quantized sum is within a step of adding real numbers`() throws {
        // As ONNX Runtime computes it: numbers are added, and divided by the scale once.
        let pair = ElementPair<UInt8>(1, 65_536, .none, seed: 1) { UInt8.random(in: 0...255, using: &$0) }
        let scaling = PairScaling<UInt8>(
            left: Scaling(scale: 0.023, zeroPoint: 121), right: Scaling(scale: 0.019, zeroPoint: 130),
            destination: Scaling(scale: 0.031, zeroPoint: 126))
        let found = try pair.computed(edge: .end) { left, right, result in
            try combine(
                left, right, by: .addition, into: &result, scaling: scaling, using: .scalar,
                on: ThreadPool(threads: 1))
        }
        for (index, expected) in pair.expected({ left, right in
            let sum = (Float(left) - 121) * 0.023 + (Float(right) - 130) * 0.019
            return UInt8(max(0, min(255, (sum / 0.031).rounded(.toNearestOrEven) + 126)))
        }).enumerated() {
            #expect(abs(Int(found[index]) - Int(expected)) <= 1)
        }
    }

    @Test func `what does not fit together is a typed error`() throws {
        var sums: [Float] = [0, 0, 0, 0]
        func refusal(_ right: [Float], _ repetition: Repetition, columns: Int?, isa: InstructionSet = .scalar)
            -> KernelError?
        {
            var span = sums.mutableSpan
            do throws(KernelError) {
                try combine(
                    [1, 2, 3, 4].span, right.span, by: .addition, columns: columns, repeating: repetition, into: &span,
                    using: isa, on: ThreadPool(threads: 1))
                return nil
            } catch {
                return error
            }
        }
        let shape = KernelError.badShape(kernel: "add_f32_scalar")
        #expect(refusal([1, 2, 3, 4], .none, columns: 2) == nil)
        #expect(refusal([1, 2, 3], .none, columns: 2) == shape)
        #expect(refusal([1, 2], .row, columns: 4) == shape)
        #expect(refusal([1, 2, 3], .column, columns: 2) == shape)
        #expect(refusal([1, 2], .element, columns: 2) == shape)
        #expect(refusal([1, 2, 3, 4], .none, columns: 3) == shape)
        #expect(refusal([1, 2, 3, 4], .none, columns: -1) == shape)
        #expect(refusal([1, 2, 3, 4], .none, columns: 0) == shape)
        let missing = KernelError.noKernel(.amxint8, kernel: "add_f32_amxint8")
        #expect(refusal([1, 2, 3, 4], .none, columns: nil, isa: .amxint8) == missing)
    }

    @Test(arguments: [Float.nan, .infinity, 0, -1, .leastNonzeroMagnitude])
    func `scales that mean nothing, and 8-bit quotients, are refused`(scale: Float) {
        func refusal(_ operation: Elementwise, _ scale: Float) -> KernelError? {
            var results: [Int8] = [0]
            var span = results.mutableSpan
            let one = Scaling<Int8>(scale: 1, zeroPoint: 0)
            do throws(KernelError) {
                try combine(
                    [1].span, [1].span, by: operation, into: &span,
                    scaling: PairScaling(left: one, right: Scaling(scale: scale, zeroPoint: 0), destination: one),
                    using: .scalar, on: ThreadPool(threads: 1))
                return nil
            } catch {
                return error
            }
        }
        #expect(refusal(.addition, scale) == .badScale(kernel: "add_s8_scalar"))
        #expect(refusal(.multiplication, scale) == .badScale(kernel: "multiply_s8_scalar"))
        #expect(refusal(.division, 1) == .badShape(kernel: "divide_s8_scalar"))
    }
}

extension Elementwise {
    fileprivate func result(_ left: Float, _ right: Float) -> Float {
        switch self {
        case .addition: left + right
        case .subtraction: left - right
        case .multiplication: left * right
        case .division: left / right
        }
    }

    fileprivate func scaled<Element: QuantizedElement>(
        _ left: Element, _ right: Element, _ scaling: PairScaling<Element>
    ) -> Float {
        // Kernels compute with s8 moved up to u8.
        let shift = Element.min < 0 ? 128 : 0
        func moved(_ code: Element) -> Float { Float(Int(code) + shift) }
        let zero = moved(scaling.destination.zeroPoint)
        let step = scaling.destination.scale
        guard self == .addition else {
            let l = Float(Int(left) - Int(scaling.left.zeroPoint))
            let r = Float(Int(right) - Int(scaling.right.zeroPoint))
            return l * r * (scaling.left.scale * scaling.right.scale / step) + zero
        }
        let (first, second) = (scaling.left.scale / step, scaling.right.scale / step)
        let zeros = first * moved(scaling.left.zeroPoint) + second * moved(scaling.right.zeroPoint)
        return moved(left) * first + (moved(right) * second + (zero - zeros))
    }
}
