/// All that a program understands; parsing, help, man page and completions come from it.
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

extension CommandTable {
    var program: String { root.name }

    /// Every command with its path, parents first, hidden ones left out.
    var shownPaths: [CommandPath] {
        func below(_ command: Command, at path: [String]) -> [CommandPath] {
            [CommandPath(words: path, command: command)]
                + command.shownCommands.flatMap { below($0, at: path + [$0.name]) }
        }
        return below(root, at: [])
    }

    /// What may be given at a command: its own options, then those of every verb.
    func options(of command: Command) -> [Option] {
        command == root ? root.options : command.options + root.options
    }

    /// The command at `path`, hidden ones too.
    func command(at path: some Sequence<String>) -> Command? {
        path.reduce(root) { command, word in command?.command(named: word) }
    }
}

/// A command and the verbs that lead to it.
struct CommandPath {
    let words: [String]
    let command: Command

    var joined: String { words.joined(separator: " ") }
}
