/// Statistics of samples, each defined once so that no two places differ.
public enum Quantile {
    /// The smallest sample that at least so many per cent of all do not exceed: always one that was really seen.
    ///
    /// - Parameter sorted: in rising order, at least one.
    public static func percentile(_ percent: Double, ofSorted sorted: [Double]) -> Double {
        // Decimal per cents are not exact: 95 % of 20 is 19, not a little more.
        let rank = (Double(sorted.count) * percent / 100 - 1e-9).rounded(.up)
        return sorted[min(max(Int(rank), 1), sorted.count) - 1]
    }

    /// The middle sample, or halfway between the two in the middle.
    ///
    /// - Parameter sorted: in rising order, at least one.
    public static func median(ofSorted sorted: [Double]) -> Double {
        let middle = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    }

    /// Between the order statistics that hold the median 95 times in a hundred, whatever the distribution.
    public static func medianInterval(ofSorted sorted: [Double]) -> Figure.Interval? {
        let count = sorted.count
        // With fewer than six even the whole range holds it less often.
        guard count >= 6 else { return nil }
        let reach = 0.98 * Double(count).squareRoot()
        let low = max(Int((Double(count) / 2 - reach).rounded(.down)), 1)
        return Figure.Interval(low: sorted[low - 1], high: sorted[count - low])
    }

    /// The value of a statistic that is a median, minimum, maximum, mean or percentile; nil for others.
    public static func value(of statistic: Statistic, ofSorted sorted: [Double]) -> Double? {
        guard let first = sorted.first, let last = sorted.last else { return nil }
        switch statistic {
        case .median: return median(ofSorted: sorted)
        case .minimum: return first
        case .maximum: return last
        case .mean: return sorted.reduce(0, +) / Double(sorted.count)
        default: return statistic.percent.map { percentile($0, ofSorted: sorted) }
        }
    }
}

extension Statistic {
    /// 95 for `p95`, 50 for the median; nil for a statistic that is no percentile.
    public var percent: Double? {
        if self == .median { return 50 }
        guard rawValue.first == "p", let percent = Double(rawValue.dropFirst()), percent > 0, percent < 100 else {
            return nil
        }
        return percent
    }
}
