/// What of a model file cannot be run, and what can be done about it.
public struct ModelCheck: VersionedRecord {
    public static let schemaName = "edgeplan.modelcheck/1"

    public struct Finding: Codable, Hashable, Sendable {
        /// The node's name, or its place where it has none.
        public var node: String
        /// Such as `com.microsoft.FusedConv`.
        public var operation: String
        public var why: String
        public var remedy: String

        public init(node: String, operation: String, why: String, remedy: String) {
            self.node = node
            self.operation = operation
            self.why = why
            self.remedy = remedy
        }
    }

    public var schema = ModelCheck.schemaName
    public var file: String
    public var nodes: Int
    public var findings: [Finding]

    public init(file: String, nodes: Int, findings: [Finding]) {
        self.file = file
        self.nodes = nodes
        self.findings = findings
    }
}
