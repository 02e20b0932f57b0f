import EdgeRecords

/// The swap areas of `/proc/swaps`, of which only the sizes are kept: their names are private.
package struct SwapAreas: Hashable, Sendable {
    package var bytes: Int

    /// Nil if the text is not such a table.
    package init?(_ text: String) {
        let lines = text.utf8.split(separator: 10).map { Substring($0) }
        guard lines.first?.hasPrefix("Filename") == true else { return nil }
        bytes = 0
        for line in lines.dropFirst() {
            // Name, type, size in kilobytes, used, priority; blanks in the name are escaped.
            let fields = line.split(whereSeparator: \.isWhitespace)
            guard fields.count >= 5, let amount = Int(fields[2]), amount >= 0 else { return nil }
            let area = amount.multipliedReportingOverflow(by: 1024)
            let sum = bytes.addingReportingOverflow(area.partialValue)
            guard !area.overflow, !sum.overflow else { return nil }
            bytes = sum.partialValue
        }
    }
}
