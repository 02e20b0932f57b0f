/// A shell that can complete our command lines.
public enum Shell: String, CaseIterable, Sendable {
    case bash, zsh, fish
}

extension CommandTable {
    /// A script for the shell to read; it needs nothing but the shell itself.
    public func completions(for shell: Shell) -> String {
        switch shell {
        case .bash: bashCompletions
        case .zsh: zshCompletions
        case .fish: fishCompletions
        }
    }

    /// The name of a shell function: dashes become lines.
    func functionName(_ words: [String] = []) -> String {
        "_" + ([program] + words).joined(separator: "_").replacing("-", with: "_")
    }

    /// Options whose next word is their value, whatever the verb.
    var valuedSpellings: [String] {
        var seen: Set<String> = []
        return shownVerbs.flatMap { $0.command.shownOptions }.filter { $0.kind != nil }.flatMap(\.spellings)
            .filter { seen.insert($0).inserted }
    }

    /// What the operands of `help` are: the verbs themselves.
    func operandChoices(_ operand: Operand, at verb: Verb) -> [Choice] {
        guard verb.path == ["help"] else { return operand.kind.choices }
        return root.shownCommands.map { Choice($0.name, $0.summary) }
    }
}

extension String {
    /// As one word of a shell.
    var shellQuoted: String { "'" + replacing("'", with: "'\\''") + "'" }

    var withoutStop: String { last == "." ? String(dropLast()) : self }
}
