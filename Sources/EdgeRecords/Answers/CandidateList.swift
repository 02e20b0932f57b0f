/// What a run would measure, and what that would cost.
public struct CandidateList: VersionedRecord {
    public static let schemaName = "edgeplan.candidates/1"

    public var schema = CandidateList.schemaName
    /// In the order in which they would begin; a race measures only the first of them.
    public var candidates: [Row]
    /// Of each candidate.
    public var processes: Int
    /// About, if all of them are measured.
    public var seconds: Double
    /// About: of scratch while it runs, and of the store afterwards.
    public var scratchBytes: Int
    public var storeBytes: Int
    public var isRace: Bool

    public init(candidates: [Row], processes: Int, isRace: Bool) {
        self.candidates = candidates
        self.processes = processes
        self.isRace = isRace
        seconds = candidates.reduce(0) { $0 + $1.seconds }
        scratchBytes = 0
        storeBytes = 0
    }

    public struct Row: Codable, Hashable, Sendable {
        public var candidate: Candidate
        /// Predicted; nil where the work of the model is not known.
        public var latencyNanoseconds: Figure?
        /// The lower end of what is known; a ratio.
        public var accuracy: Double?
        /// About, all processes together.
        public var seconds: Double

        public init(_ candidate: Candidate, seconds: Double) {
            self.candidate = candidate
            self.seconds = seconds
        }
    }
}
