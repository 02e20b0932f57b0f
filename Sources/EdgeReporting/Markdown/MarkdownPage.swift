import EdgeRecords

/// The report as Markdown: the same sentences, tables and figures; charts as text.
public enum MarkdownPage {
    private static let barWidth = 32
    private static let rowsAtMost = 100

    public static func text(of report: Report) -> String {
        let verdict = report.verdict
        var parts: [[String]] = [
            ["# " + MarkdownText.prose(verdict.headline)],
            ["**\(verdict.standing.sign) \(verdict.standing.word)** · " + MarkdownText.prose(report.title)],
        ]
        let sentences = verdict.sentences.map(MarkdownText.prose)
        if !sentences.isEmpty {
            parts.append(sentences.count > 2 ? sentences.map { "- " + $0 } : [sentences.joined(separator: " ")])
        }
        if !report.keyFigures.isEmpty { parts.append(keyFigures(report.keyFigures)) }
        for section in report.sections {
            parts.append(["## " + section.id.heading])
            parts.append([MarkdownText.prose(section.finding)])
            parts += section.blocks.flatMap(block)
        }
        if !report.absent.isEmpty {
            parts.append(["## Not in this report"])
            parts.append(report.absent.map { "- **\($0.id.heading)**: \(MarkdownText.prose($0.reason))" })
        }
        parts.append(["---"])
        parts.append([MarkdownText.prose(report.colophon)])
        return parts.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private static func keyFigures(_ figures: [KeyFigure]) -> [String] {
        [
            row(figures.map { MarkdownText.escaped($0.label) }), row(figures.map { _ in ":--" }),
            row(figures.map { "**\(MarkdownText.escaped($0.value))**" }),
            row(figures.map { MarkdownText.escaped($0.note) }),
        ]
    }

    private static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    private static func block(_ block: ReportBlock) -> [[String]] {
        switch block {
        case .text(let text): [[MarkdownText.prose(text)]]
        case .list(let items): [items.map { "- " + MarkdownText.prose($0) }]
        case .facts(let facts):
            [
                [row(["", ""]), row([":--", ":--"])]
                    + facts.map { row([MarkdownText.escaped($0.label), MarkdownText.escaped($0.value)]) }
            ]
        case .chart(let chart): self.chart(chart)
        case .table(let table): self.table(table)
        case .code(let text): [MarkdownText.block(text)]
        }
    }

    private static func chart(_ chart: Chart) -> [[String]] {
        switch chart {
        case .bars(let bars):
            let target = bars.target.map { ", │ is the \($0.text)" } ?? ""
            return [
                [
                    row([
                        "", MarkdownText.escaped(bars.title),
                        MarkdownText.escaped(bars.axis.isLogarithmic ? "log scale" + target : "bar" + target),
                    ])
                ]
                    + [row([":--", "--:", ":--"])]
                    + bars.rows.map { bar in
                        row([
                            MarkdownText.escaped(bar.label), MarkdownText.escaped(bar.valueText),
                            MarkdownText.span(TextChart.bar(bar, in: bars, width: barWidth)),
                        ])
                    }
            ]
        case .heat(let map):
            let labels = map.rows.map(\.label.count).max() ?? 0
            return [
                MarkdownText.block(
                    ([map.title + "; a sign each, darker is more"]
                        + map.rows.map { $0.label.padded(to: labels + 2) + "▏" + TextChart.heat($0) + "▕" })
                        .joined(separator: "\n"))
            ]
        case .drawing(let drawing):
            return [MarkdownText.block(TopologyText(drawing.device.processor).lines.joined(separator: "\n"))]
        // Its tables say the same; a plane of marks is no text.
        case .points: return []
        }
    }

    private static func table(_ table: ReportTable) -> [[String]] {
        let lines = lines(of: table)
        let hidden = table.rows.count - min(table.rows.count, rowsAtMost)
        let note = hidden > 0 ? [["\(hidden) more rows are in the record."]] : []
        // Long tables are folded where the reader can unfold them.
        guard table.isLong else { return [lines] + note }
        let caption = HTMLWriter().escaped(table.caption.shown(atMost: 80))
        let summary = "<summary>\(caption), \(Words.counted(table.rows.count, "row"))</summary>"
        return [["<details>", summary]] + [lines] + note + [["</details>"]]
    }

    /// The table as GitHub has it, as far as a reader will follow.
    static func lines(of table: ReportTable) -> [String] {
        [
            row(table.columns.map { MarkdownText.escaped($0.heading) }),
            row(table.columns.map { $0.isNumber ? "--:" : ":--" }),
        ]
            + table.rows.prefix(rowsAtMost).map { cells in
                row(
                    cells.map { cell in
                        MarkdownText.escaped(
                            [cell.text, cell.provenance.remark].compactMap { $0 }.joined(separator: " "))
                    })
            }
    }
}
