import EdgeKernels
import Testing

@Suite struct BlockRowsTests {
    private static let fast: [InstructionSet] = [.avx2, .avx512, .neon]

    /// Ordinary numbers, and now and then what has to be treated apart.
    private func drawn(_ count: Int, seed: UInt64) -> [Float] {
        var random = RandomNumbers(seed: seed)
        let magnitude: Float = [1, 1e-3, 1e30, 1e-38, 8 * .leastNonzeroMagnitude][Int(seed % 5)]
        let odd: [Float] = [.nan, .infinity, -.infinity, .greatestFiniteMagnitude, .leastNonzeroMagnitude, -0.0]
        return (0..<count).map { _ in
            Int.random(in: 0..<400, using: &random) == 0
                ? odd[Int.random(in: 0..<odd.count, using: &random)] : random.float() * magnitude
        }
    }

    private func bits(_ rows: BlockRows) -> [UInt32] {
        rows.values.map { UInt32(bitPattern: Int32($0)) } + rows.starts.map { UInt32(bitPattern: $0) }
            + rows.scales.map { $0.isNaN ? 1 : $0.bitPattern }
    }

    @Test(arguments: fast, [32, 64, 128])
    func `every instruction set gives the bits of scalar`(isa: InstructionSet, block: Int) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        let pool = try ThreadPool(threads: 2)
        for (seed, depth) in [1, 7, 31, 32, 33, 64, 65, 127, 128, 129, 300, 1024].enumerated() {
            let source = GuardedBuffer(drawn(5 * depth, seed: UInt64(seed)), edge: seed % 2 == 0 ? .end : .start)
            let span = unsafe UnsafeBufferPointer(source.elements).span
            let expected = try BlockRows(span, rows: 5, depth: depth, block: block, using: .scalar, on: pool)
            let found = try BlockRows(span, rows: 5, depth: depth, block: block, using: isa, on: pool)
            #expect(bits(found) == bits(expected), "\(depth)")
        }
    }

    @Test(arguments: [32, 64, 128])
    func `rows with gaps are those without`(block: Int) throws {
        let pool = try ThreadPool(threads: 1)
        let source = drawn(3 * 70, seed: 3)
        let gaps = (0..<3).flatMap { row in source[row * 70..<row * 70 + 70] + [.nan, .nan] }
        let expected = try BlockRows(source.span, rows: 3, depth: 70, block: block, on: pool)
        let found = try BlockRows(gaps.span, rows: 3, depth: 70, stride: 72, block: block, on: pool)
        #expect(bits(found) == bits(expected))
    }

    @Test func `what was made once is filled again, with fewer rows too`() throws {
        let pool = try ThreadPool(threads: 1)
        let kept = try BlockRows(mostRows: 4, depth: 50)
        #expect(kept.rows == 0 && kept.values.isEmpty)
        for count in [4, 1, 3, 0] {
            let source = drawn(count * 50, seed: UInt64(count))
            try kept.quantize(source.span, rows: count, on: pool)
            #expect(try bits(kept) == bits(BlockRows(source.span, rows: count, depth: 50, using: .scalar, on: pool)))
        }
    }

    @Test func `more rows than there is room for are refused, and what was there stays`() throws {
        let pool = try ThreadPool(threads: 1)
        let kept = try BlockRows([Float](repeating: 1, count: 40).span, rows: 2, depth: 20, using: .scalar, on: pool)
        let before = bits(kept)
        #expect(throws: KernelError.badShape(kernel: "quantize_blocks_s8_f32_scalar")) {
            try kept.quantize([Float](repeating: 2, count: 60).span, rows: 3, using: .scalar, on: pool)
        }
        #expect(throws: KernelError.badShape(kernel: "quantize_blocks_s8_f32_scalar")) {
            try kept.quantize([Float](repeating: 2, count: 39).span, rows: 2, using: .scalar, on: pool)
        }
        #expect(bits(kept) == before)
    }

    @Test func `room that no program could have is refused`() {
        let kernel = "quantize_blocks_s8_f32"
        #expect(throws: KernelError.overflow(kernel: kernel)) { try BlockRows(mostRows: .max, depth: .max) }
        #expect(throws: KernelError.badShape(kernel: kernel)) { try BlockRows(mostRows: -1, depth: 1) }
    }
}
