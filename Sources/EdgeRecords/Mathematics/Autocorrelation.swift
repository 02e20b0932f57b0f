/// How much a sample tells of those after it.
public enum Autocorrelation {
    /// The first distance at which samples are nearly independent: a correlation below a tenth.
    ///
    /// Correlation is taken within each series alone, about the mean of all, and joined: the jump from one process to
    /// the next is no correlation between neighbours.
    ///
    /// - Returns: at least 1, at most half the longest series.
    public static func independentLag(of series: [[Double]]) -> Int {
        let count = series.reduce(0) { $0 + $1.count }
        let longest = series.map(\.count).max() ?? 0
        guard count > 2, longest > 3 else { return 1 }
        var sum = 0.0
        for one in series { for sample in one { sum += sample } }
        let mean = sum / Double(count)
        var squares = 0.0
        for one in series { for sample in one { squares += (sample - mean) * (sample - mean) } }
        let variance = squares / Double(count)
        guard variance > 0 else { return 1 }
        let limit = max(longest / 2, 1)
        return (1..<max(limit, 2)).first { covariance(series, lag: $0, mean: mean) < variance / 10 } ?? limit
    }

    private static func covariance(_ series: [[Double]], lag: Int, mean: Double) -> Double {
        var sum = 0.0
        var pairs = 0
        for one in series where one.count > lag {
            for place in lag..<one.count { sum += (one[place] - mean) * (one[place - lag] - mean) }
            pairs += one.count - lag
        }
        return pairs == 0 ? 0 : sum / Double(pairs)
    }
}
