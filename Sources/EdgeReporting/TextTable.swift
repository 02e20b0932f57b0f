/// Rows of cells under a heading each, with a bar where room is left.
struct TextTable {
    struct Column {
        var heading: String
        var isNumber = true
        /// Left out where the lines would not fit.
        var isOptional = false
    }

    struct Row {
        var cells: [String]
        /// How much of the bar is filled; nil for none.
        var fraction: Double?
    }

    var columns: [Column]
    var rows: [Row] = []

    private static let indent = 2
    private static let gap = 2
    private static let longestBar = 30
    /// Less than this says nothing.
    private static let shortestBar = 5

    /// Lines of at most `width` columns, if the cells allow it: optional columns are left out, then the first is cut.
    func lines(width: Int) -> [String] {
        guard !rows.isEmpty else { return [] }
        if neededWidth > width, let index = columns.lastIndex(where: \.isOptional) {
            var narrower = self
            narrower.columns.remove(at: index)
            for row in rows.indices { narrower.rows[row].cells.remove(at: index) }
            return narrower.lines(width: width)
        }
        var widths = widths
        if neededWidth > width, let first = widths.first {
            widths[0] = max(first - (neededWidth - width), min(first, 12))
        }
        let used = Self.indent + widths.reduce(0, +) + Self.gap * (widths.count - 1)
        let bar = min(width - used - Self.gap, Self.longestBar)
        let heading = line(columns.map(\.heading), widths)
        return [heading]
            + rows.map { row in
                let filled = bar >= Self.shortestBar ? row.fraction.map { Bar.text($0, width: bar) } ?? "" : ""
                return trimmed(line(row.cells, widths) + String(repeating: " ", count: Self.gap) + filled)
            }
    }

    private var widths: [Int] {
        columns.indices.map { index in
            ([columns[index].heading] + rows.map { $0.cells[index] }).map(\.count).max() ?? 0
        }
    }

    /// With the shortest bar, if there is one.
    private var neededWidth: Int {
        let bar = rows.contains { $0.fraction != nil } ? Self.gap + Self.shortestBar : 0
        return Self.indent + widths.reduce(0, +) + Self.gap * (columns.count - 1) + bar
    }

    private func line(_ cells: [String], _ widths: [Int]) -> String {
        let padded = cells.indices.map { index -> String in
            let cell = Self.cut(cells[index], to: widths[index])
            let blank = String(repeating: " ", count: widths[index] - cell.count)
            return columns[index].isNumber ? blank + cell : cell + blank
        }
        return trimmed(
            String(repeating: " ", count: Self.indent)
                + padded.joined(separator: String(repeating: " ", count: Self.gap)))
    }

    private static func cut(_ text: String, to width: Int) -> String {
        text.count <= width ? text : text.prefix(max(width - 1, 0)) + "…"
    }

    private func trimmed(_ line: String) -> String {
        String(line.reversed().drop { $0 == " " }.reversed())
    }
}
