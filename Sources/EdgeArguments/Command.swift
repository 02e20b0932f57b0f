public import EdgeRecords

/// One verb of the program, or the program itself; everything a user reads about it is made from this.
public struct Command: Hashable, Sendable {
    public var name: String
    public var summary: String
    /// Paragraphs with blank lines between them; line breaks inside one do not count.
    public var details: String
    /// The heading under which the program's help lists it.
    public var theme: String
    public var operands: [Operand]
    public var options: [Option]
    /// The verbs below this one: `list` of `models`.
    public var commands: [Command]
    /// Whether it does nothing without one of the verbs below it.
    public var needsVerb: Bool
    public var examples: [Example]
    /// What the exit status tells, where it tells more than the program's own list.
    public var statuses: [StatusMeaning]
    public var environment: [EnvironmentVariable]
    /// Verbs worth reading about next: `plan`, `models list`.
    public var seeAlso: [String]
    /// It is parsed, but shown nowhere.
    public var isHidden: Bool

    public init(
        _ name: String, _ summary: String, theme: String = "Commands", details: String = "",
        operands: [Operand] = [], options: [Option] = [], commands: [Command] = [], needsVerb: Bool? = nil,
        examples: [Example] = [], statuses: [StatusMeaning] = [], environment: [EnvironmentVariable] = [],
        seeAlso: [String] = [], isHidden: Bool = false
    ) {
        self.name = name
        self.summary = summary
        self.details = details
        self.theme = theme
        self.operands = operands
        self.options = options
        self.commands = commands
        self.needsVerb = needsVerb ?? !commands.isEmpty
        self.examples = examples
        self.statuses = statuses
        self.environment = environment
        self.seeAlso = seeAlso
        self.isHidden = isHidden
    }
}

/// A command line that works, and what it does.
public struct Example: Hashable, Sendable {
    public var line: String
    public var meaning: String

    public init(_ line: String, _ meaning: String) {
        self.line = line
        self.meaning = meaning
    }
}

/// What one exit status tells a script.
public struct StatusMeaning: Hashable, Sendable {
    public var status: ExitStatus
    public var meaning: String

    public init(_ status: ExitStatus, _ meaning: String) {
        self.status = status
        self.meaning = meaning
    }
}

/// A variable that the program reads from its environment.
public struct EnvironmentVariable: Hashable, Sendable {
    public var name: String
    public var summary: String

    public init(_ name: String, _ summary: String) {
        self.name = name
        self.summary = summary
    }
}

extension Command {
    var shownOptions: [Option] { options.filter { !$0.isHidden } }
    var shownCommands: [Command] { commands.filter { !$0.isHidden } }
}
