import EdgeKernels
import Testing

@Suite struct TranspositionTests {
    private static let all: [InstructionSet] = [.scalar, .avx2, .neon]

    private func transposed<Element: TransposableElement>(
        _ source: [Element], rows: Int, columns: Int, paddedRows: Int, padding: Element, isa: InstructionSet,
        threads: Int = 1
    ) throws -> [Element] {
        let edge: GuardedBuffer<Element>.Edge = threads == 1 ? .end : .start
        let count = rows == 0 ? 0 : source.count / rows * paddedRows
        let kept = GuardedBuffer(source, edge: edge)
        let written = GuardedBuffer([Element](repeating: 0, count: count), edge: edge)
        var span = unsafe written.elements.mutableSpan
        try unsafe transpose(
            UnsafeBufferPointer(kept.elements).span, rows: rows, columns: columns, paddedRows: paddedRows,
            padding: padding, into: &span, using: isa, on: ThreadPool(threads: threads))
        return written.contents
    }

    @Test(.serialized, arguments: all)
    func `rows become columns, and what is missing is padding`(isa: InstructionSet) throws {
        guard isa.isAvailable else { try Test.cancel("\(isa.name) cannot be executed here") }
        var random = RandomNumbers(seed: 8)
        for number in 0..<60 {
            let matrices = number % 4 == 0 ? 3 : 1
            let rows = Int.random(in: 1...(number % 7 == 0 ? 300 : number % 3 == 0 ? 40 : 5), using: &random)
            let columns = Int.random(in: 1...(number % 5 == 0 ? 600 : 40), using: &random)
            let padded = rows + (number % 2 == 0 ? 0 : Int.random(in: 0...6, using: &random))
            let bytes = (0..<matrices * rows * columns).map { _ in UInt8.random(in: 0...255, using: &random) }
            try expectTurned(bytes, rows, columns, padded, padding: 77, isa: isa, threads: 1 + number % 3)
            try expectTurned(
                bytes.map { Int8(truncatingIfNeeded: $0) }, rows, columns, padded, padding: -3, isa: isa, threads: 1)
            try expectTurned(bytes.map(Float.init), rows, columns, padded, padding: -0.5, isa: isa, threads: 1)
        }
    }

    @Test func `planes of two channels become pixels of four`() throws {
        let found = try transposed(
            [1, 2, 3, 4, 5, 6, 7, 8] as [UInt8], rows: 2, columns: 2, paddedRows: 4, padding: 9, isa: .scalar)
        #expect(found == [1, 3, 9, 9, 2, 4, 9, 9, 5, 7, 9, 9, 6, 8, 9, 9])
    }

    @Test func `prepared on an arena, the fastest kernel is taken`() throws {
        let arena = try Arena(bytes: 512)
        let (planes, pixels) = (Region<UInt8>(offset: 0, count: 60), Region<UInt8>(offset: 64, count: 80))
        let prepared = try PreparedKernel(on: arena, reading: planes, writing: pixels) {
            source, destination, isa, pool throws(KernelError) in
            try transpose(
                source, rows: 3, columns: 20, paddedRows: 4, padding: 7, into: &destination, using: isa, on: pool)
        }
        let fastest = Self.all.last { $0.isAvailable }
        #expect(prepared.kernels == ["transpose_\(fastest?.name ?? "")"])
        arena.withMutableSpan(planes) { for index in $0.indices { $0[index] = UInt8(100 + index) } }
        try prepared.run(on: ThreadPool(threads: 2))
        #expect(arena.withSpan(pixels) { [$0[0], $0[1], $0[2], $0[3], $0[78], $0[79]] } == [100, 120, 140, 7, 159, 7])
    }

    private func expectTurned<Element: TransposableElement & Equatable>(
        _ source: [Element], _ rows: Int, _ columns: Int, _ padded: Int, padding: Element, isa: InstructionSet,
        threads: Int
    ) throws {
        let found = try transposed(
            source, rows: rows, columns: columns, paddedRows: padded, padding: padding, isa: isa, threads: threads)
        let expected = (0..<source.count / rows * padded).map { index in
            let (matrix, column, row) = (index / padded / columns, index / padded % columns, index % padded)
            return row < rows ? source[(matrix * rows + row) * columns + column] : padding
        }
        #expect(found == expected, "\(rows)×\(columns) padded to \(padded)")
    }

    @Test func `what does not fit together is a typed error`() throws {
        func turn(rows: Int, columns: Int, padded: Int, isa: InstructionSet) throws(KernelError) {
            var turned = [UInt8](repeating: 0, count: 12)
            var span = turned.mutableSpan
            try transpose(
                [UInt8](repeating: 1, count: 12).span, rows: rows, columns: columns, paddedRows: padded,
                into: &span, using: isa, on: ThreadPool(threads: 1))
        }
        func refusal(rows: Int, columns: Int, padded: Int, isa: InstructionSet = .scalar) -> KernelError? {
            do {
                try turn(rows: rows, columns: columns, padded: padded, isa: isa)
                return nil
            } catch {
                return error
            }
        }
        let shape = KernelError.badShape(kernel: "transpose_scalar")
        #expect(refusal(rows: 3, columns: 4, padded: 3) == nil)
        #expect(refusal(rows: 3, columns: 4, padded: 4) == shape)
        #expect(refusal(rows: 3, columns: 4, padded: 2) == shape)
        #expect(refusal(rows: 5, columns: 4, padded: 5) == shape)
        #expect(refusal(rows: -3, columns: -4, padded: 3) == shape)
        #expect(refusal(rows: .max, columns: 2, padded: .max) == .overflow(kernel: "transpose_scalar"))
        #expect(refusal(rows: 3, columns: 4, padded: 3, isa: .sve) == .noKernel(.sve, kernel: "transpose_sve"))
    }
}
