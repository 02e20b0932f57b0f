/// What there is to read about a command, before it is known whether a terminal or `man` shows it.
struct Page {
    struct Section {
        var heading: String
        var blocks: [Block]
    }

    enum Block {
        case paragraph(String)
        /// Command lines, each with its program in front.
        case lines([String])
        /// Terms with their explanations beside or below them.
        case entries([Entry])
        /// Command lines with what they do.
        case examples([Example])
    }

    struct Entry {
        let term: String
        let text: String
    }

    var summary: String
    var sections: [Section]

    /// Leaves out what has nothing to say.
    init(summary: String, sections: [Section]) {
        self.summary = summary
        self.sections = sections.filter { section in
            section.blocks.contains { block in
                switch block {
                case .paragraph(let text): !text.isEmpty
                case .lines(let lines): !lines.isEmpty
                case .entries(let entries): !entries.isEmpty
                case .examples(let examples): !examples.isEmpty
                }
            }
        }
    }
}
