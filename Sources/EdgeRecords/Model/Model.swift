/// A network with all its variants: what a planner must know of it, even if it was never measured.
public struct Model: VersionedRecord {
    public static let schemaName = "edgeplan.model/1"

    public var schema = Model.schemaName
    /// Such as `mobilenet-v2-w0.35-r96`.
    public var name: String
    public var task: TaskName
    /// The label set, such as `imagenet-1k`; nil for a task without one.
    public var labels: String?
    /// An SPDX expression, or the words of whoever gave the model.
    public var licence: String?
    public var weights: Weights
    /// Where it came from: a package with its version, a file, a script of this repository.
    public var source: String?
    /// Sizes, means and orders by name; a wrong one costs accuracy without any other sign.
    public var preprocessing: [String: JSONValue] = [:]
    public var inputs: [Port] = []
    public var outputs: [Port] = []
    public var variants: [Variant] = []
    /// Of a language model.
    public var language: LanguageFacts?

    public init(name: String, task: TaskName, labels: String?, weights: Weights) {
        self.name = name
        self.task = task
        self.labels = labels
        self.weights = weights
    }
}

extension Model {
    /// A tensor that enters or leaves the network.
    public struct Port: Codable, Hashable, Sendable {
        public var name: String
        /// Such as `f32`.
        public var elementType: String?
        /// Null for a size that is open, such as the batch's; nil where not even the number of sizes is known.
        public var shape: [Int?]?
        /// Nil where its numbers stand for themselves.
        public var quantization: Quantization?

        public init(name: String, elementType: String?, shape: [Int?]?) {
            self.name = name
            self.elementType = elementType
            self.shape = shape
        }
    }
}

extension Model {
    /// What stored integers stand for: what is left over zero, times the scale.
    public struct Quantization: Codable, Hashable, Sendable {
        public var scale: Double
        public var zeroPoint: Int

        public init(scale: Double, zeroPoint: Int) {
            (self.scale, self.zeroPoint) = (scale, zeroPoint)
        }
    }
}

/// Where a model's weights come from; `seeded` ones are made up and tell of speed and memory only.
public enum Weights: String, Codable, CaseIterable, Sendable {
    case seeded, trained, installed, user
}
