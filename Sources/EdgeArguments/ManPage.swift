extension CommandTable {
    /// One page of roff for the program and all its verbs.
    ///
    /// - Parameter date: as it shall stand in the footer, `2026-11-21`; the page has no clock of its own.
    public func manPage(date: String) -> String {
        var page = ManPage()
        page.request("TH", program.uppercased(), "1", date, "\(program) \(version)", "User Commands")
        page.request("nh")
        page.request("ad", "l")
        page.request("SH", "NAME")
        page.text("\(program) - \(root.summary.withoutStop)")
        let about = self.page(of: top)
        page.sections(about, ["Usage", "Description", "Options of every verb"])
        page.request("SH", "VERBS")
        for verb in shownVerbs where !verb.isProgram { page.verb(verb, self.page(of: verb)) }
        page.sections(about, ["Exit status", "Environment", "Examples"])
        return page.roff
    }
}

/// Writes roff, every line of it ended.
private struct ManPage {
    private(set) var roff = ""

    mutating func request(_ name: String, _ words: String...) {
        let quoted = words.map { word in
            let word = escaped(word).replacing("\"", with: "\\(dq")
            return word.isEmpty || word.contains(" ") ? "\"\(word)\"" : word
        }
        roff += "." + ([name] + quoted).joined(separator: " ") + "\n"
    }

    /// A line of text; one that begins like a request gets a mark of no width in front.
    mutating func text(_ text: String) {
        let line = marked(text)
        roff += (line.first == "." || line.first == "'" ? "\\&" : "") + line + "\n"
    }

    /// Those of a page that are there, in the order in which manuals have them.
    mutating func sections(_ page: Page, _ headings: [String]) {
        for heading in headings {
            for section in page.sections where section.heading == heading {
                request("SH", heading == "Usage" ? "SYNOPSIS" : heading.uppercased())
                section.blocks.forEach { block($0) }
            }
        }
    }

    /// A verb stands under its own heading; what every verb has is not said again.
    mutating func verb(_ verb: Verb, _ page: Page) {
        request("SS", verb.typed)
        text(verb.command.summary)
        // The verbs below have headings of their own.
        let shared = ["Options of every verb", "Verbs"] + (verb.command.statuses.isEmpty ? ["Exit status"] : [])
        for section in page.sections where !shared.contains(section.heading) {
            if !["Description", "Usage"].contains(section.heading) {
                roff += ".PP\n\\fI\(escaped(section.heading))\\fR\n"
            }
            section.blocks.forEach { block($0) }
        }
    }

    mutating func block(_ block: Page.Block) {
        switch block {
        case .paragraph(let paragraph):
            roff += ".PP\n"
            text(paragraph)
        case .lines(let lines):
            for line in lines { roff += ".PP\n\\fB\(escaped(line))\\fR\n" }
        case .entries(let entries):
            for entry in entries {
                let term = entry.term.drop { $0 == " " }
                roff += ".TP\n\\fB\(escaped(String(term)))\\fR\n"
                text(entry.text)
            }
        case .examples(let examples):
            for example in examples {
                roff += ".TP\n\\fB\(escaped(example.line))\\fR\n"
                text(example.meaning)
            }
        }
    }
}

/// Text between backticks in bold, as commands are set.
private func marked(_ text: String) -> String {
    text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .map { $0.offset.isMultiple(of: 2) ? escaped(String($0.element)) : "\\fB\(escaped(String($0.element)))\\fR" }
        .joined()
}

/// Roff would set these characters as typographic ones, or not at all.
private func escaped(_ text: String) -> String {
    var roff = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": roff += "\\e"
        case "-": roff += "\\-"
        case "'": roff += "\\(aq"
        case "`": roff += "\\(ga"
        case "^": roff += "\\(ha"
        case "~": roff += "\\(ti"
        case "\u{A0}": roff += "\\ "
        case _ where scalar.isASCII: roff.unicodeScalars.append(scalar)
        default:
            let hexadecimal = String(scalar.value, radix: 16, uppercase: true)
            roff += "\\[u" + String(repeating: "0", count: max(0, 4 - hexadecimal.count)) + hexadecimal + "]"
        }
    }
    return roff
}
