/// A sum of known features times unknown weights, with noise: the weights are learned as values are seen.
///
/// Never more than a handful of weights, so that plain elimination is exact enough.
struct LinearBelief {
    /// One thing that was seen: its features, and how far its value lay from where it was expected.
    struct Observation {
        let features: [Double]
        let deviation: Double
    }

    private let weights: [Double]
    private let covariance: [[Double]]
    private let noise: Double

    /// - Parameters:
    ///   - priors: the variance of each weight before anything was seen, about 0.
    ///   - noise: the variance that no weight explains.
    init(priors: [Double], noise: Double, seen: [Observation]) {
        var precision = priors.indices.map { row in
            priors.indices.map { $0 == row ? 1 / priors[row] : 0 }
        }
        var pull = Array(repeating: 0.0, count: priors.count)
        for observation in seen {
            for row in priors.indices {
                pull[row] += observation.features[row] * observation.deviation / noise
                for column in priors.indices {
                    precision[row][column] += observation.features[row] * observation.features[column] / noise
                }
            }
        }
        covariance = Self.inverse(precision)
        weights = covariance.map { row in zip(row, pull).reduce(0) { $0 + $1.0 * $1.1 } }
        self.noise = noise
    }

    /// The mean and the variance of a value with these features.
    func value(_ features: [Double]) -> (mean: Double, variance: Double) {
        let mean = zip(features, weights).reduce(0) { $0 + $1.0 * $1.1 }
        var variance = noise
        for (row, feature) in zip(covariance, features) {
            variance += feature * zip(row, features).reduce(0) { $0 + $1.0 * $1.1 }
        }
        return (mean, variance)
    }

    /// Of a matrix that is symmetric and positive definite: no pivot can be 0.
    private static func inverse(_ matrix: [[Double]]) -> [[Double]] {
        let size = matrix.count
        var rows = matrix.enumerated().map { place, row in row + (0..<size).map { $0 == place ? 1 : 0 } }
        for pivot in 0..<size {
            let divisor = rows[pivot][pivot]
            for column in 0..<(2 * size) { rows[pivot][column] /= divisor }
            for row in 0..<size where row != pivot {
                let factor = rows[row][pivot]
                for column in 0..<(2 * size) { rows[row][column] -= factor * rows[pivot][column] }
            }
        }
        return rows.map { Array($0[size...]) }
    }
}
