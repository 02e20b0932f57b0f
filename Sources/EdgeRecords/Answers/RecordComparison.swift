/// What changed from one profile, or one plan, to another.
public struct RecordComparison: VersionedRecord {
    public static let schemaName = "edgeplan.comparison/1"

    public enum Change: String, Codable, CaseIterable, Sendable {
        case better, worse
        /// No difference that the figures could show.
        case unchanged
        /// One of the two does not say where its figure lies.
        case unknown
        case onlyBefore, onlyAfter
    }

    /// One candidate in both.
    public struct Row: Codable, Hashable, Sendable {
        public var candidate: Candidate
        public var change: Change
        public var before: Figure?
        public var after: Figure?
        /// After to before: less than 1 is quicker.
        public var ratio: Figure?
        public var accuracyBefore: Figure?
        public var accuracyAfter: Figure?

        public init(candidate: Candidate, change: Change) {
            self.candidate = candidate
            self.change = change
        }
    }

    /// A fact that differs.
    public struct Difference: Codable, Hashable, Sendable {
        public var fact: String
        public var before: String?
        public var after: String?

        public init(fact: String, before: String?, after: String?) {
            self.fact = fact
            self.before = before
            self.after = after
        }
    }

    public var schema = RecordComparison.schemaName
    /// Which statistic of the latencies was compared.
    public var statistic: Statistic
    /// Of all candidates that are in both, without those of which it cannot be said.
    public var total: Change
    /// Their geometric mean.
    public var ratio: Figure?
    public var rows: [Row] = []
    public var differences: [Difference] = []

    public init(statistic: Statistic, total: Change) {
        self.statistic = statistic
        self.total = total
    }
}
