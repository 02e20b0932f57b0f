extension Plan {
    /// A candidate with the figures that a choice rests on.
    public struct Option: Codable, Hashable, Sendable {
        public var candidate: Candidate
        /// The measurement it rests on; nil for a prediction.
        public var measurement: String?
        public var latencyNanoseconds = FiguresByStatistic()
        public var peakMemoryBytes: Figure?
        public var modelBytes: Int?
        public var energyMicrojoules: Figure?
        public var accuracy: Accuracy?
        /// The lower end of what is known of its accuracy, by which it was ranked.
        public var rankingAccuracy: Figure?
        /// Loading and the first run together.
        public var coldStartNanoseconds: Figure?
        /// Of a language model: from its prompt to the first token.
        public var firstTokenNanoseconds: FiguresByStatistic?
        public var promptTokensPerSecond: Figure?
        public var verdict: Verdict?
        /// About how many more would settle a verdict that is open; nil if no number is likely to.
        public var samplesNeeded: Int?
        /// Why the verdict is open, where samples alone are not the reason.
        public var remark: String?
        /// Of the latency, on which the verdict stands.
        public var source: Figure.Source

        public init(candidate: Candidate, source: Figure.Source) {
            self.candidate = candidate
            self.source = source
        }
    }

    /// A candidate that is out of the running.
    public struct Rejection: Codable, Hashable, Sendable {
        public enum Reason: String, Codable, CaseIterable, Sendable {
            case memory, size, isa, engine, licence, accuracy, latency, coldStart, firstToken, energy, accelerator,
                outcome
        }

        public var candidate: Candidate
        public var reason: Reason
        public var detail: String
        public var figure: Figure?
        /// Nil for a prediction.
        public var measurement: String?

        public init(candidate: Candidate, reason: Reason, detail: String, figure: Figure? = nil) {
            self.candidate = candidate
            self.reason = reason
            self.detail = detail
            self.figure = figure
        }
    }
}
