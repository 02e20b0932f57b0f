import EdgeArguments
import EdgeRecords

/// The man page and the shells' completions, made from the command table.
enum PagesCommand {
    static let declarations = [
        Command(
            "completions", "Print completions for a shell.", theme: "Help",
            operands: [
                Operand("shell", .choice(Shell.allCases.map { Choice($0.rawValue) }), "The shell that will read them.")
            ],
            examples: [
                Example("source <(edgeplan completions bash)", "Completions in this shell."),
                Example(
                    "edgeplan completions fish > ~/.config/fish/completions/edgeplan.fish", "Completions in every fish."
                ),
            ]),
        Command(
            "man", "Print the man page.", theme: "Help",
            examples: [Example("edgeplan man | man -l -", "Read it.")]),
    ]

    static func help(_ path: [String], width: Int, asJSON: Bool) throws -> Outcome {
        try outcome(.help, of: path, text: commandTable.help(path, width: width), asJSON: asJSON)
    }

    static func version(asJSON: Bool) throws -> Outcome {
        try outcome(.version, text: commandTable.versionText, asJSON: asJSON)
    }

    static func manPage(asJSON: Bool) throws -> Outcome {
        try outcome(.man, text: commandTable.manPage(date: Version.date), asJSON: asJSON)
    }

    static func completions(_ parsed: ParsedCommand, asJSON: Bool) throws -> Outcome {
        let shell = Shell(rawValue: parsed.text("shell")) ?? .bash
        return try outcome(.completions, text: commandTable.completions(for: shell), asJSON: asJSON)
    }

    private static func outcome(
        _ page: PageAnswer.Page, of verb: [String] = [], text: String, asJSON: Bool
    ) throws -> Outcome {
        guard asJSON else { return Outcome(output: text) }
        return Outcome(
            output: try RecordText.encode(PageAnswer(page, verb: verb, version: Version.number, text: text)))
    }
}
