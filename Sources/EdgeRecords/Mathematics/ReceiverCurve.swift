/// How well a score tells two groups apart.
public enum ReceiverCurve {
    /// The area under the curve, and where the true one lies.
    public struct Area: Hashable, Sendable {
        /// How often a positive scores above a negative; equal scores count half.
        public let value: Double
        public let interval: Figure.Interval
    }

    /// Computed from ranks, with the variance of DeLong and others (1988), and the interval on the scale of log odds,
    /// which keeps it between 0 and 1.
    ///
    /// A perfect area has no variance: its interval is then Wilson's for as many tries as the smaller group has.
    ///
    /// - Returns: Nil if a group is empty, or a score is no number.
    public static func area(
        positives: [Double], negatives: [Double], confidence: Double = 0.95
    ) -> Area? {
        guard !positives.isEmpty, !negatives.isEmpty, !(positives + negatives).contains(where: \.isNaN) else {
            return nil
        }
        let (m, n) = (Double(positives.count), Double(negatives.count))
        let all = midranks(positives + negatives)
        let ownPositive = midranks(positives)
        let ownNegative = midranks(negatives)
        // How often each positive scores above a negative, and each negative below a positive.
        let above = positives.indices.map { (all[$0] - ownPositive[$0]) / n }
        let below = negatives.indices.map { 1 - (all[positives.count + $0] - ownNegative[$0]) / m }
        let value = above.reduce(0, +) / m
        let variance = self.variance(above, around: value) / m + self.variance(below, around: value) / n
        guard value > 0, value < 1, variance > 0 else {
            let tries = min(positives.count, negatives.count)
            let ends = Wilson.interval(of: Int((value * Double(tries)).rounded()), in: tries, confidence: confidence)
            return Area(value: value, interval: ends ?? Figure.Interval(low: 0, high: 1))
        }
        let odds = Exponential.log(value / (1 - value))
        let reach =
            Distributions.normalQuantile((1 + confidence) / 2) * variance.squareRoot() / (value * (1 - value))
        let share = { (odds: Double) in 1 / (1 + Exponential.exp(-odds)) }
        return Area(value: value, interval: Figure.Interval(low: share(odds - reach), high: share(odds + reach)))
    }

    private static func variance(_ numbers: [Double], around mean: Double) -> Double {
        guard numbers.count > 1 else { return 0 }
        return numbers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(numbers.count - 1)
    }

    /// The rank of each from 1; equal ones share the middle of theirs.
    private static func midranks(_ numbers: [Double]) -> [Double] {
        let order = numbers.indices.sorted { numbers[$0] < numbers[$1] }
        var ranks = [Double](repeating: 0, count: numbers.count)
        var start = 0
        while start < order.count {
            var end = start + 1
            while end < order.count, numbers[order[end]] == numbers[order[start]] { end += 1 }
            for place in start..<end { ranks[order[place]] = Double(start + end + 1) / 2 }
            start = end
        }
        return ranks
    }
}
