import EdgeKernels
import Testing

@Suite struct MemoryCeilingTests {
    private static let isas = [InstructionSet.scalar, .avx2, .avx512, .neon].filter(\.isAvailable)

    @Test(arguments: MemoryStream.allCases, isas)
    func `every stream runs on any number of threads`(stream: MemoryStream, isa: InstructionSet) throws {
        let memory = try CeilingMemory(bytes: 1 << 20)
        for threads in [1, 2, 3] {
            let slice = MemoryStream.Slice(regionBytes: 300 * 1024, offsetBytes: 4096, bytes: 65_536, passes: 3)
            #expect(try stream.run(over: slice, of: memory, using: isa, on: ThreadPool(threads: threads)) > 0)
        }
    }

    @Test func `slices that do not lie in the memory are refused`() throws {
        let memory = try CeilingMemory(bytes: 1 << 16)
        let pool = try ThreadPool(threads: 2)
        let refused: [MemoryStream.Slice] = [
            .init(regionBytes: 1 << 16, bytes: 512), .init(regionBytes: 1 << 15, bytes: 1 << 16),
            .init(regionBytes: 1 << 15, offsetBytes: 1 << 15, bytes: 512), .init(regionBytes: 1 << 15, bytes: 500),
            .init(regionBytes: 1 << 15, offsetBytes: -512, bytes: 512), .init(regionBytes: 1 << 15, bytes: 0),
            .init(regionBytes: 1 << 15, bytes: 512, passes: 0), .init(regionBytes: Int.max, bytes: 512),
            .init(regionBytes: 1 << 15, offsetBytes: Int.max - 511, bytes: 512),
        ]
        for slice in refused {
            #expect(throws: KernelError.badShape(kernel: "stream_read_scalar"), "\(slice)") {
                try MemoryStream.read.run(over: slice, of: memory, using: .scalar, on: pool)
            }
        }
    }

    @Test func `a ring of any size can be followed from anywhere`() throws {
        let memory = try CeilingMemory(bytes: 1 << 20)
        for bits in 7...20 {
            let chase = try PointerChase(bytes: 1 << bits, in: memory)
            #expect(try chase.run(steps: 10, position: (1 << bits) - 1, on: ThreadPool(threads: 2)) > 0)
        }
    }

    @Test func `a ring that does not fit is refused`() throws {
        let memory = try CeilingMemory(bytes: 1 << 12)
        for bytes in [0, -128, 64, 192, 1 << 13] {
            #expect(throws: KernelError.badShape(kernel: "chase"), "\(bytes)") {
                try PointerChase(bytes: bytes, in: memory)
            }
        }
        let chase = try PointerChase(bytes: 1 << 12, in: memory)
        #expect(throws: KernelError.badShape(kernel: "chase")) {
            try chase.run(steps: 1, position: -1, on: ThreadPool(threads: 1))
        }
    }

    @Test func `no memory is a typed error`() {
        #expect(throws: KernelError.badShape(kernel: "ceiling memory")) { try CeilingMemory(bytes: 0) }
        #expect(throws: KernelError.outOfMemory(kernel: "ceiling memory")) { try CeilingMemory(bytes: Int.max) }
    }

    @Test(arguments: [1, 2, 5]) func `a pool starts on nothing`(threads: Int) throws {
        let pool = try ThreadPool(threads: threads)
        for _ in 0..<100 { try pool.runNothing() }
    }
}
