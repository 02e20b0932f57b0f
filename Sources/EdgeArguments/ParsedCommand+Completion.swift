extension ParsedCommand {
    /// The same with values for an option that was not given, as another place than the command line has them.
    ///
    /// - Parameter place: where the values come from, for the error.
    public func completed(_ name: String, with words: [String], at place: String) throws(ArgumentError) -> ParsedCommand
    {
        guard let kind = options.first(where: { $0.name == name })?.kind else {
            preconditionFailure("no option --\(name) with a value is declared")
        }
        guard given[name] == nil else { return self }
        var values: [Value] = []
        for word in words {
            do {
                values.append(try kind.read(word))
            } catch {
                throw .badValue(word, place: place, verb: path.joined(separator: " "), kind: kind, refusal: error)
            }
        }
        var all = given
        if !values.isEmpty { all[name] = values }
        return ParsedCommand(path: path, command: command, options: options, given: all, written: written)
    }
}
