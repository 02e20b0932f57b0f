/// What a command line asks for.
public enum Invocation: Equatable, Sendable {
    case command(ParsedCommand)
    /// The help of the command at this path; the program's own if it is empty.
    case help([String])
    case version
}

extension CommandTable {
    /// Matches the words of a command line, the program's name not among them, with this table.
    public func parse(_ words: [String]) throws(ArgumentError) -> Invocation {
        var reader = CommandLineReader(table: self)
        do {
            try reader.read(words)
            if reader.has("help") { return .help(reader.verb.path) }
            if reader.has("version") { return .version }
            let parsed = try reader.finish()
            guard parsed.path == ["help"] else { return .command(parsed) }
            return .help(try shownPath(parsed.texts("verb")))
        } catch {
            // Who asks for help is not scolded, unless the verb itself is unknown.
            if case .unknownVerb = error { throw error }
            guard mentions("help", in: words) else { throw error }
            return .help(reader.verb.path)
        }
    }

    /// Whether a flag is among the words, even of a command line that cannot be parsed.
    ///
    /// An error is to be printed as the user asked, so `--json` counts in the very line that has the error.
    public func mentions(_ flag: String, in words: [String]) -> Bool {
        let spellings = root.options.filter { $0.name == flag }.flatMap(\.spellings)
        return words.prefix { $0 != "--" }.contains(where: spellings.contains)
    }

    private func shownPath(_ words: [String]) throws(ArgumentError) -> [String] {
        var verb = top
        for word in words {
            guard let next = verb.verb(named: word) else {
                throw .unknownVerb(word, verb: verb.typed, nearest: verb.nearestVerb(to: word))
            }
            verb = next
        }
        return words
    }
}
