import EdgeArguments

/// The man page and the shells' completions, made from the command table.
enum PagesCommand {
    static let declarations = [
        Command(
            "completions", "Print completions for a shell.", theme: "Help",
            operands: [Operand("shell", .choice(["bash", "zsh", "fish"]), "The shell that will read them.")],
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

    static func manPage() -> Outcome { Outcome(output: commandTable.manPage(date: Version.date)) }

    static func completions(_ parsed: ParsedCommand) -> Outcome {
        let shell = Shell(rawValue: parsed.text("shell")) ?? .bash
        return Outcome(output: commandTable.completions(for: shell))
    }
}
