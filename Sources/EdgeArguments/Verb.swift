/// A command in its place: what leads to it, and the options that it shares with all others.
struct Verb {
    let program: String
    /// Empty for the program itself.
    let path: [String]
    let command: Command
    let sharedOptions: [Option]

    var isProgram: Bool { path.isEmpty }
    /// `models list`.
    var words: String { path.joined(separator: " ") }
    /// `edgeplan models list`.
    var typed: String { ([program] + path).joined(separator: " ") }
    /// Its own options, then those of every verb.
    var options: [Option] { isProgram ? sharedOptions : command.options + sharedOptions }
    var shownOptions: [Option] { options.filter { !$0.isHidden } }

    /// Those right below it.
    var verbs: [Verb] { command.commands.map(below) }
    /// It and all below it, parents first.
    var family: [Verb] { [self] + verbs.flatMap(\.family) }

    func verb(named name: String) -> Verb? {
        command.commands.first { $0.name == name }.map(below)
    }

    /// The verb that was probably meant, for an error.
    func nearestVerb(to word: String) -> String? {
        word.nearest(of: command.shownCommands.map(\.name))
    }

    private func below(_ command: Command) -> Verb {
        Verb(program: program, path: path + [command.name], command: command, sharedOptions: sharedOptions)
    }
}

extension CommandTable {
    var program: String { root.name }

    /// The program as the verb above all verbs.
    var top: Verb { Verb(program: program, path: [], command: root, sharedOptions: root.options) }

    /// The program and every verb that a user is to know, parents first.
    var shownVerbs: [Verb] {
        func shown(_ verb: Verb) -> [Verb] {
            [verb] + verb.verbs.filter { !$0.command.isHidden }.flatMap(shown)
        }
        return shown(top)
    }

    /// Hidden ones too.
    func verb(at path: some Sequence<String>) -> Verb? {
        path.reduce(top) { verb, word in verb?.verb(named: word) }
    }
}
