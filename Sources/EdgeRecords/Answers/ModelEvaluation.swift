/// How often a model was right on labelled data.
public struct ModelEvaluation: VersionedRecord {
    public static let schemaName = "edgeplan.evaluation/1"

    public var schema = ModelEvaluation.schemaName
    public var model: String
    /// Such as `mobilenet-v2/int8`.
    public var variant: String
    /// The model file's, as `sha256:` and its digits.
    public var hash: String
    public var engine: EngineName
    public var dataset: Dataset
    /// Such as `top-1`.
    public var metric: String
    /// The first is what this device does by itself; others are its instruction sets, one at a time.
    public var rows: [Row]
    /// Instruction sets that were asked for and cannot be executed here.
    public var notRun: [NotRun] = []
    /// Of the first row, where each sample is right or wrong.
    public var classes: [ClassShare] = []

    public init(
        model: String, variant: String, hash: String, engine: EngineName, dataset: Dataset, metric: String, rows: [Row]
    ) {
        self.model = model
        self.variant = variant
        self.hash = hash
        self.engine = engine
        self.dataset = dataset
        self.metric = metric
        self.rows = rows
    }
}

extension ModelEvaluation {
    /// What was answered.
    public struct Dataset: Codable, Hashable, Sendable {
        public var name: String
        /// Of all files that hold it, as `sha256:` and its digits.
        public var hash: String
        /// How many were answered.
        public var samples: Int
        /// How many there are.
        public var available: Int

        public init(name: String, hash: String, samples: Int, available: Int) {
            self.name = name
            self.hash = hash
            self.samples = samples
            self.available = available
        }
    }

    /// One way to compute the answers.
    public struct Row: Codable, Hashable, Sendable {
        /// The most that kernels could use; nil for all that this device has.
        public var instructionSet: InstructionSetName?
        public var accuracy: Accuracy
        /// How many answers are not those of the first row; nil for the first.
        public var differing: Int?
        /// An earlier row that ran the very same kernels, so that this one needed no run of its own.
        public var sameKernelsAs: InstructionSetName?

        public init(instructionSet: InstructionSetName?, accuracy: Accuracy) {
            self.instructionSet = instructionSet
            self.accuracy = accuracy
        }
    }

    public struct NotRun: Codable, Hashable, Sendable {
        public var instructionSet: InstructionSetName
        public var reason: String

        public init(_ instructionSet: InstructionSetName, reason: String) {
            self.instructionSet = instructionSet
            self.reason = reason
        }
    }

    /// How often samples of one class were right.
    public struct ClassShare: Codable, Hashable, Sendable {
        public var label: Int
        public var name: String?
        public var samples: Int
        public var right: Int

        public init(label: Int, name: String?, samples: Int, right: Int) {
            self.label = label
            self.name = name
            self.samples = samples
            self.right = right
        }
    }
}
