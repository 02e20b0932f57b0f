/// Several tasks at once, or the steps of a pipeline, on one device class.
public struct PlanSet: VersionedRecord {
    public static let schemaName = "edgeplan.planset/1"

    public var schema = PlanSet.schemaName
    public var plans: [Plan]
    public var together: Together?

    public init(plans: [Plan], together: Together? = nil) {
        self.plans = plans
        self.together = together
    }

    /// All of them on the device at the same time.
    public struct Together: Codable, Hashable, Sendable {
        public var verdict: Verdict
        public var memoryBytes: Figure?
        public var latencyNanoseconds = FiguresByStatistic()

        public init(verdict: Verdict) {
            self.verdict = verdict
        }
    }
}
