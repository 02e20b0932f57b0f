import EdgeKernels
import Testing

@Suite struct AdditionTests {
    private static let implemented: [InstructionSet] = [.scalar, .avx2, .avx512, .neon]
    private static let counts = [0, 1, 7, 8, 15, 16, 17, 4095, 4096, 4097, 20_000]

    private func sums(_ left: [Float], _ right: [Float], isa: InstructionSet, threads: Int = 1) throws -> [Float] {
        var sums = [Float](repeating: 0, count: left.count)
        var span = sums.mutableSpan
        try add(
            left.span, right.span, into: &span, bounds: 0...6, using: isa, on: ThreadPool(threads: threads))
        return sums
    }

    @Test(arguments: implemented.filter(\.isAvailable), counts)
    func `agrees with scalar bit for bit, on any number of threads`(isa: InstructionSet, count: Int) throws {
        var random = RandomNumbers(seed: UInt64(count))
        let left = (0..<count).map { _ in random.float() }
        let right = (0..<count).map { _ in random.float() }
        let expected = try sums(left, right, isa: .scalar)
        #expect(try sums(left, right, isa: isa) == expected)
        #expect(try sums(left, right, isa: isa, threads: 3) == expected)
    }

    @Test func `an instruction set without a kernel is a typed error`() {
        #expect(throws: KernelError.noKernel(.amxint8, kernel: "add_f32_amxint8")) {
            try sums([1], [2], isa: .amxint8)
        }
    }

    @Test func `operands of different lengths are a typed error`() {
        #expect(throws: KernelError.badShape(kernel: "add_f32_scalar")) {
            try sums([1, 2], [2], isa: .scalar)
        }
    }
}
