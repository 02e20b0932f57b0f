public import EdgeRecords

/// What a command leaves behind; the executable prints it and exits.
public struct Outcome: Equatable, Sendable {
    public var output: String
    public var errors: String
    public var status: ExitStatus

    public init(output: String = "", errors: String = "", status: ExitStatus = .done) {
        self.output = output
        self.errors = errors
        self.status = status
    }
}
