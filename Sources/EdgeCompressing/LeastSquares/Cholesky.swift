/// A symmetric matrix as the product of a triangle and its mirror image.
struct Cholesky {
    let size: Int
    /// The lower triangle, row by row.
    private(set) var lower: [Double]

    /// - Returns: Nil for a matrix that is not positive.
    init?(_ matrix: [Double], size: Int) {
        self.size = size
        lower = Array(repeating: 0, count: size * size)
        for row in 0..<size {
            for column in 0...row {
                let sum = matrix[row * size + column] - Self.product(lower, row, column, size: size, count: column)
                if row == column {
                    guard sum > 0, sum.isFinite else { return nil }
                    lower[row * size + row] = sum.squareRoot()
                } else {
                    lower[row * size + column] = sum / lower[column * size + column]
                }
            }
        }
    }

    /// Of the first numbers of two rows, in eight sums side by side.
    private static func product(_ numbers: [Double], _ first: Int, _ second: Int, size: Int, count: Int) -> Double {
        var sums = SIMD8<Double>()
        let (left, right) = (first * size, second * size)
        var place = 0
        let span = numbers.span
        while place + 8 <= count {
            var (a, b) = (SIMD8<Double>(), SIMD8<Double>())
            for lane in 0..<8 {
                a[lane] = span[left + place + lane]
                b[lane] = span[right + place + lane]
            }
            sums += a * b
            place += 8
        }
        var sum = sums.sum()
        while place < count {
            sum += span[left + place] * span[right + place]
            place += 1
        }
        return sum
    }

    /// The inverse of the triangle, a lower triangle too, row by row.
    var inverse: [Double] {
        var inverse = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            let diagonal = 1 / lower[row * size + row]
            // Row by row so that both triangles are read along their rows.
            for column in 0..<row {
                let factor = lower[row * size + column]
                if factor != 0 { Self.subtract(&inverse, row: row, column, factor, size: size) }
            }
            for column in 0..<row { inverse[row * size + column] *= diagonal }
            inverse[row * size + row] = diagonal
        }
        return inverse
    }

    private static func subtract(_ matrix: inout [Double], row: Int, _ other: Int, _ factor: Double, size: Int) {
        let (to, from) = (row * size, other * size)
        for place in 0...other { matrix[to + place] -= factor * matrix[from + place] }
    }

    /// What multiplied with the matrix gives the right side.
    func solve(_ right: [Double]) -> [Double] {
        var solution = right
        for row in 0..<size {
            var sum = solution[row]
            for column in 0..<row { sum -= lower[row * size + column] * solution[column] }
            solution[row] = sum / lower[row * size + row]
        }
        for row in stride(from: size - 1, through: 0, by: -1) {
            let number = solution[row] / lower[row * size + row]
            solution[row] = number
            for column in 0..<row { solution[column] -= lower[row * size + column] * number }
        }
        return solution
    }
}
