/// What is expected of a model that was not measured.
public struct PredictionAnswer: VersionedRecord {
    public static let schemaName = "edgeplan.prediction/1"

    /// One way to run it.
    public struct Row: Codable, Hashable, Sendable {
        public var candidate: Candidate
        public var latencyNanoseconds: FiguresByStatistic
        /// Of a language model: until the first token is known; its latency is that of each token after it.
        public var promptNanoseconds: Figure?
        public var promptTokensPerSecond: Figure?
        public var tokensPerSecond: Figure?
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

    /// How near predictions came to what was measured.
    public struct Hits: Codable, Hashable, Sendable {
        public var cases: Int
        public var withinTenPercent: Double
        public var withinQuarter: Double
        public var medianError: Double
        public var ninetiethPercentileError: Double

        public init(
            cases: Int, withinTenPercent: Double, withinQuarter: Double, medianError: Double,
            ninetiethPercentileError: Double
        ) {
            self.cases = cases
            self.withinTenPercent = withinTenPercent
            self.withinQuarter = withinQuarter
            self.medianError = medianError
            self.ninetiethPercentileError = ninetiethPercentileError
        }
    }

    /// The same at one setting.
    public struct SettingHits: Codable, Hashable, Sendable {
        public var engine: EngineName
        public var precision: Precision
        public var threads: Int
        public var hits: Hits

        public init(engine: EngineName, precision: Precision, threads: Int, hits: Hits) {
            self.engine = engine
            self.precision = precision
            self.threads = threads
            self.hits = hits
        }
    }

    /// How predictions did on this device for architectures that were left out of what they learned from.
    public struct Evaluation: Codable, Hashable, Sendable {
        public var architectures: Int
        public var all: Hits
        /// How often the bar held the truth; it is made to do so nine times of ten.
        public var coverage: Double?
        public var settings: [SettingHits]
        /// What ceilings and kernels alone would have said; nil where our own engine ran none of the networks.
        public var ceilingsAlone: Hits?

        public init(
            architectures: Int, all: Hits, coverage: Double?, settings: [SettingHits], ceilingsAlone: Hits?
        ) {
            self.architectures = architectures
            self.all = all
            self.coverage = coverage
            self.settings = settings
            self.ceilingsAlone = ceilingsAlone
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
