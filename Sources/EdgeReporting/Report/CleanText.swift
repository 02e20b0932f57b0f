import EdgeRecords

extension String {
    /// A name or a sentence out of a record as a report may show it: one line, nothing that turns or commands text, and
    /// not so long that it pushes everything else away.
    func shown(atMost limit: Int = 120) -> String {
        // Cut first: a name may be as long as its file.
        let start = String(prefix(limit + 1)).printable
        let line = String(start.map { $0.isNewline || $0 == "\t" ? " " : $0 })
        return line.count <= limit ? line : line.prefix(limit - 1) + "…"
    }

    /// Cut in its middle: the ends of a variant's name tell it from its neighbours.
    func squeezed(to width: Int) -> String {
        guard count > width, width > 4 else { return self }
        let tail = (width - 1) / 2
        return prefix(width - 1 - tail) + "…" + suffix(tail)
    }
}

/// Small words that sentences are put together from.
enum Words {
    static func counted(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }

    /// `a`, `a and b`, `a, b and c`.
    static func joined(_ parts: [String], by last: String = "and") -> String {
        guard let final = parts.last, parts.count > 1 else { return parts.first ?? "" }
        return parts.dropLast().joined(separator: ", ") + " \(last) " + final
    }

    /// As somebody chose it: `50 ms`.
    static func target(_ nanoseconds: Double) -> String {
        NumberText.exactDuration(nanoseconds: Int(clamping: nanoseconds))
    }

    /// As somebody chose it: `95 %`, `99.9 %`.
    static func chosenPercent(_ ratio: Double) -> String {
        JSONWriter.text(of: JSONValue((ratio * 1e6).rounded() / 1e4), layout: .line) + " %"
    }

    static func milliseconds(_ nanoseconds: Double) -> String { NumberText.threeDigits(nanoseconds / 1e6) }
}
