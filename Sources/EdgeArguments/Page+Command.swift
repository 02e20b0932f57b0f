import EdgeRecords

extension CommandTable {
    /// All about one verb, or about the program if `path` is empty.
    func page(of verb: Verb) -> Page {
        let command = verb.command
        return Page(
            summary: command.summary,
            sections: [
                Page.Section(heading: "Description", blocks: command.paragraphs.map { .paragraph($0) }),
                Page.Section(heading: "Usage", blocks: [.lines(usages(of: verb))]),
            ] + verbSections(of: verb) + [
                Page.Section(heading: "Operands", blocks: [.entries(command.operands.map(\.entry))]),
                Page.Section(
                    heading: verb.isProgram ? "Options of every verb" : "Options",
                    blocks: [.entries(command.shownOptions.entries)]),
                Page.Section(
                    heading: "Options of every verb",
                    blocks: [.entries(verb.isProgram ? [] : root.shownOptions.entries)]),
                Page.Section(heading: "Examples", blocks: [.examples(command.examples)]),
                Page.Section(heading: "Exit status", blocks: [.entries(statuses(of: command).map(\.entry))]),
                Page.Section(
                    heading: "Environment",
                    blocks: [.entries(command.environment.map(\.entry))]),
                Page.Section(heading: "See also", blocks: [.paragraph(seeAlso(verb))]),
            ])
    }

    /// How to write it: by itself, and with a verb below it.
    private func usages(of verb: Verb) -> [String] {
        let command = verb.command
        let hasOptions = !command.shownOptions.isEmpty
        let alone = [verb.typed] + (hasOptions ? ["[OPTIONS]"] : []) + command.operands.map(\.usage)
        return (command.needsVerb ? [] : [alone.joined(separator: " ")])
            + (command.shownCommands.isEmpty ? [] : ["\(verb.typed) VERB [OPTIONS]"])
    }

    /// The program's verbs under their themes, a verb's own under one heading.
    private func verbSections(of verb: Verb) -> [Page.Section] {
        var sections: [Page.Section] = []
        for command in verb.command.shownCommands {
            let heading = verb.isProgram ? command.theme : "Verbs"
            let entry = Page.Entry(term: command.name, text: command.summary)
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

    private func seeAlso(_ verb: Verb) -> String {
        guard !verb.isProgram else { return "`\(program) help VERB` tells all about one verb." }
        return verb.command.seeAlso.map { "`\(program) \($0)`" }.joined(separator: ", ")
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
