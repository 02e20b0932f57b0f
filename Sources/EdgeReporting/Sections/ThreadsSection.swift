import EdgeRecords

/// What more threads bring.
enum ThreadsSection {
    private static let seriesAtMost = 4

    static func outcome(_ input: ReportInput, _ candidates: CandidateRows) -> SectionOutcome {
        let series = series(candidates)
        guard let main = series.first else {
            return .missing(
                .threads,
                candidates.rows.isEmpty
                    ? "No model was measured." : "No candidate was measured with more than one number of threads.")
        }
        let finding = finding(main, candidates.statistic)
        let chart = chart(series, input, candidates, description: finding)
        return .shown(
            ReportSection(
                .threads, finding,
                [
                    .chart(.points(chart)),
                    .text("The dashed line is \(main.name) if every thread brought as much as the first."),
                    .table(table(series, candidates.statistic)),
                ]))
    }

    /// One variant on one engine, by number of threads.
    private struct Series {
        var name: String
        /// Fewest threads first; one for each number.
        var rows: [CandidateRow]
    }

    private struct SeriesKey: Hashable {
        var variant: String
        var engine: String
    }

    /// Those with a standing first, then the fastest.
    private static func series(_ candidates: CandidateRows) -> [Series] {
        var order: [SeriesKey] = []
        var members: [SeriesKey: [Int: CandidateRow]] = [:]
        for row in candidates.timed.filter({ $0.standing != nil }) + candidates.timed {
            let key = SeriesKey(
                variant: row.candidate.variant, engine: row.candidate.engineInWords)
            if members[key] == nil { order.append(key) }
            if members[key]?[row.candidate.threads] == nil { members[key, default: [:]][row.candidate.threads] = row }
        }
        let engines = Set(order.map(\.engine)).count
        let long = order.compactMap { key -> Series? in
            guard let rows = members[key], rows.count > 1 else { return nil }
            let engine = engines > 1 ? ", \(key.engine.shown(atMost: 30))" : ""
            return Series(
                name: key.variant.shown(atMost: 60) + engine,
                rows: rows.values.sorted { $0.candidate.threads < $1.candidate.threads })
        }
        return Array(long.prefix(seriesAtMost))
    }

    private static func finding(_ series: Series, _ statistic: Statistic) -> String {
        guard let first = series.rows.first, let last = series.rows.last,
            let slow = first.latency[statistic]?.value, let fast = last.latency[statistic]?.value, fast > 0
        else { return "" }
        let ratio = slow / fast
        let change =
            ratio >= 1
            ? "\(NumberText.threeDigits(ratio)) times as fast"
            : "\(NumberText.threeDigits(1 / ratio)) times as slow"
        let times = "\(Words.milliseconds(slow)) to \(Words.milliseconds(fast)) ms"
        return
            "From \(Words.counted(first.candidate.threads, "thread")) to \(last.candidate.threads), \(series.name) is "
            + "\(change): \(times) at \(statistic.rawValue)."
    }

