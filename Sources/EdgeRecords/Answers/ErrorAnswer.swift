/// An error as `--json` gives it.
public struct ErrorAnswer: VersionedRecord {
    public static let schemaName = "edgeplan.error/1"

    public var schema = ErrorAnswer.schemaName
    public var what: String
    public var `where`: String
    public var why: String
    public var remedy: String
    /// The exit status.
    public var status: Int

    public init(_ error: some ExplainedError) {
        what = error.what
        self.where = error.where
        why = error.why
        remedy = error.remedy
        status = Int(error.status.rawValue)
    }
}
