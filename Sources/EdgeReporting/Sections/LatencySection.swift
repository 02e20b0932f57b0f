import EdgeRecords

/// How long each candidate takes, against the target.
enum LatencySection {
    static func outcome(_ input: ReportInput, _ candidates: CandidateRows) -> SectionOutcome {
        guard !candidates.rows.isEmpty else {
            return .missing(.latency, "No model was measured: `edgeplan profile models` does that.")
        }
        guard let fastest = candidates.timed.first, let figure = fastest.latency[candidates.statistic] else {
            return .missing(
                .latency, "No candidate ran to its end; what stopped each one is said below, under Rejected.")
        }
        let finding = finding(fastest, figure, candidates)
        let chart = BarChart(
            title: "\(candidates.statistic.rawValue), ms", rows: candidates.charted.compactMap { row($0, candidates) },
            target: candidates.target.map(target), description: finding)
        var blocks: [ReportBlock] = [.chart(.bars(chart))]
        blocks.append(.text(legend(of: candidates)))
        if let remark = candidates.chartedRemark { blocks.append(.text(remark)) }
        return .shown(ReportSection(.latency, finding, blocks))
    }

    static func target(_ nanoseconds: Double) -> BarChart.Target {
        .init(value: nanoseconds / 1e6, text: "\(Words.target(nanoseconds)) target")
    }

    private static func finding(_ fastest: CandidateRow, _ figure: Figure, _ candidates: CandidateRows) -> String {
        let time = "\(Words.milliseconds(figure.value)) ms"
        let count = candidates.timed.count
        guard let target = candidates.target else {
            let slowest = candidates.timed.last?.latency[candidates.statistic]?.value ?? figure.value
            let range = count > 1 ? "; the slowest of \(count) takes \(Words.milliseconds(slowest)) ms" : ""
            return
                "The fastest candidate is \(fastest.label) with a \(candidates.statistic.rawValue) of \(time)\(range)."
        }
        let within = candidates.timed.count { ($0.latency[candidates.statistic]?.value ?? .infinity) <= target }
        return "\(within) of \(Words.counted(count, "candidate")) \(within == 1 ? "stays" : "stay") within "
            + "\(Words.target(target)) at \(candidates.statistic.rawValue); the fastest is \(fastest.label) with \(time)."
    }

    private static func row(_ row: CandidateRow, _ candidates: CandidateRows) -> BarChart.Row? {
        guard let figure = row.latency[candidates.statistic] else { return nil }
        var bar = BarChart.Row(row.mark, value: figure.value / 1e6)
        bar.low = figure.interval.map { $0.low / 1e6 }
        bar.high = figure.interval.map { $0.high / 1e6 }
        bar.tick = candidates.statistic == .median ? nil : row.latency[.median].map { $0.value / 1e6 }
        bar.provenance = row.provenance(of: figure)
        bar.tone = candidates.tone(of: figure)
        bar.remark = row.standing?.rawValue
        return bar
    }

    /// What is drawn, and how sure it is.
    private static func legend(of candidates: CandidateRows) -> String {
        let figures = candidates.charted.compactMap { $0.latency[candidates.statistic] }
        var parts = [
            "Bars are the \(candidates.statistic.rawValue) from filled inputs to outputs in hand, ×2 stands for two threads"
        ]
        if candidates.charted.contains(where: { $0.latency[.median] != nil }), candidates.statistic != .median {
            parts.append("the short line is the median")
        }
        if let one = figures.first(where: { $0.interval != nil }) {
            let confidence = one.confidence.map { Words.chosenPercent($0) + " " } ?? ""
            parts.append("whiskers are the \(confidence)interval")
        } else {
            parts.append("no interval is known: too few runs, or too few processes")
        }
        let counts = figures.map(\.count).filter { $0 > 0 }
        if let low = counts.min(), let high = counts.max() {
            parts.append(low == high ? "\(low) runs each" : "\(low) to \(high) runs each")
        }
        return parts.joined(separator: "; ") + "."
    }
}
