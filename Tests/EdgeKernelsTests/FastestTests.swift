import EdgeKernels
import Testing

@Suite struct FastestTests {
    @Test func `the most capable set with a kernel is found`() throws {
        let wanted: [InstructionSet] = [.scalar, .avx2, .neon]
        let found = try InstructionSet.fastest { isa throws(KernelError) in
            if !wanted.contains(isa) { throw .noKernel(isa, kernel: "test") }
        }
        #expect(found == wanted.last(where: \.isAvailable))
    }

    @Test func `each set is tried once, from the most capable down`() throws {
        var tried: [InstructionSet] = []
        let found = try InstructionSet.fastest { isa throws(KernelError) in
            tried.append(isa)
            if isa != .scalar { throw .noKernel(isa, kernel: "test") }
        }
        #expect(found == .scalar)
        #expect(tried == InstructionSet.available.reversed())
    }

    @Test func `any other refusal ends the search`() {
        var calls = 0
        #expect {
            try InstructionSet.fastest { isa throws(KernelError) in
                calls += 1
                throw .badShape(kernel: "test")
            }
        } throws: {
            if case KernelError.badShape = $0 { true } else { false }
        }
        #expect(calls == 1)
    }

    @Test func `an operation without any kernel is refused`() {
        #expect(throws: KernelError.self) {
            try InstructionSet.fastest { isa throws(KernelError) in throw .noKernel(isa, kernel: "test") }
        }
    }
}
