/// Several tasks at once, the steps of a pipeline, or one question with several targets, on one device class.
public struct PlanSet: VersionedRecord {
    public static let schemaName = "edgeplan.planset/1"

    public var schema = PlanSet.schemaName
    public var kind: Kind
    /// One plain sentence.
    public var summary: String
    public var plans: [Plan]
    /// Nil for targets, of which only one will be chosen.
    public var together: Together?
    /// What a reader must know to take the answer as it is meant.
    public var remarks: [String] = []
    /// The command line that makes these plans again.
    public var reproduce: String?
    /// The command to type next, where there is one.
    public var next: String?

    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// One after the other, each with what the one before made.
        case pipeline
        /// One question, asked with several targets.
        case targets
        /// At the same time.
        case tasks
    }

    public init(_ kind: Kind, plans: [Plan], summary: String, together: Together? = nil) {
        self.kind = kind
        self.plans = plans
        self.summary = summary
        self.together = together
    }

    /// All of them on the device at the same time.
    public struct Together: Codable, Hashable, Sendable {
        public var verdict: Verdict
        public var memoryBytes: Figure?
        /// What there is of it for all together, where that is known.
        public var memoryLimitBytes: Int?
        public var latencyNanoseconds = FiguresByStatistic()
        /// Of steps, which have none of their own.
        public var targetNanoseconds: Int?

        public init(verdict: Verdict) {
            self.verdict = verdict
        }
    }
}
