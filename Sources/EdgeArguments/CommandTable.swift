/// All that a program understands; parsing, help, man page and completions come from it.
///
///     let table = CommandTable(
///         version: "1.0",
///         root: Command(
///             "edgeplan", "Find out which model a device should run.",
///             options: [.flag("json", "Print the record itself.")],
///             commands: [
///                 Command(
///                     "plan", "Recommend a model.",
///                     operands: [Operand("profile", .path(), "What was measured.", .optional)],
///                     options: [.value("target", .duration, default: "50ms", "How long an answer may take.")])
///             ]))
///     if case .command(let command) = try table.parse(words) {
///         command.nanoseconds("target")      // 50_000_000, since it has a default
///         command.text(ifGiven: "profile")   // nil, since it may be left out
///     }
public struct CommandTable: Hashable, Sendable {
    public var version: String
    /// The program as the command above all verbs; its options stand behind every verb too.
    public var root: Command

    /// Adds to `root` what every program has: `--help`, `--version` and the verb `help`.
    public init(version: String, root: Command) {
        self.version = version
        self.root = root
        self.root.options += [
            .flag("help", short: "h", "Show what a verb does and takes."),
            .flag("version", "Show the version."),
        ]
        self.root.commands.append(
            Command(
                "help", "Show what a verb does and takes.", theme: root.shownCommands.last?.theme ?? "Commands",
                operands: [Operand("verb", .text, "The verb; without it, the program.", .anyNumber)]))
    }
}
