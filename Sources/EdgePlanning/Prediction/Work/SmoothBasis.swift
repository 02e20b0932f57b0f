/// Functions of a few features whose sums are smooth: a hill around each of some places, a slope along each feature, and a
/// height.
///
/// With weights learned for them this is a Gaussian process, seen through its centres: near what was seen it follows
/// that, beyond it goes on as a line. What was seen chooses the centres by its features alone, never by its values.
struct SmoothBasis {
    private let centres: [[Double]]
    private let middle: [Double]

    private static let centresAtMost = 100
    /// How far a hill reaches, in logarithms: a layer of ten times the channels is near, one of a thousand times is not.
    private static let reach = 4.0
    /// What hills, slopes and heights are worth before anything was seen.
    private static let hill = 0.5
    private static let slope = 0.3
    /// Nearer places are one.
    private static let leastDistance = 0.1

    /// - Parameter features: of one observation at the least, all of one length.
    init(_ features: [[Double]]) {
        let count = Double(features.count)
        middle = features[0].indices.map { place in features.reduce(0) { $0 + $1[place] } / count }
        var chosen = [features[0]]
        var distances = features.map { Self.squaredDistance($0, chosen[0]) }
        while chosen.count < Self.centresAtMost,
            let farthest = distances.indices.max(by: { distances[$0] < distances[$1] }),
            distances[farthest] > Self.leastDistance * Self.leastDistance
        {
            chosen.append(features[farthest])
            for place in features.indices {
                distances[place] = min(distances[place], Self.squaredDistance(features[place], features[farthest]))
            }
        }
        centres = chosen
    }

    /// How many functions there are.
    var count: Int { centres.count + middle.count + 1 }

    func values(at features: [Double]) -> [Double] {
        centres.map { Self.likeness(features, $0) } + zip(features, middle).map { Self.slope * ($0 - $1) } + [1]
    }

    /// The inverse covariance of the weights before anything was seen, row by row.
    var prior: [Double] {
        var matrix = Array(repeating: 0.0, count: count * count)
        for row in 0..<count { matrix[row * count + row] = 1 }
        for (row, one) in centres.enumerated() {
            for (column, other) in centres.enumerated() {
                matrix[row * count + column] = Self.likeness(one, other) + (row == column ? 1e-6 : 0)
            }
        }
        return matrix
    }

    private static func likeness(_ one: [Double], _ other: [Double]) -> Double {
        let falling = 1 / (1 + squaredDistance(one, other) / 8)
        return hill * hill * falling * falling * falling * falling
    }

    private static func squaredDistance(_ one: [Double], _ other: [Double]) -> Double {
        var sum = 0.0
        for place in one.indices {
            let step = (one[place] - other[place]) / reach
            sum += step * step
        }
        return sum
    }
}
