import EdgeKernels
import Testing

@Suite struct TranspositionTests {
    private func transposed<Element: TransposableElement>(
        _ numbers: [Element], rows: Int, columns: Int, paddedRows: Int? = nil, padding: Element = 0, threads: Int = 1
    ) throws -> [Element] {
        let matrices = numbers.count / (rows * columns)
        var moved = [Element](repeating: 0, count: matrices * (paddedRows ?? rows) * columns)
        var span = moved.mutableSpan
        try transpose(
            numbers.span, rows: rows, columns: columns, paddedRows: paddedRows, padding: padding, into: &span,
            using: .scalar, on: ThreadPool(threads: threads))
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
        #expect(try transposed(floats, rows: rows, columns: columns, threads: 3) == expected.map { Float($0) })
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0) }
        #expect(
            try transposed(bytes, rows: rows, columns: columns) == expected.map { UInt8(truncatingIfNeeded: $0) })
    }

    @Test func `fills what lies behind the rows`() throws {
        let numbers: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8]
        #expect(
            try transposed(numbers, rows: 2, columns: 2, paddedRows: 4, padding: 9) == [
                1, 3, 9, 9, 2, 4, 9, 9, 5, 7, 9, 9, 6, 8, 9, 9,
            ])
        #expect(
            try transposed([1, 2] as [Float], rows: 1, columns: 2, paddedRows: 2, padding: 0.5) == [1, 0.5, 2, 0.5])
    }

    @Test func `refuses what does not fit`() {
        #expect(throws: KernelError.badShape(kernel: "transpose_scalar")) {
            try transposed([1, 2, 3] as [Float], rows: 2, columns: 1)
        }
        #expect(throws: KernelError.badShape(kernel: "transpose_scalar")) {
            try transposed([1, 2] as [Float], rows: 2, columns: 1, paddedRows: 1)
        }
    }
}
