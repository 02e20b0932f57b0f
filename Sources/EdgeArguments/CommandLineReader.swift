/// Walks along the words once, checking each as it comes.
///
/// A word with a dash in front is an option, unless it is a lone dash or a negative number; so a value that begins
/// with a dash has to be written `--option=-value`, and `--help` is never mistaken for a value.
struct CommandLineReader {
    private let table: CommandTable
    private(set) var verb: Verb
    private var given: [String: [Value]] = [:]
    private var written: [String: [String]] = [:]
    private var operands: [String] = []

    init(table: CommandTable) {
        self.table = table
        verb = table.top
    }

    func has(_ flag: String) -> Bool { given[flag] != nil }

    mutating func read(_ words: [String]) throws(ArgumentError) {
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == "--" {
                for word in rest { try readPlain(word, afterDashes: true) }
                return
            } else if word.hasPrefix("--") {
                try readLong(word, rest: &rest)
            } else if word.isOption {
                try readShort(word, rest: &rest)
            } else {
                try readPlain(word, afterDashes: false)
            }
        }
    }

    /// A verb while there are verbs to choose from, an operand after that.
    private mutating func readPlain(_ word: String, afterDashes: Bool) throws(ArgumentError) {
        let command = verb.command
        if operands.isEmpty, !afterDashes, let next = verb.verb(named: word) {
            return try descend(to: next)
        }
        if let last = command.operands.last, operands.count < command.operands.count || last.takesRest {
            return operands.append(word)
        }
        guard operands.isEmpty, !command.commands.isEmpty else { throw .unexpectedOperand(word, verb: verb.typed) }
        throw .unknownVerb(word, verb: verb.typed, nearest: verb.nearestVerb(to: word))
    }

    /// Options that stood before the verb have to be options of the verb as well.
    private mutating func descend(to next: Verb) throws(ArgumentError) {
        verb = next
        let known = Set(next.options.map(\.name))
        for name in given.keys.sorted() where !known.contains(name) { throw unknown("--" + name) }
    }

    private mutating func readLong(_ word: String, rest: inout ArraySlice<String>) throws(ArgumentError) {
        let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        let spelling = String(parts[0])
        guard let option = verb.options.first(where: { $0.dashed == spelling }) else {
            throw unknown(spelling)
        }
        try take(option, spelling: spelling, attached: parts.count == 2 ? String(parts[1]) : nil, rest: &rest)
    }

    /// `-j`, several flags as in `-jq`, or a value behind the last letter: `-t50ms`, `-t=50ms`, `-t 50ms`.
    private mutating func readShort(_ word: String, rest: inout ArraySlice<String>) throws(ArgumentError) {
        var letters = word.dropFirst()
        while let letter = letters.popFirst() {
            guard let option = verb.options.first(where: { $0.short == letter }) else {
                throw unknown(verb.shownOptions.contains { $0.dashed == "-" + word } ? word : "-\(letter)")
            }
            let takesRest = !letters.isEmpty && (option.kind != nil || letters.first == "=")
            let attached = takesRest ? String(letters.first == "=" ? letters.dropFirst() : letters) : nil
            try take(option, spelling: "-\(letter)", attached: attached, rest: &rest)
            if takesRest { return }
        }
    }

    private mutating func take(
        _ option: Option, spelling: String, attached: String?, rest: inout ArraySlice<String>
    ) throws(ArgumentError) {
        guard let kind = option.kind else {
            if let attached { throw .unexpectedValue(attached, option: spelling, verb: verb.typed) }
            // A flag given twice says the same twice.
            given[option.name] = []
            written[option.name] = []
            return
        }
        guard option.isRepeatable || given[option.name] == nil else {
            throw .repeatedOption(option.dashed, verb: verb.typed)
        }
        guard let word = attached ?? (rest.first?.isOption == false ? rest.popFirst() : nil) else {
            throw .missingValue(option: spelling, verb: verb.typed, kind: kind)
        }
        given[option.name, default: []].append(try value(word, as: kind, at: spelling))
        written[option.name, default: []].append(word)
    }

    /// Gives each operand its words, once all words are read.
    mutating func finish() throws(ArgumentError) -> ParsedCommand {
        let command = verb.command
        if command.needsVerb, operands.isEmpty {
            throw .missingVerb(verb: verb.typed, known: command.shownCommands.map(\.name))
        }
        var rest = operands[...]
        for operand in command.operands {
            if operand.isRequired, rest.isEmpty {
                throw .missingOperand(operand.placeholder, verb: verb.typed, kind: operand.kind)
            }
            while let word = rest.popFirst() {
                let value = try value(word, as: operand.kind, at: operand.placeholder)
                given[operand.name, default: []].append(value)
                if !operand.takesRest { break }
            }
        }
        return ParsedCommand(path: verb.path, command: command, options: verb.options, given: given, written: written)
    }

    private func value(_ word: String, as kind: ValueKind, at place: String) throws(ArgumentError) -> Value {
        do {
            return try kind.read(word)
        } catch {
            throw .badValue(word, place: place, verb: verb.typed, kind: kind, refusal: error)
        }
    }

    private func unknown(_ spelling: String) -> ArgumentError {
        let known = verb.shownOptions.map(\.dashed)
        let owners = table.shownVerbs.filter { $0.command.shownOptions.contains { $0.dashed == spelling } }
        let missesDash = known.contains("-" + spelling)
        let nearest = missesDash ? "-" + spelling : spelling.hasPrefix("--") ? spelling.nearest(of: known) : nil
        return .unknownOption(
            spelling, verb: verb.typed, nearest: nearest,
            owners: owners.map(\.typed))
    }
}

extension String {
    /// A dash with more behind it, which is not a digit or a point: `-5` is a number.
    fileprivate var isOption: Bool {
        guard first == "-", let second = dropFirst().first else { return false }
        return !second.isDigit && second != "."
    }
}
