/// What a test of a table has to look at, so that no user finds it.
extension CommandTable {
    /// One sentence for each mistake in the declarations.
    public var flaws: [String] {
        top.family.flatMap { verb in flaws(of: verb).map { "\(verb.typed): \($0)" } } + aritiesThatDiffer
    }

    private func flaws(of verb: Verb) -> [String] {
        let (command, options) = (verb.command, verb.options)
        var flaws: [String] = []
        for name in repeated(options.flatMap(\.spellings)) + repeated(command.commands.map(\.name)) {
            flaws.append("\(name) is declared twice")
        }
        for name in repeated(options.map(\.name) + command.operands.map(\.name))
        where !flaws.contains(where: { $0.hasPrefix("--\(name) ") }) {
            flaws.append("\(name) is an option and an operand")
        }
        for name in [command.name] + options.map(\.name) + command.operands.map(\.name) where !isPlain(name) {
            flaws.append("\(name) is not made of small letters, digits and dashes")
        }
        if command.summary.last != "." { flaws.append("its summary is not a sentence") }
        for option in options where option.summary.last != "." { flaws.append("\(option.dashed) has no sentence") }
        for option in options {
            guard let standard = option.standard else { continue }
            if (try? option.kind?.read(standard)) == nil { flaws.append("\(option.dashed) refuses its default") }
        }
        for (operand, next) in zip(command.operands, command.operands.dropFirst())
        where operand.takesRest || (!operand.isRequired && next.isRequired) {
            flaws.append("nothing reaches the operand \(next.name)")
        }
        for other in command.seeAlso where self.verb(at: other.split(separator: " ").map(String.init)) == nil {
            flaws.append("there is no verb \(other) to see also")
        }
        for example in command.examples where !runs(example, path: verb.path) {
            flaws.append("the example `\(example.line)` does not run it")
        }
        return flaws
    }

    /// Shells skip the value of an option before they know the verb, so a name has a value everywhere or nowhere.
    private var aritiesThatDiffer: [String] {
        let options = shownVerbs.flatMap { $0.command.options }
        let flags = Set(options.filter { $0.kind == nil }.flatMap(\.spellings))
        let valued = Set(options.filter { $0.kind != nil }.flatMap(\.spellings))
        return flags.intersection(valued).sorted().map { "\($0) is a flag in one verb and has a value in another" }
    }

    /// Whether the line, up to a pipe or a redirection, is one of this verb.
    private func runs(_ example: Example, path: [String]) -> Bool {
        // Quotes keep a shell from reading 1-8*2 as a file name.
        let words = example.line.split(separator: " ").prefix { !["|", ">", "&&", "||"].contains($0) }
            .map { word in String(word.filter { $0 != "'" }) }
        guard words.first == program else { return false }
        switch try? parse(Array(words.dropFirst())) {
        case .command(let parsed): return parsed.path.starts(with: path)
        case .help, .version: return path.isEmpty || path == ["help"]
        case nil: return false
        }
    }
}

private func isPlain(_ name: String) -> Bool {
    name.first?.isLetter == true
        && name.utf8.allSatisfy { $0 == 45 || (48...57).contains($0) || (97...122).contains($0) }
}

private func repeated(_ names: [String]) -> [String] {
    var seen: Set<String> = []
    return names.filter { !seen.insert($0).inserted }
}
