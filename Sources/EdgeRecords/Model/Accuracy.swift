/// How often a variant is right, or how near it stays to the one it was made from.
public struct Accuracy: Codable, Hashable, Sendable {
    public enum Kind: String, Codable, CaseIterable, Sendable {
        /// Against labels.
        case measured
        /// Agreement with the variant at full precision.
        case fidelity
        case perplexityRatio
        /// By others; not checked here.
        case published
    }

    public var kind: Kind
    /// Such as `top-1`.
    public var metric: String
    /// How alike numbers are, which says nothing of how many answers are the same.
    public static let cosine = "cosine-similarity"
    /// The inverse of how likely each token of a text was found, in the geometric mean: less is better.
    public static let perplexity = "perplexity"
    public var dataset: String?
    /// How the arithmetic rounds: `exact32`, `saturating16`, `fp16`, …; accuracy belongs to a variant on one of these.
    public var isaClass: String?
    /// What computed the answers; nil for what others published.
    public var engine: EngineName?
    /// A ratio from 0 to 1 where the metric is one; a measured one rests on the model file's hash first.
    public var value: Figure

    public init(
        kind: Kind, metric: String, dataset: String? = nil, isaClass: String? = nil, engine: EngineName? = nil,
        value: Figure
    ) {
        self.kind = kind
        self.metric = metric
        self.dataset = dataset
        self.isaClass = isaClass
        self.engine = engine
        self.value = value
    }
}

/// How an engine's arithmetic rounds on one group of instruction sets: the same file answers alike within it.
public enum InstructionSetClass {
    /// Products of 8-bit numbers are summed in 32 bits, floats in fp32.
    public static let exact32 = "exact32"
    public static let bf16 = "bf16"

    /// Our own engine's, whatever the processor: its integers are the same on all.
    public static func native(_ precision: Precision) -> String { precision == .bf16 ? bf16 : exact32 }
}

extension Candidate {
    /// As it was noted, or as it follows from the engine; nil if neither tells.
    public var knownISAClass: String? {
        isaClass ?? (engine == .native ? InstructionSetClass.native(precision) : nil)
    }
}
