/// What is expected of a model that was not measured.
public struct PredictionAnswer: VersionedRecord {
    public static let schemaName = "edgeplan.prediction/1"

    /// One way to run it.
    public struct Row: Codable, Hashable, Sendable {
        public var candidate: Candidate
        public var latencyNanoseconds: FiguresByStatistic
        public var peakMemoryBytes: Figure?
        public var loadNanoseconds: Figure?
        /// Those that cost most, the first one most.
        public var layers: [LayerCost] = []

        public init(candidate: Candidate, latencyNanoseconds: FiguresByStatistic) {
            self.candidate = candidate
            self.latencyNanoseconds = latencyNanoseconds
        }
    }

    public struct LayerCost: Codable, Hashable, Sendable {
        public var name: String
        public var kind: String
        public var nanoseconds: Figure
        /// Of the whole network's time.
        public var share: Double

        public init(name: String, kind: String, nanoseconds: Figure, share: Double) {
            self.name = name
            self.kind = kind
            self.nanoseconds = nanoseconds
            self.share = share
        }
    }

    /// How predictions did on this device for architectures that were left out of what they learned from.
    public struct Evaluation: Codable, Hashable, Sendable {
        public var cases: Int
        public var architectures: Int
        public var withinTenPercent: Double
        public var withinQuarter: Double
        public var medianError: Double
        public var ninetiethPercentileError: Double
        /// How often the bar held the truth; it is made to do so nine times of ten.
        public var coverage: Double?

        public init(
            cases: Int, architectures: Int, withinTenPercent: Double, withinQuarter: Double, medianError: Double,
            ninetiethPercentileError: Double, coverage: Double?
        ) {
            self.cases = cases
            self.architectures = architectures
            self.withinTenPercent = withinTenPercent
            self.withinQuarter = withinQuarter
            self.medianError = medianError
            self.ninetiethPercentileError = ninetiethPercentileError
            self.coverage = coverage
        }
    }

    public var schema = PredictionAnswer.schemaName
    public var model: String?
    public var deviceClass: String
    public var rows: [Row] = []
    public var evaluation: Evaluation?
    public var remarks: [String] = []

    public init(model: String?, deviceClass: String) {
        self.model = model
        self.deviceClass = deviceClass
    }
}
