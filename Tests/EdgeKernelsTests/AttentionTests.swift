import EdgeKernels
import Glibc
import Testing

@Suite struct AttentionTests {
    private static let all: [InstructionSet] = [.scalar, .avx2, .avx512, .neon]

    /// One query and many; heads alone and in groups; sizes with and without remainders.
    private static let shapes: [AttentionShape] = {
        var random = RandomNumbers(seed: 4)
        return (0..<40).map { number in
            let keyHeads = Int.random(in: 1...3, using: &random)
            let keys = Int.random(in: 1...70, using: &random)
            return AttentionShape(
                heads: keyHeads * Int.random(in: 1...4, using: &random), keyHeads: keyHeads,
                head: [16, 32, 64, Int.random(in: 1...80, using: &random)][number % 4],
                queries: number % 3 == 0 ? 1 : Int.random(in: 1...keys, using: &random), keys: keys,
                isCausal: number % 2 == 0)
        }
    }()

    private struct Operands {
        var queries: [Float]
        var keys: [Float]
        var values: [Float]

        init(_ shape: AttentionShape, seed: UInt64) {
            var random = RandomNumbers(seed: seed)
            func drawn(_ count: Int) -> [Float] { (0..<count).map { _ in random.float() / 4 } }
            queries = drawn(shape.queries * shape.heads * shape.head)
            keys = drawn(shape.keys * shape.keyHeads * shape.head)
            values = drawn(shape.keys * shape.keyHeads * shape.head)
        }
    }

    private func attended(
        _ operands: Operands, _ shape: AttentionShape, isa: InstructionSet, threads: Int = 1
    ) throws -> [Float] {
        let edge: GuardedBuffer<Float>.Edge = threads == 1 ? .end : .start
        let queries = GuardedBuffer(operands.queries, edge: edge)
        let keys = GuardedBuffer(operands.keys, edge: edge)
        let values = GuardedBuffer(operands.values, edge: edge)
        let destination = GuardedBuffer(operands.queries, edge: edge)
        var written = unsafe destination.elements.mutableSpan
        try unsafe attend(
            UnsafeBufferPointer(queries.elements).span, to: UnsafeBufferPointer(keys.elements).span,
            mixing: UnsafeBufferPointer(values.elements).span, shape: shape, into: &written, using: isa,
            on: ThreadPool(threads: threads))
        return destination.contents
    }

    @Test(.serialized, arguments: all)
    func `every head is what the definition says, on any number of threads`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        for (seed, shape) in Self.shapes.enumerated() {
            let operands = Operands(shape, seed: UInt64(seed))
            let found = try attended(operands, shape, isa: isa)
            #expect(try attended(operands, shape, isa: isa, threads: 3) == found)
            let row = shape.heads * shape.head
            for query in 0..<shape.queries {
                for head in 0..<shape.heads {
                    let exact = Self.mixed(operands, shape, query: query, head: head)
                    for (place, value) in exact.enumerated() {
                        let result = Double(found[query * row + head * shape.head + place])
                        #expect(abs(result - value) < 1e-5, "\(shape)")
                    }
                }
            }
        }
    }

    private static func mixed(
        _ operands: Operands, _ shape: AttentionShape, query: Int, head: Int
    ) -> [Double] {
        let keyRow = shape.keyHeads * shape.head
        let keyHead = head / (shape.heads / shape.keyHeads) * shape.head
        let start = (query * shape.heads + head) * shape.head
        let seen = shape.isCausal ? shape.keys - shape.queries + query + 1 : shape.keys
        let parts = (0..<seen).map { key in
            let products = (0..<shape.head).map {
                Double(operands.queries[start + $0]) * Double(operands.keys[key * keyRow + keyHead + $0])
            }
            return Glibc.exp(products.reduce(0, +) / Double(shape.head).squareRoot())
        }
        let sum = parts.reduce(0, +)
        return (0..<shape.head).map { place in
            parts.indices.reduce(0) {
                $0 + parts[$1] / sum * Double(operands.values[$1 * keyRow + keyHead + place])
            }
        }
    }

    @Test(arguments: all.filter(\.isAvailable), [1, 9])
    func `what comes after a query never reaches it`(isa: InstructionSet, queries: Int) throws {
        let shape = AttentionShape(heads: 2, head: 20, queries: queries, keys: 30, isCausal: true)
        var operands = Operands(shape, seed: 9)
        let before = try attended(operands, shape, isa: isa)
        // The last token, whom only the last query sees.
        for place in operands.keys.indices.suffix(40) {
            operands.keys[place] = .nan
            operands.values[place] = .nan
        }
        let after = try attended(operands, shape, isa: isa)
        #expect(after.dropLast(40) == before.dropLast(40))
        #expect(after.suffix(40).allSatisfy { $0.isNaN })
    }

    @Test func `what does not fit together is a typed error`() {
        func refusal(isa: InstructionSet = .scalar, _ change: (inout AttentionShape) -> Void) -> KernelError? {
            var shape = AttentionShape(heads: 4, keyHeads: 2, head: 8, queries: 3, keys: 5)
            let operands = Operands(shape, seed: 1)
            change(&shape)
            do {
                _ = try attended(operands, shape, isa: isa)
                return nil
            } catch {
                return error as? KernelError
            }
        }
        let shape = KernelError.badShape(kernel: "attention_f32_scalar")
        #expect(refusal { _ in } == nil)
        #expect(refusal { $0.queries = 4 } == shape)
        #expect(refusal { $0.keys = 6 } == shape)
        #expect(refusal { $0.head = 0 } == shape)
        #expect(refusal { $0.keyHeads = 3 } == shape)
        #expect(refusal { ($0.heads, $0.queries) = (2, 6) } == nil)
        #expect(refusal { ($0.heads, $0.queries, $0.isCausal) = (2, 6, true) } == shape)
        #expect(refusal { $0.head = .max } == .overflow(kernel: "attention_f32_scalar"))
        #expect(refusal { $0.scale = 0 } == .badScale(kernel: "attention_f32_scalar"))
        #expect(refusal(isa: .sve) { _ in } == .noKernel(.sve, kernel: "attention_f32_sve"))
    }
}
