/// An error that a person can act on; each part of the program has one enum that conforms.
public protocol ExplainedError: Error, Equatable, Sendable {
    /// What could not be done, with the name of the thing.
    var what: String { get }
    /// The path, option or place it happened at.
    var `where`: String { get }
    /// The reason, as far as it is known.
    var why: String { get }
    /// The next step for the person at the keyboard.
    var remedy: String { get }
    /// How the program ends if nobody handles the error.
    var status: ExitStatus { get }
}

extension ExplainedError {
    public var status: ExitStatus { .badInput }

    /// The same four texts as a warning, for an error that does not end the work.
    public var warning: Warning { Warning(what: what, where: self.where, why: why, remedy: remedy) }
}
