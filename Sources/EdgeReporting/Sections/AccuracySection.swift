import EdgeRecords

/// What accuracy costs in time, and which candidates nobody needs.
enum AccuracySection {
    static func outcome(_ input: ReportInput, _ candidates: CandidateRows) -> SectionOutcome {
        let known = candidates.timed.filter { $0.accuracy != nil }
        guard let kind = commonest(known.compactMap { $0.accuracy.map(Scale.init) }) else {
            return .missing(
                .accuracy,
                candidates.rows.isEmpty
                    ? "No model was measured." : "No accuracy is known of these candidates, measured or published.")
        }
        let rows = known.filter { $0.accuracy.map(Scale.init) == kind }
        let front = ParetoFront(rows, candidates.statistic)
        let finding = finding(front.rows, of: rows.count, kind, candidates.statistic)
        let chart = chart(rows, front, kind, input, candidates, description: finding)
        var blocks: [ReportBlock] = [.chart(.points(chart))]
        blocks.append(
            .text(
                "Filled marks are the front: nothing else is both faster and "
                    + (kind.isPerplexity ? "less surprised, which is lower. " : "more accurate. ")
                    + "Hollow ones are beaten by one of these. " + shapes(of: rows)))
        blocks.append(.table(table(front, candidates)))
        if known.count > rows.count {
            blocks.append(
                .text("\(known.count - rows.count) more have an accuracy of another kind, which cannot be compared."))
        }
        return .shown(ReportSection(.accuracy, finding, blocks))
    }

    /// What accuracies must share to be compared.
    struct Scale: Hashable {
        var metric: String
        var dataset: String?

        init(_ accuracy: Accuracy) {
            metric = accuracy.metric
            dataset = accuracy.dataset
        }

        /// Of that less is better.
        var isPerplexity: Bool { metric == Accuracy.perplexity }

        var text: String {
            ([metric] + [dataset].compactMap { $0 }).map { $0.shown(atMost: 40) }.joined(separator: ", ")
        }
    }

    private static func commonest(_ scales: [Scale]) -> Scale? {
        let counts = Dictionary(scales.map { ($0, 1) }, uniquingKeysWith: +)
        return scales.max { (counts[$0] ?? 0, $1.text) < (counts[$1] ?? 0, $0.text) }
    }

    private static func finding(
        _ front: [CandidateRow], of count: Int, _ scale: Scale, _ statistic: Statistic
    ) -> String {
        guard let first = front.first, let last = front.last, let low = first.accuracy, let high = last.accuracy else {
            return "No candidate has both an accuracy and a latency."
        }
        guard front.count > 1 else {
            let best = scale.isPerplexity ? "the least surprised" : "the most accurate"
            return "\(first.label) is both the fastest and \(best) of \(Words.counted(count, "candidate"))."
        }
        let times = [first, last].map { Words.milliseconds($0.latency[statistic]?.value ?? 0) }
        return "\(front.count) of \(count) candidates are worth a choice, from \(ModelWords.value(of: low)) in "
            + "\(times[0]) ms to \(ModelWords.value(of: high)) in \(times[1]) ms (\(scale.text))."
    }

    /// The shapes that occur, in words.
    private static func shapes(of rows: [CandidateRow]) -> String {
        let words: [(Provenance, String)] = [
            (.measured, "disc: measured"), (.predicted, "diamond: predicted"), (.imported, "square: imported"),
            (.published, "triangle: accuracy published by others, latency measured here"),
        ]
        let seen = Set(rows.map(provenance))
        return words.filter { seen.contains($0.0) }.map(\.1).joined(separator: "; ").capitalizedFirst + "."
    }

    /// Of the pair, the one that rests on less.
    private static func provenance(_ row: CandidateRow) -> Provenance {
        let sources = [row.accuracy?.value.source, row.latency.all.first?.source].compactMap { $0 }
        let weakness: [Figure.Source] = [.measured, .imported, .published, .predicted]
        let weakest = sources.max { (weakness.firstIndex(of: $0) ?? 0) < (weakness.firstIndex(of: $1) ?? 0) }
        return weakest.map(Provenance.init) ?? .measured
    }

