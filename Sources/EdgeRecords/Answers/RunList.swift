/// The runs that the store keeps.
public struct RunList: VersionedRecord {
    public static let schemaName = "edgeplan.runs/1"

    public var schema = RunList.schemaName
    public var store: String
    /// The latest first.
    public var runs: [Run]

    public init(store: String, runs: [Run]) {
        self.store = store
        self.runs = runs
    }

    public struct Run: Codable, Hashable, Sendable {
        public var name: String
        /// `kernels`, `models` or `imported`.
        public var kind: String
        /// The options that decided what was measured.
        public var words: [String] = []
        public var startedAt: String
        /// Nil if it was interrupted and not gone on with.
        public var endedAt: String?
        public var deviceClass: String
        /// Of its record, as `sha256:` and its digits; nil until there is one.
        public var hash: String?
        /// Candidates, and figures of ceilings and kernels.
        public var measurements: Int
        public var samples: Int

        public init(
            name: String, kind: String, startedAt: String, deviceClass: String, measurements: Int, samples: Int
        ) {
            self.name = name
            self.kind = kind
            self.startedAt = startedAt
            self.deviceClass = deviceClass
            self.measurements = measurements
            self.samples = samples
        }
    }
}
