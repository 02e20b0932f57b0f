import EdgeRecords

/// How good predictions were for architectures that they had never seen.
enum Evaluator {
    static func evaluation(
        of errors: [WorkPredictor.HeldOutError], fromCeilingsAlone alone: [WorkPredictor.HeldOutError]
    ) -> PredictionAnswer.Evaluation? {
        guard !errors.isEmpty else { return nil }
        let settings = Dictionary(grouping: errors, by: \.setting).sorted { $0.key.order < $1.key.order }
        return .init(
            architectures: Set(errors.map(\.architecture)).count, all: hits(errors), coverage: coverage(of: errors),
            settings: settings.map { setting, errors in
                .init(
                    engine: setting.engine, precision: setting.precision, threads: setting.threads,
                    hits: hits(errors))
            },
            ceilingsAlone: alone.isEmpty ? nil : hits(alone))
    }

    private static func hits(_ errors: [WorkPredictor.HeldOutError]) -> PredictionAnswer.Hits {
        let relative = errors.map { abs(Exponential.exp($0.error) - 1) }.sorted()
        func share(within limit: Double) -> Double {
            Double(relative.count { $0 <= limit }) / Double(relative.count)
        }
        return .init(
            cases: errors.count, withinTenPercent: share(within: 0.1), withinQuarter: share(within: 0.25),
            medianError: Quantile.median(ofSorted: relative),
            ninetiethPercentileError: Quantile.percentile(90, ofSorted: relative))
    }

    /// How often a bar that was made of the other architectures' errors held; nil where they are too few to make one.
    private static func coverage(of errors: [WorkPredictor.HeldOutError]) -> Double? {
        var held = 0
        var tried = 0
        for architecture in Set(errors.map(\.architecture)) {
            let others = errors.filter { $0.architecture != architecture }
            for error in errors where error.architecture == architecture {
                guard let bar = WorkPredictor.bar(WorkPredictor.errors(others, near: error.setting)) else { continue }
                tried += 1
                held += abs(error.error) <= bar ? 1 : 0
            }
        }
        return tried == 0 ? nil : Double(held) / Double(tried)
    }
}