    private static func chart(
        _ series: [Series], _ input: ReportInput, _ candidates: CandidateRows, description: String
    ) -> PointChart {
        let statistic = candidates.statistic
        let rows = series.flatMap(\.rows)
        let figures = rows.compactMap { $0.latency[statistic] }
        let most = rows.map(\.candidate.threads).max() ?? 1
        let target = candidates.target.map { $0 / 1e6 }
        let highest = figures.map { ($0.interval?.high ?? $0.value) / 1e6 }.max() ?? 1
        let shown = target.flatMap { $0 <= highest * 2.5 ? $0 : nil }
        let lowest = figures.map { ($0.interval?.low ?? $0.value) / 1e6 }.min() ?? 1
        let title = "\(statistic.rawValue), ms"
        let ends = [lowest, highest, shown ?? highest]
        var chart = PointChart(
            x: threadAxis(rows.map(\.candidate.threads)),
            y: highest > lowest * 20
                ? .logarithmic(title, from: lowest / 1.5, to: ends.max() ?? 1)
                : .linear(title, upTo: ends.max() ?? 1), points: [],
            description: description)
        for (number, series) in series.enumerated() {
            let places = series.rows.compactMap { row in
                row.latency[statistic].map { PointChart.Place(Double(row.candidate.threads), $0.value / 1e6) }
            }
            chart.lines.append(.init(places: places, style: .solid))
            for row in series.rows {
                guard let figure = row.latency[statistic] else { continue }
                var point = PointChart.Point(Double(row.candidate.threads), figure.value / 1e6)
                point.yLow = figure.interval.map { $0.low / 1e6 }
                point.yHigh = figure.interval.map { $0.high / 1e6 }
                point.provenance = row.provenance(of: figure)
                point.tone = candidates.tone(of: figure)
                point.isStrong = row.standing != nil
                let name =
                    row.candidate.threads == series.rows.last?.candidate.threads ? series.name.squeezed(to: 28) : nil
                let words = [name, row.standing?.rawValue].compactMap { $0 }
                point.label = words.isEmpty ? nil : words.joined(separator: ", ")
                point.shortLabel = name ?? row.standing?.rawValue
                if row.standing != nil { point.radius = 7 }
                chart.points.append(point)
            }
            if number == 0, let first = places.first {
                let ideal = places.map { PointChart.Place($0.x, first.y * first.x / $0.x) }
                chart.lines.append(.init(places: ideal, style: .dashed))
            }
        }
        if let shown {
            chart.limits.append(.init(value: shown, isVertical: false, text: LatencySection.target(shown * 1e6).text))
        }
        chart.limits += cores(input.profile.device, upTo: most)
        return chart
    }

    /// A tick for each number that was measured.
    private static func threadAxis(_ counts: [Int]) -> Axis {
        let (least, most) = (Double(counts.min() ?? 1), Double(counts.max() ?? 1))
        let ticks = Set(counts).sorted().map { Axis.Tick(value: Double($0), text: "\($0)") }
        // Room on the right for the names of the lines.
        let span = max(most - least, 1)
        return Axis(
            title: "threads", low: least - span * 0.12, high: most + span * 0.55, isLogarithmic: false, ticks: ticks)
    }

    /// Where cores or the control group's quota end, if that lies within the chart.
    private static func cores(_ device: Device, upTo most: Int) -> [PointChart.Limit] {
        var limits: [PointChart.Limit] = []
        if let cores = device.processor.physicalCores, cores <= most {
            limits.append(
                .init(value: Double(cores), isVertical: true, text: Words.counted(cores, "core"), isPlain: true))
        }
        if let quota = device.limits.quotaCPUs, quota <= Double(most) {
            limits.append(
                .init(value: quota, isVertical: true, text: "quota \(NumberText.threeDigits(quota))", isPlain: true))
        }
        return limits
    }

    private static func table(_ series: [Series], _ statistic: Statistic) -> ReportTable {
        ReportTable(
            caption: "Thread scaling",
            columns: [
                .init("variant", isNumber: false), .init("threads"), .init("\(statistic.rawValue), ms"),
                .init("times as fast"), .init("of ideal, %"),
            ],
            rows: series.flatMap { series -> [[ReportTable.Cell]] in
                guard let first = series.rows.first, let base = first.latency[statistic] else { return [] }
                return series.rows.compactMap { row in
                    guard let figure = row.latency[statistic], figure.value > 0 else { return nil }
                    let speedup = base.value / figure.value
                    let more = Double(row.candidate.threads) / Double(max(first.candidate.threads, 1))
                    return [
                        .init(series.name), .init(Double(row.candidate.threads)) { "\(Int(clamping: $0))" },
                        .init(figure, unit: 1e6), .init(speedup, text: NumberText.threeDigits),
                        .init(speedup / more * 100, text: NumberText.threeDigits),
                    ]
                }
            })
    }
}
