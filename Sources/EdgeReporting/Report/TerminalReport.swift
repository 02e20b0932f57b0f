/// The compact report: the answer, the bars, the next command.
public enum TerminalReport {
    private static let rowsAtMost = 12
    private static let longestBar = 40
    /// Whose bars answer the question; the first that a report has is drawn.
    private static let drawn: [SectionID] = [.latency, .ceilings, .choices, .fleet]

    public static func text(of report: Report, width: Int) -> String {
        let standing = report.verdict.standing
        var parts = [
            Wrapping.hanging("\(standing.sign) \(report.verdict.headline)", indent: 2, width: width, first: 0),
            report.verdict.sentences.flatMap { Wrapping.hanging($0, indent: 2, width: width, first: 2) },
        ]
        if let section = report.sections.first(where: { drawn.contains($0.id) }) {
            parts += section.blocks.compactMap { block in
                if case .chart(.bars(let chart)) = block { bars(chart, width: width) } else { nil }
            }
        }
        if let next = report.next { parts.append(["Next: " + next]) }
        return parts.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private static func bars(_ chart: BarChart, width: Int) -> [String] {
        let rows = chart.rows.prefix(rowsAtMost)
        let labels = min(rows.map(\.label.count).max() ?? 0, max(width / 2 - 8, 12))
        let isNarrow = width < 70 && labels < (rows.map(\.label.count).max() ?? 0)
        let values = min(rows.map(\.valueText.count).max() ?? 0, 30)
        let bar = min(width - labels - values - 7, longestBar)
        let target =
            chart.target.map { chart.showsTarget ? ", │ is the \($0.text)" : ", the \($0.text) is further right" } ?? ""
        let heading = "  " + chart.title + (chart.isLogarithmic ? ", log scale" : "") + target
        let lines = rows.flatMap { row -> [String] in
            let value = row.valueText.squeezed(to: values)
            let blank = String(repeating: " ", count: max(values - value.count, 0))
            guard !isNarrow else {
                let drawn = TextChart.bar(row, in: chart, width: max(width - values - 8, 6))
                return ["  " + row.label.squeezed(to: width - 2), trimmed("    \(blank)\(value)  \(drawn)")]
            }
            let drawn = bar >= 6 ? "  " + TextChart.bar(row, in: chart, width: bar) : ""
            return [trimmed("  \(row.label.squeezed(to: labels).padded(to: labels + 1))\(blank)\(value)\(drawn)")]
        }
        let hidden = chart.rows.count - rows.count
        return [heading] + lines + (hidden > 0 ? ["  and \(hidden) more in the report"] : [])
    }

    private static func trimmed(_ line: String) -> String { String(line.reversed().drop { $0 == " " }.reversed()) }
}
