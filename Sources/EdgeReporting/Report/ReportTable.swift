import EdgeRecords

/// Rows that can be sorted, filtered and copied; one unit for each column.
struct ReportTable: Hashable {
    struct Column: Hashable {
        var heading: String
        var isNumber = true
        /// Left out first where room is short.
        var isOptional = false

        init(_ heading: String, isNumber: Bool = true, isOptional: Bool = false) {
            self.heading = heading
            self.isNumber = isNumber
            self.isOptional = isOptional
        }
    }

    struct Cell: Hashable {
        var text: String
        /// With all its digits, by which a column is sorted; nil for words and for what is unknown.
        var number: Double?
        var provenance = Provenance.measured

        init(_ text: String) { self.text = text }

        /// - Parameter text: of the number, as people read it.
        init(_ number: Double?, _ provenance: Provenance = .measured, text: (Double) -> String) {
            self.number = number
            self.text = number.map(text) ?? "–"
            self.provenance = provenance
        }

        /// A figure in the column's unit: `number / unit`, to three digits.
        init(_ figure: Figure?, unit: Double) {
            self.init(
                figure.map { $0.value / unit }, figure.map { Provenance($0.source) } ?? .measured,
                text: NumberText.threeDigits)
        }
    }

    /// Named in the file that a copy is pasted into, and read out before the table.
    var caption: String
    var columns: [Column]
    var rows: [[Cell]]
    /// Whether it can be searched.
    var isLong: Bool { rows.count > 12 }
}
