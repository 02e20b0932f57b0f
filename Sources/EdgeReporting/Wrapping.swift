/// Text broken at blanks to fit a width.
enum Wrapping {
    /// Lines of at most `width` columns where words allow it; the first starts at column `first`, the others at `indent`.
    static func hanging(_ text: String, indent: Int, width: Int, first: Int) -> [String] {
        var lines: [String] = []
        var line = String(repeating: " ", count: first)
        var isEmpty = true
        for word in text.split(separator: " ", omittingEmptySubsequences: false) {
            if !isEmpty, line.count + 1 + word.count > max(width, indent + 10) {
                lines.append(line)
                line = String(repeating: " ", count: indent)
                isEmpty = true
            }
            line += (isEmpty ? "" : " ") + word
            isEmpty = false
        }
        lines.append(line)
        return lines.map { String($0.reversed().drop { $0 == " " }.reversed()) }
    }

    /// A line of an outline, broken behind its dots where that helps: it goes on deeper than the lines below it.
    static func outlined(_ line: String, width: Int) -> [String] {
        let depth = line.prefix { $0 == " " }.count
        let parts = line.dropFirst(depth).split(separator: "· ").map { part in
            depth + 5 + part.count > width ? String(part) : String(part).replacing(" ", with: "\u{A0}")
        }
        return hanging(parts.joined(separator: "· "), indent: depth + 4, width: width, first: depth)
            .map { $0.replacing("\u{A0}", with: " ") }
    }
}

extension String {
    func padded(to width: Int) -> String {
        count >= width ? self + " " : self + String(repeating: " ", count: width - count)
    }

    var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
