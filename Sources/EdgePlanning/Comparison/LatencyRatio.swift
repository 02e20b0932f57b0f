import EdgeRecords

/// How many times one latency is another, with an interval where both have one.
struct LatencyRatio {
    /// Of the natural logarithm: errors of times are ratios.
    let logarithm: Double
    /// Half the interval's width; nil where one of the two has none.
    let halfWidth: Double?
    let confidence: Double?
    let count: Int

    /// - Returns: nil for figures that are no times.
    init?(before: Figure, after: Figure) {
        guard before.statistic == after.statistic, before.value > 0, after.value > 0 else { return nil }
        logarithm = Exponential.log(after.value / before.value)
        count = min(before.count, after.count)
        guard let one = Self.halfWidth(before), let other = Self.halfWidth(after) else {
            (halfWidth, confidence) = (nil, nil)
            return
        }
        // Taken on two occasions: their errors know nothing of each other.
        halfWidth = (one * one + other * other).squareRoot()
        confidence = [before.confidence, after.confidence].compactMap { $0 }.min()
    }

    /// The geometric mean of several.
    init?(meanOf ratios: [LatencyRatio]) {
        guard !ratios.isEmpty else { return nil }
        logarithm = ratios.reduce(0) { $0 + $1.logarithm } / Double(ratios.count)
        count = ratios.map(\.count).min() ?? 0
        let widths = ratios.compactMap(\.halfWidth)
        halfWidth =
            widths.count == ratios.count
            ? widths.reduce(0) { $0 + $1 * $1 }.squareRoot() / Double(ratios.count) : nil
        confidence = ratios.compactMap(\.confidence).min()
    }

    /// The wider side counts for both.
    private static func halfWidth(_ figure: Figure) -> Double? {
        guard let interval = figure.interval, interval.low > 0 else { return nil }
        return max(Exponential.log(interval.high / figure.value), Exponential.log(figure.value / interval.low), 0)
    }

    var change: RecordComparison.Change {
        guard let halfWidth else { return .unknown }
        guard abs(logarithm) > halfWidth else { return .unchanged }
        return logarithm < 0 ? .better : .worse
    }

    func figure(_ statistic: Statistic, source: Figure.Source) -> Figure {
        var figure = Figure(Exponential.exp(logarithm), statistic, count: count, source: source)
        if let halfWidth {
            figure.interval = .init(
                low: Exponential.exp(logarithm - halfWidth), high: Exponential.exp(logarithm + halfWidth))
            figure.confidence = confidence
        }
        return figure
    }
}

extension Measurement {
    /// A statistic of its latency; made from its samples where the record has no such figure or no interval of it.
    func latency(_ statistic: Statistic) -> Figure? {
        let kept = latencyNanoseconds[statistic]
        guard kept?.interval == nil, let samples, !samples.nanoseconds.isEmpty else { return kept }
        let processes = Dictionary(grouping: zip(samples.process, samples.nanoseconds), by: \.0)
            .sorted { $0.key < $1.key }.map { $0.value.map { Double($0.1) } }
        let sorted = samples.nanoseconds.map { Double($0) }.sorted()
        guard let value = kept?.value ?? Quantile.value(of: statistic, ofSorted: sorted) else { return kept }
        guard let confidence = BlockBootstrap.confidence(processes: processes.count) else {
            return kept ?? Figure(value, statistic, count: sorted.count, source: .measured, basis: [id])
        }
        let interval = BlockBootstrap(processes: processes)
            .interval { Quantile.value(of: statistic, ofSorted: $0) ?? value }
        // The value stands inside, whatever the draws were.
        let whole = interval.map { Figure.Interval(low: min($0.low, value), high: max($0.high, value)) }
        let figure = Figure(
            value, statistic, count: sorted.count, interval: whole, confidence: whole.map { _ in confidence },
            source: kept?.source ?? .measured, basis: [id])
        return runDrift?.widened(figure) ?? figure
    }
}
