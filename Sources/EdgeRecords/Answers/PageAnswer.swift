/// A page of the program about itself, as `--json` gives it.
public struct PageAnswer: VersionedRecord {
    public static let schemaName = "edgeplan.page/1"

    public enum Page: String, Codable, CaseIterable, Sendable {
        case help, version, man, completions
    }

    public var schema = PageAnswer.schemaName
    public var page: Page
    /// The words of the verb that help is about; empty for the program.
    public var verb: [String]
    /// The program's, as in `0.1.0`.
    public var version: String
    /// What stands there without `--json`.
    public var text: String

    public init(_ page: Page, verb: [String] = [], version: String, text: String) {
        self.page = page
        self.verb = verb
        self.version = version
        self.text = text
    }
}
