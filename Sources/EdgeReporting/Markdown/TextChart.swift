import EdgeRecords

/// Charts as lines of text, for Markdown and terminals.
enum TextChart {
    /// A bar: filled to the value, an interval to its upper end, the target as a line.
    ///
    /// The character tells where the number came from.
    static func bar(_ row: BarChart.Row, in chart: BarChart, width: Int) -> String {
        let axis = chart.axis
        func column(_ value: Double) -> Int { Int(axis.position(value, from: 0, to: Double(width)).rounded()) }
        var cells = [Character](repeating: " ", count: width + 1)
        let end = max(column(row.value), 1)
        if chart.isLogarithmic {
            for place in 0..<end { cells[place] = "·" }
            cells[min(end, width)] = row.provenance.character
        } else {
            for place in 0..<min(end, width + 1) { cells[place] = row.provenance.character }
        }
        if let high = row.high {
            let last = min(column(high), width)
            if last > end {
                for place in end..<last { cells[place] = "─" }
                cells[last] = "┤"
            }
        }
        if let target = chart.target, chart.showsTarget { cells[min(column(target.value), width)] = "│" }
        return String(cells)
    }

    /// One shade for each share: blank below one hundredth.
    static func shade(_ share: Double) -> Character {
        [" ", "·", "░", "▒", "▓", "█", "█"][min(HeatMap.shade(share), 6)]
    }

    static func heat(_ row: HeatMap.Row) -> String { String(row.shares.map(shade)) }
}
