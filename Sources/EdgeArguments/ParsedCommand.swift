/// A command line that was understood: the verb and its values, each of the declared kind.
///
/// Options and operands share one space of names. To ask for a name that the table does not declare, or for another
/// kind, is a programmer's mistake and stops the program. A value is there without doubt if its option has a default or
/// its operand is required; ask for others with `ifGiven`.
public struct ParsedCommand: Equatable, Sendable {
    /// The verbs: `["models", "list"]`.
    public let path: [String]
    let command: Command
    let options: [Option]
    /// Flags are there with no value.
    let given: [String: [Value]]
    /// The same options as the user wrote their values.
    let written: [String: [String]]

    public func flag(_ name: String) -> Bool {
        precondition(options.contains { $0.name == name && $0.kind == nil }, "no flag --\(name) is declared")
        return given[name] != nil
    }

    /// Whether the user gave it, whatever its default.
    public func isGiven(_ name: String) -> Bool {
        precondition(
            options.contains { $0.name == name } || command.operands.contains { $0.name == name },
            "no --\(name) and no operand \(name) is declared")
        return given[name] != nil
    }

    /// Options and their values as they were given, sorted, so that they can be parsed again; without operands.
    public func words(without left: Set<String>) -> [String] {
        words { !left.contains($0) }
    }

    /// Those of some options alone.
    public func words(only taken: Set<String>) -> [String] {
        words { taken.contains($0) }
    }

    private func words(where isTaken: (String) -> Bool) -> [String] {
        written.filter { isTaken($0.key) }.sorted { $0.key < $1.key }.flatMap { name, values in
            values.isEmpty ? ["--\(name)"] : values.map { "--\(name)=\($0)" }
        }
    }

    /// All values of an option or operand, its default if there are none.
    func values(_ name: String, _ family: ValueKind.Family) -> [Value] {
        let option = options.first { $0.name == name }
        let kind = option?.kind ?? command.operands.first { $0.name == name }?.kind
        guard let kind, kind.family == family else {
            preconditionFailure("no option or operand \(name) of this kind is declared")
        }
        if let values = given[name] { return values }
        guard let standard = option?.standard else { return [] }
        guard let value = try? kind.read(standard) else { preconditionFailure("--\(name) refuses its own default") }
        return [value]
    }

    /// A value that is there by declaration.
    ///
    /// The declaration is looked at, not the luck of this command line, so that the first test of a command shows the
    /// mistake.
    func certain<Content>(_ name: String, _ content: Content?) -> Content {
        let isCertain =
            options.contains { $0.name == name && $0.standard != nil }
            || command.operands.contains { $0.name == name && $0.isRequired }
        guard isCertain, let content else { preconditionFailure("\(name) may be left out: ask with ifGiven") }
        return content
    }
}
