import EdgeKernels
import Testing

@Suite struct DepthwiseRefusalTests {
    static func convolve(
        _ window: Window, _ weights: PackedWeights, sourceCount: Int, destinationCount: Int, isa: InstructionSet
    ) throws {
        let source = [UInt8](repeating: 1, count: sourceCount)
        var results = [UInt8](repeating: 0, count: destinationCount)
        var span = results.mutableSpan
        try convolveDepthwise(
            source.span, by: weights, over: window, into: &span, zeroPoint: 0, using: isa, on: ThreadPool(threads: 1))
    }

    private func refusal(
        taps: Int = 9, sourceCount: Int = 50, destinationCount: Int = 18, isa: InstructionSet = .scalar,
        _ change: (inout Window) -> Void = { _ in }
    ) throws -> KernelError? {
        let weights = try PackedWeights(
            depthwise: QuantizedWeights([Int8](repeating: 1, count: 2 * taps), columns: 2, depth: 1, taps: taps))
        var window = Window(height: 5, width: 5, channels: 2, size: 3)
        change(&window)
        do {
            try Self.convolve(
                window, weights, sourceCount: sourceCount, destinationCount: destinationCount, isa: isa)
            return nil
        } catch {
            return error as? KernelError
        }
    }

    private let name = "depthwise_u8_u8_s8_scalar"

    @Test func `well-formed operands are not refused`() throws {
        #expect(try refusal() == nil)
    }

    @Test func `too few elements are a typed error`() throws {
        #expect(try refusal(sourceCount: 49) == .badShape(kernel: name))
        #expect(try refusal(destinationCount: 17) == .badShape(kernel: name))
    }

    @Test func `windows that do not fit are a typed error`() throws {
        #expect(try refusal { $0.height = 2 } == .badShape(kernel: name))
        #expect(try refusal { $0.width = 0 } == .badShape(kernel: name))
        #expect(try refusal { $0.width = -5 } == .badShape(kernel: name))
        #expect(try refusal { $0.top = 3 } == .badShape(kernel: name))
        #expect(try refusal { $0.left = -1 } == .badShape(kernel: name))
        #expect(try refusal { $0.images = -1 } == .badShape(kernel: name))
    }

    @Test func `strides and sizes without a kernel are a typed error`() throws {
        #expect(try refusal { ($0.rowStride, $0.columnStride) = (3, 3) } == .badShape(kernel: name))
        #expect(try refusal { $0.rowStride = 2 } == .badShape(kernel: name))
        #expect(try refusal { $0.rowStride = 0 } == .badShape(kernel: name))
        #expect(try refusal { $0.columns = 2 } == .badShape(kernel: name))
        #expect(try refusal { ($0.rows, $0.columns) = (4, 4) } == .badShape(kernel: name))
        #expect(try refusal(taps: 25) == .badPacking(kernel: name))
    }

    @Test func `pixels closer than their channels are a typed error`() throws {
        #expect(try refusal { $0.sourceStride = 1 } == .badStride(kernel: name))
        #expect(try refusal { $0.destinationStride = 1 } == .badStride(kernel: name))
    }

    @Test func `sizes beyond the address space are a typed error`() throws {
        #expect(try refusal { $0.height = .max } == .overflow(kernel: name))
        #expect(try refusal { $0.images = .max } == .overflow(kernel: name))
        #expect(try refusal { $0.sourceStride = .max } == .overflow(kernel: name))
    }

    @Test func `an instruction set without a kernel is a typed error`() throws {
        #expect(try refusal(isa: .amxbf16) == .noKernel(.amxbf16, kernel: "depthwise_u8_u8_s8_amxbf16"))
    }

    @Test func `weights of another operation are a typed error`() throws {
        let product = try PackedWeights(QuantizedWeights([Int8](repeating: 1, count: 18), columns: 2, depth: 9))
        #expect(throws: KernelError.badPacking(kernel: name)) {
            try Self.convolve(
                Window(height: 5, width: 5, channels: 2, size: 3), product, sourceCount: 50, destinationCount: 18,
                isa: .scalar)
        }
    }

    @Test func `kernels and scales that cannot be packed are a typed error`() {
        var weights = QuantizedWeights([Int8](repeating: 1, count: 18), columns: 2, depth: 1, taps: 9)
        weights.multipliers = [1, .infinity]
        #expect(throws: KernelError.badScale(kernel: "pack_depthwise_s8")) { try PackedWeights(depthwise: weights) }
        weights.multipliers = [1, 0]
        #expect(throws: KernelError.badScale(kernel: "pack_depthwise_s8")) { try PackedWeights(depthwise: weights) }
        weights.multipliers = []
        weights.zeroPoint = 256
        #expect(throws: KernelError.badScale(kernel: "pack_depthwise_s8")) { try PackedWeights(depthwise: weights) }
        weights.zeroPoint = 0
        weights.taps = 4
        #expect(throws: KernelError.badShape(kernel: "pack_depthwise_s8")) { try PackedWeights(depthwise: weights) }
        weights.taps = 9
        weights.columns = 3
        #expect(throws: KernelError.badShape(kernel: "pack_depthwise_s8")) { try PackedWeights(depthwise: weights) }
    }
}
