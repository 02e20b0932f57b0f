import EdgeRecords

extension CommandTable {
    /// All about one verb, or about the program if `path` is empty.
    func page(of command: Command, at path: [String]) -> Page {
        let isRoot = path.isEmpty
        return Page(
            summary: command.summary,
            sections: [
                Page.Section(heading: "Description", blocks: command.paragraphs.map { .paragraph($0) }),
                Page.Section(heading: "Usage", blocks: [.lines(usages(of: command, at: path))]),
            ] + verbSections(of: command) + [
                Page.Section(heading: "Operands", blocks: [.entries(command.operands.map(\.entry))]),
                Page.Section(
                    heading: isRoot ? "Options of every verb" : "Options",
                    blocks: [.entries(command.shownOptions.entries)]),
                Page.Section(
                    heading: "Options of every verb", blocks: [.entries(isRoot ? [] : root.shownOptions.entries)]),
                Page.Section(heading: "Examples", blocks: [.examples(command.examples)]),
                Page.Section(heading: "Exit status", blocks: [.entries(statuses(of: command).map(\.entry))]),
                Page.Section(
                    heading: "Environment",
                    blocks: [.entries((isRoot ? root : command).environment.map(\.entry))]),
                Page.Section(heading: "See also", blocks: [.paragraph(seeAlso(command, at: path))]),
            ])
    }

    /// How to write it: by itself, and with a verb below it.
    func usages(of command: Command, at path: [String]) -> [String] {
        let verb = ([program] + path).joined(separator: " ")
        let hasOptions = path.isEmpty || !command.shownOptions.isEmpty
        let alone = [verb] + (hasOptions ? ["[OPTIONS]"] : []) + command.operands.map(\.usage)
        return (command.needsVerb ? [] : [alone.joined(separator: " ")])
            + (command.shownCommands.isEmpty ? [] : ["\(verb) VERB [OPTIONS]"])
    }

    /// The program's verbs under their themes, a verb's own under one heading.
    private func verbSections(of command: Command) -> [Page.Section] {
        var sections: [Page.Section] = []
        for verb in command.shownCommands {
            let heading = command == root ? verb.theme : "Verbs"
            let entry = Page.Entry(term: verb.name, text: verb.summary)
            if let index = sections.firstIndex(where: { $0.heading == heading }) {
                sections[index].blocks.append(.entries([entry]))
            } else {
                sections.append(Page.Section(heading: heading, blocks: [.entries([entry])]))
            }
        }
        return sections.map { Page.Section(heading: $0.heading, blocks: [.entries($0.blocks.flatMap(\.entries))]) }
    }

    private func statuses(of command: Command) -> [StatusMeaning] {
        command.statuses.isEmpty ? root.statuses : command.statuses
    }

    private func seeAlso(_ command: Command, at path: [String]) -> String {
        guard !path.isEmpty else { return "`\(program) help VERB` tells all about one verb." }
        return command.seeAlso.map { "`\(program) \($0)`" }.joined(separator: ", ")
    }
}

extension Command {
    /// The details, each paragraph in one line.
    var paragraphs: [String] {
        details.split(separator: "\n", omittingEmptySubsequences: false)
            .split { $0.allSatisfy(\.isWhitespace) }
            .map { lines in lines.joined(separator: " ") }
    }
}

extension Page.Block {
    fileprivate var entries: [Page.Entry] {
        if case .entries(let entries) = self { entries } else { [] }
    }
}

extension [Option] {
    /// Long names stand in one column if any option has a short one.
    fileprivate var entries: [Page.Entry] {
        let indent = contains { $0.short != nil } ? "    " : ""
        return map { option in
            let short = option.short.map { "-\($0), " } ?? indent
            let value = option.kind == nil ? "" : " " + option.placeholder
            return Page.Entry(term: short + option.dashed + value, text: option.summary + option.kind.remarks(option))
        }
    }
}

extension ValueKind? {
    /// What the summary need not say, since the declaration knows it; a default stays in one line.
    fileprivate func remarks(_ option: Option) -> String {
        var remarks: [String] = []
        switch self {
        case .choice(let choices): remarks.append(choices.listed)
        case .words(let choices) where !choices.isEmpty: remarks.append("of " + choices.listed)
        default: break
        }
        if let standard = option.standard { remarks.append("default:\u{A0}\(standard)") }
        if option.isRepeatable { remarks.append("may be repeated") }
        return remarks.isEmpty ? "" : " (" + remarks.joined(separator: "; ") + ")"
    }
}

extension Operand {
    fileprivate var entry: Page.Entry { Page.Entry(term: placeholder, text: summary) }
}

extension StatusMeaning {
    fileprivate var entry: Page.Entry { Page.Entry(term: String(status.rawValue), text: meaning) }
}

extension EnvironmentVariable {
    fileprivate var entry: Page.Entry { Page.Entry(term: name, text: summary) }
}
