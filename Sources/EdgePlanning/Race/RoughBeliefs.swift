import EdgeRecords

/// What is believed of latencies where nothing better is known: the work, at the rate of what was measured so far.
package struct RoughBeliefs {
    /// Of the logarithm of nanoseconds for one operation.
    private let mean: Double
    private let deviation: Double

    /// Twenty operations a nanosecond, give or take: what one core of many devices does.
    private static let unknownMean = -3.0
    private static let unknownDeviation = 1.5
    /// Networks differ in how near they come to what a device can do, also where many were measured.
    private static let leastDeviation = 0.6

    /// - Parameter seen: operations and nanoseconds of what was measured.
    package init(_ seen: [(operations: Int, nanoseconds: Double)]) {
        let logs = seen.filter { $0.operations > 0 && $0.nanoseconds > 0 }
            .map { Exponential.log($0.nanoseconds / Double($0.operations)) }.sorted()
        guard !logs.isEmpty else {
            (mean, deviation) = (Self.unknownMean, Self.unknownDeviation)
            return
        }
        let middle = Quantile.median(ofSorted: logs)
        mean = middle
        let squares = logs.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
        let spread = logs.count > 2 ? (squares / Double(logs.count - 1)).squareRoot() : 1
        deviation = max(spread, Self.leastDeviation)
    }

    /// - Parameter operations: nil where the work is not known.
    package func belief(operations: Int?) -> LatencyBelief {
        guard let operations, operations > 0 else {
            // Anything from a microsecond to a minute.
            return LatencyBelief(mean: Exponential.log(1e7), deviation: 5)
        }
        return LatencyBelief(mean: mean + Exponential.log(Double(operations)), deviation: deviation)
    }
}
