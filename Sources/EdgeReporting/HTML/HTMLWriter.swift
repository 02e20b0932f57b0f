import EdgeRecords

/// The parts of a page, each escaped where it is written.
struct HTMLWriter {
    func escaped(_ text: String) -> String { SVG.escaped(text).replacing("'", with: "&#39;") }

    /// Numbers stay on one line with their units.
    private func bound(_ text: String) -> String {
        escaped(text).replacing(" %", with: "\u{A0}%").replacing(" ms", with: "\u{A0}ms")
    }

    /// Text in which `words between accents` are code.
    func prose(_ text: String) -> String {
        let parts = text.split(separator: "`", omittingEmptySubsequences: false)
        // An accent without its fellow is only a sign.
        guard parts.count % 2 == 1 else { return bound(text) }
        return parts.enumerated().map { index, part in
            index % 2 == 1 ? "<code>\(escaped(String(part)))</code>" : bound(String(part))
        }.joined()
    }

    func header(_ report: Report) -> String {
        let standing = report.verdict.standing
        let figures = report.keyFigures.map { figure in
            "<div><dt>\(escaped(figure.label))</dt><dd><strong>\(escaped(figure.value))</strong>"
                + "<span>\(escaped(figure.note))</span></dd></div>"
        }
        let list = figures.isEmpty ? "" : "<dl class=\"key\">\(figures.joined(separator: "\n"))</dl>"
        return """
            <header class="\(standing.rawValue)">
            <p class="of">\(escaped(report.title))</p>
            <p class="word"><span aria-hidden="true">\(standing.sign)</span> \(standing.word)</p>
            <h1>\(prose(report.verdict.headline))</h1>
            \(more(report.verdict.sentences))
            \(list)
            </header>
            """
    }

    private func more(_ sentences: [String]) -> String {
        guard sentences.count > 2 else { return "<p class=\"more\">\(sentences.map(prose).joined(separator: " "))</p>" }
        return "<ul class=\"more\">\(sentences.map { "<li>\(prose($0))</li>" }.joined(separator: "\n"))</ul>"
    }

    func contents(_ report: Report) -> String {
        let links = report.sections.map { "<li><a href=\"#\($0.id.rawValue)\">\($0.id.heading)</a></li>" }
        return "<nav aria-label=\"Contents\"><ul>\(links.joined())</ul></nav>"
    }

    func section(_ section: ReportSection) -> String {
        let blocks = section.blocks.enumerated().map { number, block in
            self.block(block, id: "\(section.id.rawValue)-\(number)")
        }
        return """
            <section id="\(section.id.rawValue)">
            <h2>\(section.id.heading)</h2>
            <p class="finding">\(prose(section.finding))</p>
            \(blocks.joined(separator: "\n"))
            </section>
            """
    }

    func absent(_ sections: [AbsentSection]) -> String {
        guard !sections.isEmpty else { return "" }
        let entries = sections.map { "<div><dt>\($0.id.heading)</dt><dd>\(prose($0.reason))</dd></div>" }
        return """
            <section id="absent">
            <h2>Not in this report</h2>
            <dl class="facts">\(entries.joined(separator: "\n"))</dl>
            </section>
            """
    }

    private func block(_ block: ReportBlock, id: String) -> String {
        switch block {
        case .text(let text): "<p>\(prose(text))</p>"
        case .list(let items): "<ul>\(items.map { "<li>\(prose($0))</li>" }.joined(separator: "\n"))</ul>"
        case .facts(let facts):
            "<dl class=\"facts\">"
                + facts.map { "<div><dt>\(escaped($0.label))</dt><dd>\(prose($0.value))</dd></div>" }.joined(
                    separator: "\n")
                + "</dl>"
        case .chart(let chart): "<figure>\(chart.elements(id: id))</figure>"
        case .table(let table): self.table(table, id: id)
        case .code(let text): "<pre class=\"copy\" tabindex=\"0\"><code>\(escaped(text))</code></pre>"
        }
    }

    private func table(_ table: ReportTable, id: String) -> String {
        // End tags that HTML lets out are let out: with thousands of rows they are a third of the page.
        let head = table.columns.map { column in
            "<th scope=\"col\"\(column.isNumber ? " class=\"n\"" : "")>\(escaped(column.heading))"
        }
        let isHuge = table.rows.count > 500
        let rows = table.rows.map { "<tr>" + zip($0, table.columns).map { cell($0, $1, isHuge: isHuge) }.joined() }
        return """
            <div class="table" role="region" tabindex="0" aria-labelledby="\(id)-name"\
            \(table.isLong ? " data-long" : "")>
            <table><caption id="\(id)-name">\(escaped(table.caption))</caption>
            <thead><tr>\(head.joined())</thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table></div>
            """
    }

    /// - Parameter isHuge: what is written suffices to sort by then, where full digits would double the page.
    private func cell(_ cell: ReportTable.Cell, _ column: ReportTable.Column, isHuge: Bool) -> String {
        guard column.isNumber else { return (cell.text.count > 44 ? "<td class=w>" : "<td>") + escaped(cell.text) }
        let remark = cell.provenance.remark.map { " <small>\($0)</small>" } ?? ""
        guard let number = cell.number, number.isFinite else { return "<td class=n>\(escaped(cell.text))" }
        let digits = JSONWriter.text(of: JSONValue(number), layout: .line)
        let full = isHuge || digits == cell.text ? "" : " data-v=\(digits)"
        return "<td class=n\(full)>\(escaped(cell.text))\(remark)"
    }

    /// As data, which nothing executes; a button of the script copies it.
    func record(_ record: String?) -> String {
        guard let record else { return "" }
        let safe = record.replacing("<", with: "\\u003c").replacing("\u{2028}", with: "\\u2028")
            .replacing("\u{2029}", with: "\\u2029")
        return "<script type=\"application/json\" id=\"record\">\(safe)</script>"
    }
}
