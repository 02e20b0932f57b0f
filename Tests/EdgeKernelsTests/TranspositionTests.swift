import EdgeKernels
import Testing

@Suite struct TranspositionTests {
    private func transposed<Element: BitwiseCopyable>(
        _ numbers: [Element], rows: Int, columns: Int, threads: Int = 1
    ) throws -> [Element] {
        var moved = numbers
        var span = moved.mutableSpan
        try transpose(
            numbers.span, rows: rows, columns: columns, into: &span, using: .scalar,
            on: ThreadPool(threads: threads))
        return moved
    }

    @Test(arguments: [(1, 1, 1), (2, 3, 65), (1, 130, 3), (3, 64, 64), (1, 65, 63)])
    func `puts every element at its place, of any width`(images: Int, rows: Int, columns: Int) throws {
        let count = images * rows * columns
        var expected = [Int](repeating: 0, count: count)
        for image in 0..<images {
            for row in 0..<rows {
                for column in 0..<columns {
                    expected[(image * columns + column) * rows + row] = (image * rows + row) * columns + column
                }
            }
        }
        let floats = (0..<count).map { Float($0) }
        #expect(try transposed(floats, rows: rows, columns: columns) == expected.map { Float($0) })
        let narrow = (0..<count).map { UInt16(truncatingIfNeeded: $0) }
        #expect(
            try transposed(narrow, rows: rows, columns: columns, threads: 3)
                == expected.map { UInt16(truncatingIfNeeded: $0) })
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        #expect(
            try transposed(bytes, rows: rows, columns: columns)
                == expected.map { UInt8(truncatingIfNeeded: $0) })
    }

    @Test func `refuses what does not fit`() {
        #expect(throws: KernelError.badShape(kernel: "transpose_scalar")) {
            try transposed([1, 2, 3] as [Float], rows: 2, columns: 2)
        }
        #expect(throws: KernelError.badShape(kernel: "transpose_scalar")) {
            try transposed([1, 2] as [Double], rows: 1, columns: 2)
        }
    }
}
