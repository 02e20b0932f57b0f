/// What a machine can and cannot do for this program, and what mends it.
public struct DoctorAnswer: VersionedRecord {
    public static let schemaName = "edgeplan.doctor/1"

    public enum State: String, Codable, CaseIterable, Sendable {
        case ready, missing
        /// It works, but less than it could.
        case degraded
    }

    public struct Check: Codable, Hashable, Sendable {
        /// The word that `--require` takes.
        public var capability: String
        public var state: State
        public var detail: String
        /// The command or step that mends it; nil when ready.
        public var remedy: String?

        public init(capability: String, state: State, detail: String, remedy: String? = nil) {
            self.capability = capability
            self.state = state
            self.detail = detail
            self.remedy = remedy
        }
    }

    public var schema = DoctorAnswer.schemaName
    public var checks: [Check]

    public init(checks: [Check]) {
        self.checks = checks
    }
}
