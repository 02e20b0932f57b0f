/// Whether an engine computes known models as our own does.
public struct EngineCheck: VersionedRecord {
    public static let schemaName = "edgeplan.enginecheck/1"

    public var schema = EngineCheck.schemaName
    public var engine: EngineName
    public var version: String?
    public var isRight: Bool
    public var checks: [Check]

    public init(engine: EngineName, version: String?, checks: [Check]) {
        self.engine = engine
        self.version = version
        self.checks = checks
        isRight = !checks.isEmpty && checks.allSatisfy { $0.outcome == .ok }
    }

    public struct Check: Codable, Hashable, Sendable {
        public var variant: String
        public var outcome: Measurement.Outcome
        public var reason: String?
        /// Of all outputs' numbers against those of our own engine at the same precision.
        public var cosine: Double?
        public var relativeError: Double?
        public var largestDifference: Double?

        public init(variant: String, outcome: Measurement.Outcome, reason: String? = nil) {
            self.variant = variant
            self.outcome = outcome
            self.reason = reason
        }
    }
}
