public import EdgeRecords

/// What a command leaves behind; the executable prints it and exits.
public struct Outcome: Equatable, Sendable {
    public var output: String
    public var errors: String
    public var status: ExitStatus
    /// Whether the process should end without the libraries' own last wishes, which may hang or crash.
    public var endsAtOnce = false

    public init(output: String = "", errors: String = "", status: ExitStatus = .done) {
        self.output = output
        self.errors = errors
        self.status = status
    }
}
