import EdgeKernels
import Testing

@Suite struct QuantizationTests {
    private static let here = ([.scalar, .avx2, .avx512, .neon] as [InstructionSet]).filter(\.isAvailable)

    private func quantized<Quantized: QuantizedElement>(
        _ source: [Float], scale: Float, zeroPoint: Quantized, using isa: InstructionSet, threads: Int = 1
    ) throws -> [Quantized] {
        let bytes = [Quantized](repeating: 0, count: source.count)
        let source = GuardedBuffer(source, edge: .end)
        let destination = GuardedBuffer(bytes, edge: threads == 1 ? .end : .start)
        var span = unsafe destination.elements.mutableSpan
        try unsafe quantize(
            UnsafeBufferPointer(source.elements).span, scale: scale, zeroPoint: zeroPoint, into: &span, using: isa,
            on: ThreadPool(threads: threads))
        return destination.contents
    }

    private func rows(_ source: [Float], rows: Int, using isa: InstructionSet) throws -> (
        bytes: [Int8], scales: [Float]
    ) {
        let bytes = GuardedBuffer([Int8](repeating: 99, count: source.count), edge: .end)
        let scales = GuardedBuffer([Float](repeating: 99, count: rows), edge: .end)
        var written = unsafe bytes.elements.mutableSpan
        var found = unsafe scales.elements.mutableSpan
        try quantizeRows(
            source.span, rows: rows, into: &written, scales: &found, using: isa, on: ThreadPool(threads: 2))
        return (bytes.contents, scales.contents)
    }

    private func dequantized<Quantized: QuantizedElement>(
        _ source: [Quantized], scale: Float, zeroPoint: Quantized, using isa: InstructionSet
    ) throws -> [Float] {
        var values = [Float](repeating: 0, count: source.count)
        var span = values.mutableSpan
        try dequantize(
            source.span, scale: scale, zeroPoint: zeroPoint, into: &span, using: isa, on: ThreadPool(threads: 1))
        return values
    }

    private func requantized<Quantized: QuantizedElement>(
        _ source: [Int32], multiplier: Float, zeroPoint: Quantized, using isa: InstructionSet
    ) throws -> [Quantized] {
        var bytes = [Quantized](repeating: 0, count: source.count)
        var span = bytes.mutableSpan
        try requantize(
            source.span, multiplier: multiplier, zeroPoint: zeroPoint, into: &span, using: isa,
            on: ThreadPool(threads: 1))
        return bytes
    }

    @Test(arguments: here)
    func `halves round to even, and what is beyond the type becomes its bounds`(isa: InstructionSet) throws {
        let values: [Float] = [
            0, 0.25, 0.75, -0.25, -0.75, 1e30, -1e30, .infinity, -.infinity, .nan, 64, -64, .leastNonzeroMagnitude,
            -0.0,
        ]
        let u8: [UInt8] = try quantized(values, scale: 0.5, zeroPoint: 100, using: isa)
        #expect(u8 == [100, 100, 102, 100, 98, 255, 0, 255, 0, 100, 228, 0, 100, 100])
        let s8: [Int8] = try quantized(values, scale: 0.5, zeroPoint: -28, using: isa)
        #expect(s8 == [-28, -28, -26, -28, -30, 127, -128, 127, -128, -28, 100, -128, -28, -28])
    }

    @Test(arguments: here, [0, 1, 7, 15, 16, 17, 33, 63, 65, 4095, 4097, 9000])
    func `every length and number of threads gives the bits of scalar`(isa: InstructionSet, count: Int) throws {
        var random = RandomNumbers(seed: UInt64(count))
        let values = (0..<count).map { _ in random.float() }
        let expected: [Int8] = try quantized(values, scale: 0.05, zeroPoint: 3, using: .scalar)
        #expect(try quantized(values, scale: 0.05, zeroPoint: 3, using: isa) == expected)
        #expect(try quantized(values, scale: 0.05, zeroPoint: 3, using: isa, threads: 3) == expected)
        let back = try dequantized(expected, scale: 0.05, zeroPoint: 3, using: isa)
        #expect(try back == dequantized(expected, scale: 0.05, zeroPoint: 3, using: .scalar))
        let sums = (0..<count).map { _ in Int32.random(in: Int32.min...Int32.max, using: &random) >> 12 }
        let bytes: [UInt8] = try requantized(sums, multiplier: 0.0003, zeroPoint: 128, using: .scalar)
        #expect(try requantized(sums, multiplier: 0.0003, zeroPoint: 128, using: isa) == bytes)
    }

    @Test(arguments: here)
    func `sums of 32 bits become bytes by the one rule`(isa: InstructionSet) throws {
        let sums: [Int32] = [0, 1, 2, 3, 5, -1, -3, .max, .min]
        let bytes: [Int8] = try requantized(sums, multiplier: 0.5, zeroPoint: 1, using: isa)
        #expect(bytes == [1, 1, 2, 3, 3, 1, -1, 127, -128])
        let large: [UInt8] = try requantized(sums, multiplier: 1e30, zeroPoint: 7, using: isa)
        #expect(large == [7, 255, 255, 255, 255, 0, 0, 255, 0])
    }

    @Test(arguments: here)
    func `each row has the scale of its own largest finite magnitude`(isa: InstructionSet) throws {
        let source: [Float] = [1, -2, 0.5, 0, 0, 0, .nan, -.infinity, 254]
        let (bytes, scales) = try rows(source, rows: 3, using: isa)
        #expect(scales == [2 / 127, 1, 2])
        #expect(bytes == [64, -127, 32, 0, 0, 0, 0, -127, 127])
        var random = RandomNumbers(seed: 3)
        let many = (0..<7 * 1031).map { _ in random.float() }
        let expected = try rows(many, rows: 7, using: .scalar)
        let found = try rows(many, rows: 7, using: isa)
        #expect(found.bytes == expected.bytes)
        #expect(found.scales == expected.scales)
    }

    @Test(arguments: [Float.nan, .infinity, 0, -1, .leastNonzeroMagnitude])
    func `scales that mean nothing are refused`(scale: Float) {
        #expect(throws: KernelError.badScale(kernel: "quantize_u8_f32_scalar")) {
            let _: [UInt8] = try quantized([1], scale: scale, zeroPoint: 0, using: .scalar)
        }
    }

    @Test func `lengths that differ and instruction sets without a kernel are refused`() throws {
        #expect(throws: KernelError.noKernel(.sve, kernel: "quantize_u8_f32_sve")) {
            let _: [UInt8] = try quantized([1], scale: 1, zeroPoint: 0, using: .sve)
        }
        #expect(throws: KernelError.badShape(kernel: "quantize_rows_s8_f32_scalar")) {
            _ = try rows([1, 2, 3], rows: 2, using: .scalar)
        }
    }
}
