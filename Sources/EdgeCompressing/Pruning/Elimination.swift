import EdgeModels

/// Takes inputs of a layer away one after another, the weights of those that are left making up for each.
///
/// Optimal brain surgery: what a loss costs is known beforehand from the weight and the inverse of the inputs' covariance,
/// and both are brought up to date when an input is gone.
struct Elimination {
    /// Against inputs that tell too little: a part of the mean variance.
    private static let damping = 0.01

    private let weights: ReadingWeights
    private let depth: Int
    /// A row for each output.
    private var left: [Double]
    private var inverse: [Double]
    private var isGone: [Bool]
    /// Of each input, its weights' squares summed over the outputs.
    private var powers: [Double]
    /// What varies in the outputs, all together.
    let outputVariance: Double

    /// Nil where the inputs cannot be solved for.
    init?(_ weights: ReadingWeights, _ gram: Gram) {
        guard gram.size == weights.depth, gram.columns > 0 else { return nil }
        self.weights = weights
        depth = gram.size
        var covariance = [Double](repeating: 0, count: depth * depth)
        var mean = 0.0
        for row in 0..<depth {
            for column in 0..<depth { covariance[row * depth + column] = gram.covariance(row, column) }
            mean += covariance[row * depth + row] / Double(depth)
        }
        guard mean > 0, mean.isFinite else { return nil }
        left = (0..<weights.outputs).flatMap { output in (0..<gram.size).map { Double(weights[output, $0]) } }
        outputVariance = Self.variance(left, covariance, depth: depth)
        // Few places tell little of many rows.
        let trust = min(Double(gram.columns) / Double(4 * depth), 1)
        for place in 0..<depth { covariance[place * depth + place] += mean * Self.damping / max(trust * trust, 0.01) }
        guard let triangle = Cholesky(covariance, size: depth)?.inverse else { return nil }
        inverse = Self.squared(triangle, size: depth)
        isGone = Array(repeating: false, count: depth)
        powers = Array(repeating: 0, count: depth)
        for place in left.indices { powers[place % depth] += left[place] * left[place] }
    }

    /// What varies in the outputs and would be lost without a channel.
    func loss(of channel: Int) -> Double {
        var loss = 0.0
        for row in channel * weights.inner..<(channel + 1) * weights.inner where !isGone[row] {
            loss += powers[row] / max(inverse[row * depth + row], .leastNormalMagnitude)
        }
        return loss
    }

    mutating func remove(_ channel: Int) {
        for row in channel * weights.inner..<(channel + 1) * weights.inner where !isGone[row] { removeRow(row) }
    }

    private mutating func removeRow(_ row: Int) {
        let own = Array(inverse[row * depth..<(row + 1) * depth])
        let pivot = own[row]
        isGone[row] = true
        guard pivot > 0 else { return }
        for output in 0..<weights.outputs {
            let start = output * depth
            Self.subtract(own, times: left[start + row] / pivot, from: &left, at: start)
            left[start + row] = 0
        }
        for other in 0..<depth where !isGone[other] {
            Self.subtract(own, times: own[other] / pivot, from: &inverse, at: other * depth)
        }
        for place in powers.indices { powers[place] = 0 }
        for output in 0..<weights.outputs { Self.addSquares(left, at: output * depth, to: &powers) }
    }

    private static func subtract(_ row: [Double], times factor: Double, from matrix: inout [Double], at start: Int) {
        guard factor != 0 else { return }
        for place in row.indices { matrix[start + place] -= factor * row[place] }
    }

    private static func addSquares(_ matrix: [Double], at start: Int, to powers: inout [Double]) {
        for place in powers.indices { powers[place] += matrix[start + place] * matrix[start + place] }
    }

    /// The product of a lower triangle's mirror image and itself.
    private static func squared(_ triangle: [Double], size: Int) -> [Double] {
        var product = [Double](repeating: 0, count: size * size)
        for row in 0..<size {
            let numbers = Array(triangle[row * size...row * size + row])
            for place in 0...row {
                subtract(numbers, times: -numbers[place], from: &product, at: place * size)
            }
        }
        return product
    }

    private static func variance(_ weights: [Double], _ covariance: [Double], depth: Int) -> Double {
        var variance = 0.0
        for start in stride(from: 0, to: weights.count, by: depth) {
            for row in 0..<depth where weights[start + row] != 0 {
                var sum = 0.0
                for column in 0..<depth { sum += covariance[row * depth + column] * weights[start + column] }
                variance += sum * weights[start + row]
            }
        }
        return variance
    }
}
