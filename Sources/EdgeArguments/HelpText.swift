extension CommandTable {
    /// The help of a command for a terminal; the program's if there is no command at `path`.
    ///
    /// - Parameter width: lines are wrapped to it; under 24 columns they are wrapped to 24.
    public func help(_ path: [String] = [], width: Int = 80) -> String {
        HelpText(width: width).text(page(of: verb(at: path) ?? top))
    }

    /// The program's name and version in one line.
    public var versionText: String { "\(program) \(version)\n" }
}

/// Lays a page out for a terminal.
private struct HelpText {
    let width: Int

    init(width: Int) {
        self.width = max(width, 24)
    }

    func text(_ page: Page) -> String {
        var parts = [lines(page.summary)]
        for section in page.sections {
            guard section.heading != "Description" else {
                // It goes on where the summary ended.
                parts += section.blocks.map { lines($0, indent: 0) }
                continue
            }
            parts.append(["\(section.heading):"] + section.blocks.flatMap { lines($0, indent: 2) })
        }
        let text = parts.map { $0.joined(separator: "\n") + "\n" }.joined(separator: "\n")
        // What was not to be broken was not.
        return text.replacing("\u{A0}", with: " ")
    }

    private func lines(_ paragraph: String, indent: Int = 0) -> [String] {
        wrapped(paragraph, width: width - indent).map { spaces(indent) + $0 }
    }

    private func lines(_ block: Page.Block, indent: Int) -> [String] {
        switch block {
        case .paragraph(let text): lines(text, indent: indent)
        case .lines(let commands): commands.flatMap { hanging($0, indent: indent, by: 4) }
        case .entries(let entries): columns(entries)
        case .examples(let examples):
            examples.flatMap { hanging($0.line, indent: indent, by: 4) + lines($0.meaning, indent: indent + 4) }
        }
    }

    private func hanging(_ text: String, indent: Int, by more: Int) -> [String] {
        let lines = wrapped(text, width: width - indent - more)
        return lines.prefix(1).map { spaces(indent) + $0 } + lines.dropFirst().map { spaces(indent + more) + $0 }
    }

    /// Terms on the left, their texts on the right; a term that is too long has a line of its own.
    private func columns(_ entries: [Page.Entry]) -> [String] {
        let widest = entries.map(\.term.count).max() ?? 0
        let start = min(widest, max(8, width / 3)) + 4
        return entries.flatMap { entry in
            let texts = wrapped(entry.text, width: width - start)
            let term = "  " + entry.term
            guard term.count + 2 <= start, let first = texts.first else {
                return [term] + texts.map { spaces(start) + $0 }
            }
            return [term + spaces(start - term.count) + first] + texts.dropFirst().map { spaces(start) + $0 }
        }
    }
}

/// Breaks between words; a word that is longer than a line stays whole.
func wrapped(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
        if let line = lines.last, line.count + 1 + word.count <= width {
            lines[lines.count - 1] = line + " " + word
        } else {
            lines.append(String(word))
        }
    }
    return lines
}

private func spaces(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }
