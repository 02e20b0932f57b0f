import EdgeRecords

/// What could be shipped, and on how many devices it would do.
enum FleetCandidates {
    private static let rowsAtMost = 200
    private static let devicesAtMost = 8

    static func outcome(_ rows: [FleetRow], _ coverage: FleetCoverage) -> SectionOutcome {
        guard !coverage.lines.isEmpty else { return .missing(.coverage, "No plan names a candidate.") }
        let finding = coverage.sentence
        var blocks: [ReportBlock] = []
        let serving = coverage.lines.filter { $0.serves > 0 }.prefix(CandidateRows.charted / 2)
        if !serving.isEmpty {
            let bars = serving.map { line in
                var bar = BarChart.Row(line.candidate.text, value: Double(line.serves), text: "\(line.serves)")
                bar.tone = line.serves == rows.count ? .meets : .plain
                return bar
            }
            blocks.append(
                .chart(
                    .bars(
                        BarChart(
                            title: "devices served", rows: bars,
                            target: .init(value: Double(rows.count), text: "whole fleet"), description: finding)))
            )
        }
        blocks.append(
            .text(
                "A candidate is a variant on an engine, with as many threads as suit each device. `Unsettled` means that more "
                    + "samples are needed; `not known`, that it was neither measured there nor ruled out."))
        blocks.append(.table(table(rows, coverage)))
        let hidden = coverage.lines.count - min(coverage.lines.count, rowsAtMost)
        if hidden > 0 { blocks.append(.text("And \(hidden) more, which serve fewer.")) }
        return .shown(ReportSection(.coverage, finding, blocks))
    }

    private static func table(_ rows: [FleetRow], _ coverage: FleetCoverage) -> ReportTable {
        let shown = rows.prefix(devicesAtMost)
        var columns: [ReportTable.Column] = [
            .init("candidate", isNumber: false), .init("serves"), .init("unsettled"), .init("out"), .init("not known"),
        ]
        let rightness = RightnessColumns(coverage.lines.map(\.rightness))
        columns += rightness.heads.map { .init("worst " + $0.heading) }
        if rows.count <= devicesAtMost { columns += shown.map { .init("\($0.letter), ms", isNumber: false) } }
        return ReportTable(
            caption: "Coverage", columns: columns,
            rows: coverage.lines.prefix(rowsAtMost).map { line in
                var cells: [ReportTable.Cell] = [.init(line.candidate.text)]
                cells += [FleetRow.State.meets, .unsettled, .out, .unknown].map { state in
                    .init(Double(line.count(state))) { "\(Int(clamping: $0))" }
                }
                cells += rightness.cells(line.rightness)
                if rows.count <= devicesAtMost {
                    cells += line.standings.map { .init(cell($0)) }
                }
                return cells
            })
    }

    /// `12.3 meets`, `out`.
    private static func cell(_ standing: FleetRow.Standing) -> String {
        let time = standing.latency.map { Words.milliseconds($0.value) + " " } ?? ""
        return switch standing.state {
        case .meets: time + "meets"
        case .unsettled: time + "unsettled"
        case .out: time + "out"
        case .unknown: "not known"
        }
    }
}
