package import EdgeRecords

/// What the rounds of one subject say: the best of them, the median, and how many were disturbed.
package struct RoundFigures: Equatable {
    package let best: Figure
    package let median: Figure
    /// Rounds that took more than a tenth longer than the best.
    package let disturbedRounds: Int

    /// - Parameter workEach: operations, bytes or cycles of one repeat, all threads together.
    package static func rates(_ times: RoundTimes, workEach: Double) -> RoundFigures {
        let work = workEach * Double(times.repeats) * 1e9
        return RoundFigures(
            values: times.nanoseconds.map { work / Double(max($0, 1)) }, best: .maximum, times: times.nanoseconds)
    }

    /// - Parameter stepsEach: of one repeat, each as long as the figure says.
    package static func durations(_ times: RoundTimes, stepsEach: Double) -> RoundFigures {
        let steps = stepsEach * Double(times.repeats)
        return RoundFigures(
            values: times.nanoseconds.map { Double($0) / steps }, best: .minimum, times: times.nanoseconds)
    }

    private init(values: [Double], best: Statistic, times: [Int]) {
        let sorted = values.sorted()
        let extreme = (best == .maximum ? sorted.last : sorted.first) ?? 0
        self.best = Figure(extreme, best, count: values.count, source: .measured)
        let interval = Quantile.medianInterval(ofSorted: sorted)
        median = Figure(
            sorted.isEmpty ? 0 : Quantile.median(ofSorted: sorted), .median, count: values.count, interval: interval,
            confidence: interval == nil ? nil : 0.95, source: .measured)
        let shortest = times.min() ?? 0
        disturbedRounds = times.count { $0 > shortest + shortest / 10 }
    }
}
