import EdgeKernels

/// Sums of products of each two rows of input matrices, over many inputs.
struct Gram {
    let size: Int
    /// Row by row; symmetric.
    private(set) var sums: [Double]
    /// Of each row.
    private var rowSums: [Double]
    private(set) var columns = 0

    init(size: Int) {
        self.size = size
        rowSums = Array(repeating: 0, count: size)
        sums = Array(repeating: 0, count: size * size)
    }

    mutating func add(_ matrix: InputMatrix, on pool: ThreadPool) throws(KernelError) {
        guard matrix.rows == size, matrix.columns > 0 else { return }
        columns += matrix.columns
        // The rows of the matrix lie as the columns of the weights of a product would.
        let packed = try PackedWeights(
            matrix.numbers.span, columns: size, depth: matrix.columns, order: .columnsThenDepth)
        var products = [Float](repeating: 0, count: size * size)
        try Self.multiply(matrix.numbers, rows: size, by: packed, into: &products, on: pool)
        for place in sums.indices { sums[place] += Double(products[place]) }
        for row in 0..<size {
            var sum: Float = 0
            for place in row * matrix.columns..<(row + 1) * matrix.columns { sum += matrix.numbers[place] }
            rowSums[row] += Double(sum)
        }
    }

    var means: [Double] { rowSums.map { $0 / Double(max(columns, 1)) } }

    func covariance(_ first: Int, _ second: Int) -> Double {
        let count = Double(max(columns, 1))
        return sums[first * size + second] / count - rowSums[first] / count * (rowSums[second] / count)
    }

    func variance(of row: Int) -> Double { max(covariance(row, row), 0) }

    private static func multiply(
        _ left: [Float], rows: Int, by weights: PackedWeights, into products: inout [Float], on pool: ThreadPool
    ) throws(KernelError) {
        var span = products.mutableSpan
        let numbers = left.span
        for isa in InstructionSet.available.reversed() {
            do throws(KernelError) {
                try EdgeKernels.multiply(numbers, rows: rows, by: weights, into: &span, using: isa, on: pool)
                return
            } catch .noKernel {
                continue
            }
        }
    }
}
