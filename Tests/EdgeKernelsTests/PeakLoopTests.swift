import EdgeKernels
import EdgeRecords
import Testing

@Suite struct PeakLoopTests {
    @Test(arguments: PeakLoop.available, [1, 2, 3])
    func `every loop that this processor has runs on any number of threads`(loop: PeakLoop, threads: Int) throws {
        #expect(try loop.run(steps: 100, on: ThreadPool(threads: threads)) > 0)
        #expect(loop.operationsEach > 0)
    }

    @Test func `names are those of records`() {
        for loop in PeakLoop.available {
            #expect(loop.name == "\(loop.precision.rawValue)-\(loop.isa.name)")
        }
    }

    @Test func `a pair without a loop is no loop`() {
        #expect(PeakLoop(.fp32, .amxint8) == nil)
        #expect(PeakLoop(.int4Weights, .avx2) == nil)
        #expect(PeakLoop(.fp32, .scalar) == nil)
    }

    #if arch(x86_64)
        /// 12 or 24 instructions a step; each multiplies and adds in every lane.
        private static let lanes: [(Precision, InstructionSet, Double)] = [
            (.fp32, .avx2, 12 * 8 * 2), (.fp32, .avx512, 24 * 16 * 2), (.int8, .avx512vnni, 24 * 64 * 2),
            (.bf16, .amxbf16, 4 * 16 * 16 * 32 * 2),
        ]

        @Test(arguments: lanes)
        func `an instruction counts as many operations as its lanes do`(
            precision: Precision, isa: InstructionSet, operations: Double
        ) throws {
            #expect(try #require(PeakLoop(precision, isa)).operationsEach == operations)
        }
    #endif

    @Test func `no steps and missing instruction sets are typed errors`() throws {
        for loop in PeakLoop.available {
            #expect(throws: KernelError.badShape(kernel: loop.name)) {
                try loop.run(steps: 0, on: ThreadPool(threads: 1))
            }
        }
        for isa in InstructionSet.allCases where !isa.isAvailable {
            guard let loop = PeakLoop(.int8, isa) else { continue }
            #expect(throws: KernelError.unavailable(isa, kernel: loop.name)) {
                try loop.run(steps: 1, on: ThreadPool(threads: 1))
            }
        }
    }

    @Test func `the chain of additions takes longer the longer it is`() throws {
        let pool = try ThreadPool(threads: 1)
        let short = try (0..<5).map { _ in try DependentAdditions.run(steps: 100, on: pool) }.min() ?? 0
        let long = try (0..<5).map { _ in try DependentAdditions.run(steps: 1_000_000, on: pool) }.min() ?? 0
        // Ten thousand times the work: no clock and no neighbour makes that shorter.
        #expect(long > short)
        #expect(throws: KernelError.badShape(kernel: "additions")) {
            try DependentAdditions.run(steps: -1, on: pool)
        }
    }
}