    private static func chart(
        _ rows: [CandidateRow], _ front: ParetoFront, _ scale: Scale, _ input: ReportInput,
        _ candidates: CandidateRows, description: String
    ) -> PointChart {
        let shown = front.charted(rows, atMost: CandidateRows.charted)
        let times = shown.compactMap { $0.latency[candidates.statistic]?.value }.map { $0 / 1e6 }
        let heights = shown.compactMap { $0.accuracy?.value.value }
        let factor = heights.allSatisfy { (0...1).contains($0) } ? 100.0 : 1
        let target = candidates.target.map { $0 / 1e6 }.flatMap { $0 <= (times.max() ?? 0) * 3 ? $0 : nil }
        let floor = input.plan?.requirement.accuracyFloor
        let isWide = (times.max() ?? 1) > (times.min() ?? 1) * 20
        let title = "\(candidates.statistic.rawValue), ms"
        let ends = times + [target].compactMap { $0 }
        let levels = heights + [floor].compactMap { $0 }
        var chart = PointChart(
            x: isWide
                ? .logarithmic(title, from: ends.min() ?? 1, to: ends.max() ?? 1)
                : .linear(title, upTo: (ends.max() ?? 1) * 1.02),
            y: .linear(
                scale.text + (factor == 100 ? ", %" : ""), from: (levels.min() ?? 0) * factor,
                to: (levels.max() ?? 1) * factor), points: [], description: description)
        chart.points = shown.compactMap { point($0, front, factor, candidates) }
        let steps = shown.filter(front.contains).compactMap { point($0, front, factor, candidates)?.place }
        chart.lines = [.init(places: steps, style: .step)]
        if let target {
            chart.limits.append(.init(value: target, isVertical: true, text: LatencySection.target(target * 1e6).text))
        }
        if let floor {
            chart.limits.append(
                .init(value: floor * factor, isVertical: false, text: "floor \(NumberText.percent(ratio: floor))"))
        }
        return chart
    }

    private static func point(
        _ row: CandidateRow, _ front: ParetoFront, _ factor: Double, _ candidates: CandidateRows
    ) -> PointChart.Point? {
        guard let time = row.latency[candidates.statistic], let accuracy = row.accuracy?.value else { return nil }
        var point = PointChart.Point(time.value / 1e6, accuracy.value * factor)
        point.provenance = provenance(row)
        point.tone = candidates.tone(of: time)
        point.isHollow = !front.contains(row)
        point.isStrong = row.standing != nil
        point.radius = row.standing == .chosen ? 8 : point.isStrong ? 7 : 5
        point.yLow = accuracy.interval.map { $0.low * factor }
        point.yHigh = accuracy.interval.map { $0.high * factor }
        if !point.isHollow || point.isStrong {
            let name = "\(row.candidate.variant.shown(atMost: 80)) ×\(row.candidate.threads)".squeezed(to: 30)
            point.label = row.standing.map { "\(name), \($0.rawValue)" } ?? name
            point.shortLabel = row.standing?.rawValue ?? row.candidate.precision.rawValue.shown(atMost: 12)
        }
        return point
    }

    private static func table(_ front: ParetoFront, _ candidates: CandidateRows) -> ReportTable {
        let rightness = RightnessColumns(front.rows.map(\.rightness))
        return ReportTable(
            caption: "The front of accuracy and latency",
            columns: [.init("candidate", isNumber: false), .init("\(candidates.statistic.rawValue), ms")]
                + rightness.heads + [.init("that is", isNumber: false)],
            rows: front.rows.prefix(CandidateRows.charted).map { row in
                [.init(row.label), .init(row.latency[candidates.statistic], unit: 1e6)]
                    + rightness.cells(row.rightness)
                    + [.init(row.accuracy.map { ModelWords.kind(of: $0).shown(atMost: 40) } ?? "")]
            })
    }
}

/// The candidates that no other beats in both accuracy and latency, fastest first.
struct ParetoFront {
    let rows: [CandidateRow]
    private let keys: Set<CandidateKey>

    /// - Parameter candidates: fastest first, all with an accuracy.
    init(_ candidates: [CandidateRow], _ statistic: Statistic) {
        var best = -Double.infinity
        var front: [CandidateRow] = []
        for row in candidates {
            guard let goodness = row.goodness, row.latency[statistic] != nil, goodness > best else {
                continue
            }
            best = goodness
            front.append(row)
        }
        rows = front
        keys = Set(front.map { CandidateKey($0.candidate) })
    }

    func contains(_ row: CandidateRow) -> Bool { keys.contains(CandidateKey(row.candidate)) }

    /// The front first, then what has a standing, then the fastest.
    func charted(_ candidates: [CandidateRow], atMost limit: Int) -> [CandidateRow] {
        guard candidates.count > limit else { return candidates }
        let named = candidates.filter { $0.standing != nil }
        // By what they are, not by their samples, of which there may be thousands.
        let kept = Set((named + rows + candidates).map { CandidateKey($0.candidate) }.uniqued().prefix(limit))
        return candidates.filter { kept.contains(CandidateKey($0.candidate)) }
    }
}
