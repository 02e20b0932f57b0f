import EdgeRecords

/// How the range of a value is found from the numbers that it had.
public enum RangeMethod: String, CaseIterable, Sendable {
    /// All that was seen.
    case minMax = "min-max"
    /// All but a few of the outermost.
    case percentile
    /// Where the codes tell the most of the numbers: least Kullback-Leibler divergence.
    case entropy
    /// Where rounding and cutting together change the numbers least.
    case squaredError = "squared-error"

    /// Below this the outermost numbers are those of single inputs.
    public var samplesNeeded: Int {
        switch self {
        case .minMax: 1
        case .percentile: 8
        case .entropy: 16
        case .squaredError: 8
        }
    }

    func range(of histogram: Histogram, codes: Int) -> ClosedRange<Float> {
        guard histogram.width > 0, histogram.total > 0 else { return histogram.range }
        switch self {
        case .minMax: return histogram.range
        case .percentile: return Self.percentile(of: histogram, outside: 1e-4)
        case .entropy: return EntropySearch(histogram, codes: codes).range
        case .squaredError: return ErrorSearch(histogram, codes: codes).range
        }
    }

    /// Without the share of numbers that lies outermost, half of it at each end that is not zero.
    private static func percentile(of histogram: Histogram, outside share: Double) -> ClosedRange<Float> {
        let cut = histogram.total * share
        var (first, last) = (0, Histogram.bins - 1)
        var below = 0.0
        // What piles up at zero, as behind a rectifier, is no tail.
        while histogram.range.lowerBound < 0, first < last, below + histogram.counts[first] <= cut / 2 {
            below += histogram.counts[first]
            first += 1
        }
        var above = 0.0
        while histogram.range.upperBound > 0, last > first, above + histogram.counts[last] <= cut / 2 {
            above += histogram.counts[last]
            last -= 1
        }
        let (low, width) = (histogram.range.lowerBound, histogram.width)
        let upper = last == Histogram.bins - 1 ? histogram.range.upperBound : low + Float(last + 1) * width
        return min(low + Float(first) * width, upper)...upper
    }
}
