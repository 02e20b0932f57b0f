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
    public var dataset: String?
    /// How the arithmetic rounds: `exact32`, `saturating16`, `fp16`, …; accuracy belongs to a variant on one of these.
    public var isaClass: String?
    /// A ratio from 0 to 1 where the metric is one.
    public var value: Figure

    public init(kind: Kind, metric: String, dataset: String? = nil, isaClass: String? = nil, value: Figure) {
        self.kind = kind
        self.metric = metric
        self.dataset = dataset
        self.isaClass = isaClass
        self.value = value
    }
}
