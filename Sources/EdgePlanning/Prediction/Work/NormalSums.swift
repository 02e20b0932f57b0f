/// What a linear regression keeps of its observations: enough to add some, and to take them out again.
struct NormalSums {
    private let size: Int
    /// Row by row; only what lies left of the diagonal, and on it, is kept up.
    private var matrix: [Double]
    private var pull: [Double]

    init(size: Int) {
        self.size = size
        matrix = Array(repeating: 0, count: size * size)
        pull = Array(repeating: 0, count: size)
    }

    mutating func add(_ features: [Double], value: Double, weight: Double) {
        for row in 0..<size {
            let weighted = features[row] * weight
            pull[row] += weighted * value
            let start = row * size
            for column in 0...row { matrix[start + column] += weighted * features[column] }
        }
    }

    mutating func remove(_ others: NormalSums) {
        for place in matrix.indices { matrix[place] -= others.matrix[place] }
        for place in pull.indices { pull[place] -= others.pull[place] }
    }

    /// The most likely weights.
    ///
    /// - Parameter prior: their inverse covariance before anything was seen, row by row.
    func weights(prior: [Double]) -> [Double] {
        var factor = zip(matrix, prior).map { $0 + $1 }
        for row in 0..<size {
            for column in 0...row {
                var rest = factor[row * size + column]
                for place in 0..<column { rest -= factor[row * size + place] * factor[column * size + place] }
                // A prior leaves no weight free; rounding may.
                factor[row * size + column] =
                    row == column ? max(rest, 1e-12).squareRoot() : rest / factor[column * size + column]
            }
        }
        return solved(factor)
    }

    /// - Parameter factor: the lower triangle whose square the matrix is.
    private func solved(_ factor: [Double]) -> [Double] {
        var solution = pull
        for row in 0..<size {
            for place in 0..<row { solution[row] -= factor[row * size + place] * solution[place] }
            solution[row] /= factor[row * size + row]
        }
        for row in (0..<size).reversed() {
            for place in (row + 1)..<max(size, row + 1) {
                solution[row] -= factor[place * size + row] * solution[place]
            }
            solution[row] /= factor[row * size + row]
        }
        return solution
    }
}
