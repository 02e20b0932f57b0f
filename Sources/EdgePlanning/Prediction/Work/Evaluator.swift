import EdgeRecords

/// How good predictions were for architectures that they had never seen.
enum Evaluator {
    static func evaluation(of errors: [WorkPredictor.HeldOutError]) -> PredictionAnswer.Evaluation? {
        guard !errors.isEmpty else { return nil }
        let relative = errors.map { abs(Exponential.exp($0.error) - 1) }.sorted()
        func share(within limit: Double) -> Double {
            Double(relative.count { $0 <= limit }) / Double(relative.count)
        }
        return .init(
            cases: errors.count, architectures: Set(errors.map(\.architecture)).count,
            withinTenPercent: share(within: 0.1), withinQuarter: share(within: 0.25),
            medianError: Quantile.median(ofSorted: relative),
            ninetiethPercentileError: Quantile.percentile(90, ofSorted: relative), coverage: coverage(of: errors))
    }

    /// How often a bar that was made of the other architectures' errors held; nil where they are too few to make one.
    private static func coverage(of errors: [WorkPredictor.HeldOutError]) -> Double? {
        var held = 0
        var tried = 0
        for architecture in Set(errors.map(\.architecture)) {
            let others = errors.filter { $0.architecture != architecture }.map { abs($0.error) }
            guard let bar = WorkPredictor.bar(others) else { continue }
            for error in errors where error.architecture == architecture {
                tried += 1
                held += abs(error.error) <= bar ? 1 : 0
            }
        }
        return tried == 0 ? nil : Double(held) / Double(tried)
    }
}
