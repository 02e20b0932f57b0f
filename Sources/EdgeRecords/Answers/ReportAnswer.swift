/// The files that a report was written to, and what it says in short.
public struct ReportAnswer: VersionedRecord {
    public static let schemaName = "edgeplan.report/1"

    public var schema = ReportAnswer.schemaName
    public var files: [File]
    public var title: String
    /// The first sentence of the report.
    public var headline: String
    public var sentences: [String]

    public init(files: [File], title: String, headline: String, sentences: [String]) {
        self.files = files
        self.title = title
        self.headline = headline
        self.sentences = sentences
    }

    public struct File: Codable, Hashable, Sendable {
        public enum Form: String, Codable, CaseIterable, Sendable {
            case html, markdown, decision
        }

        public var form: Form
        public var path: String
        public var bytes: Int

        public init(form: Form, path: String, bytes: Int) {
            self.form = form
            self.path = path
            self.bytes = bytes
        }
    }
}
