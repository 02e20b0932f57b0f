import EdgeKernels
import Glibc
import Testing

@Suite struct RotaryEmbeddingTests {
    private static let all: [InstructionSet] = [.scalar, .avx2, .avx512, .neon]

    private func turned(
        _ source: [Float], columns: Int, head: Int, by angles: RotaryAngles, areNeighbours: Bool, isa: InstructionSet
    ) throws -> [Float] {
        let kept = GuardedBuffer(source, edge: .end)
        let written = GuardedBuffer(source, edge: .end)
        var span = unsafe written.elements.mutableSpan
        try unsafe angles.turn(
            UnsafeBufferPointer(kept.elements).span, columns: columns, head: head, areNeighbours: areNeighbours,
            into: &span, using: isa, on: ThreadPool(threads: 2))
        return written.contents
    }

    @Test(.serialized, arguments: all, [false, true])
    func `pairs are turned by the angle of their position`(isa: InstructionSet, areNeighbours: Bool) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        var random = RandomNumbers(seed: 3)
        for head in [2, 6, 16, 32, 33, 64, 80, 128] {
            let part = head / 2 * 2 - (head > 64 ? 16 : 0)
            let source = (0..<5 * 3 * head).map { _ in random.float() }
            let angles = try RotaryAngles(positions: 100..<105, turned: part)
            let found = try turned(
                source, columns: 3 * head, head: head, by: angles, areNeighbours: areNeighbours, isa: isa)
            for index in source.indices {
                let (row, place) = (index / (3 * head), index % head)
                let start = index - place
                guard place < part else {
                    #expect(found[index] == source[index])
                    continue
                }
                let pair = areNeighbours ? place / 2 : place % (part / 2)
                let isFirst = areNeighbours ? place % 2 == 0 : place < part / 2
                let other = areNeighbours ? (isFirst ? place + 1 : place - 1) : (place + part / 2) % part
                let angle = Double(100 + row) * pow(10_000, -2 * Double(pair) / Double(part))
                let exact =
                    Double(source[index]) * cos(angle)
                    + (isFirst ? -1 : 1) * Double(source[start + other]) * sin(angle)
                #expect(abs(Double(found[index]) - exact) < 3e-6)
            }
        }
    }

    @Test func `what does not fit together is a typed error`() throws {
        let kernel = "rotary_f32_scalar"
        let angles = try RotaryAngles(positions: 0..<2, turned: 4)
        func refusal(columns: Int, head: Int, isa: InstructionSet = .scalar) -> KernelError? {
            do {
                _ = try turned(
                    [Float](repeating: 1, count: 24), columns: columns, head: head, by: angles, areNeighbours: false,
                    isa: isa)
                return nil
            } catch {
                return error as? KernelError
            }
        }
        #expect(refusal(columns: 12, head: 6) == nil)
        #expect(refusal(columns: 12, head: 5) == .badShape(kernel: kernel))
        #expect(refusal(columns: 12, head: 3) == .badShape(kernel: kernel))
        #expect(refusal(columns: 12, head: 0) == .badShape(kernel: kernel))
        #expect(refusal(columns: 8, head: 8) == .badShape(kernel: kernel))
        #expect(refusal(columns: 12, head: 6, isa: .sve) == .noKernel(.sve, kernel: "rotary_f32_sve"))
        #expect(throws: KernelError.badShape(kernel: "rotary_f32")) {
            try RotaryAngles(positions: 0..<2, turned: 3)
        }
        #expect(throws: KernelError.badScale(kernel: "rotary_f32")) {
            try RotaryAngles(positions: 0..<2, turned: 4, base: 0)
        }
    }
}
