/// How a variant was made from its parent, and what that cost.
public struct VariantCard: VersionedRecord {
    public static let schemaName = "edgeplan.card/1"

    public var schema = VariantCard.schemaName
    /// Such as `mobilenet-v2/int8`.
    public var variant: String
    public var precision: Precision
    public var parent: Parent
    /// What was done, step by step, each with its settings in words.
    public var method: [String] = []
    /// Nil where no input was needed.
    public var calibration: Calibration?
    /// Layers that stay at the parent's precision.
    public var keptLayers: [String] = []
    /// Of the share of channels asked for, those that are gone, from 0 to 1; nil for a variant that was not pruned.
    public var removedShare: Double?
    public var hash: String
    public var modelBytes: Int
    /// Nil where nothing could be compared.
    public var fidelity: Fidelity?
    public var layers: [LayerError] = []
    public var engines: [EngineSupport] = []
    /// What whoever uses the variant should know.
    public var remarks: [String] = []

    public init(variant: String, precision: Precision, parent: Parent, hash: String, modelBytes: Int) {
        self.variant = variant
        self.precision = precision
        self.parent = parent
        self.hash = hash
        self.modelBytes = modelBytes
    }
}

extension VariantCard {
    /// The model that a variant was made from.
    public struct Parent: Codable, Hashable, Sendable {
        public var name: String
        public var weights: Weights
        /// The file's, as `sha256:` and its digits; nil for a network that was built here.
        public var hash: String?
        public var modelBytes: Int?
        public var licence: String?
        /// Of the file that the variant was made from.
        public var accuracy: Accuracy?

        public init(name: String, weights: Weights, hash: String?, modelBytes: Int?) {
            self.name = name
            self.weights = weights
            self.hash = hash
            self.modelBytes = modelBytes
        }
    }

    /// The inputs that ranges and errors were found with.
    public struct Calibration: Codable, Hashable, Sendable {
        /// In words: `folder pictures`.
        public var source: String
        /// Of all files' content, in the order of their names; nil for made-up numbers.
        public var hash: String?
        public var samples: Int

        public init(source: String, hash: String?, samples: Int) {
            self.source = source
            self.hash = hash
            self.samples = samples
        }
    }

    /// How near the variant's answers are to its parent's, on inputs that were not used to make it.
    public struct Fidelity: Codable, Hashable, Sendable {
        public var source: String
        public var hash: String?
        /// How often both name the same answer first; nil where outputs are no scores.
        public var agreement: Figure?
        /// Of the outputs' power to that of their errors.
        public var signalToNoiseDecibels: Figure?

        public init(source: String, hash: String?, agreement: Figure?, signalToNoiseDecibels: Figure?) {
            self.source = source
            self.hash = hash
            self.agreement = agreement
            self.signalToNoiseDecibels = signalToNoiseDecibels
        }
    }

    /// How much of one layer's output is error, whatever layer it comes from.
    public struct LayerError: Codable, Hashable, Sendable {
        public var name: String
        public var operation: String
        public var precision: Precision
        /// Nil for a layer whose output is all zeros.
        public var signalToNoiseDecibels: Double?

        public init(name: String, operation: String, precision: Precision, signalToNoiseDecibels: Double?) {
            self.name = name
            self.operation = operation
            self.precision = precision
            self.signalToNoiseDecibels = signalToNoiseDecibels
        }
    }

    /// What an engine makes of the file.
    public struct EngineSupport: Codable, Hashable, Sendable {
        public var engine: EngineName
        public var runs: Bool
        /// How: in integers, in floats, node by node; or why not.
        public var how: String

        public init(engine: EngineName, runs: Bool, how: String) {
            self.engine = engine
            self.runs = runs
            self.how = how
        }
    }
}
