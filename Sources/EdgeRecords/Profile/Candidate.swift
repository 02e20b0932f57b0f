/// Variant, engine, threads and placement: what is measured and recommended.
public struct Candidate: Codable, Hashable, Sendable {
    public enum Placement: String, Codable, CaseIterable, Sendable {
        case cpu, gpu, npu, tpu
    }

    public var model: String
    public var variant: String
    public var precision: Precision
    public var weights: Weights
    public var engine: EngineName
    public var engineVersion: String?
    public var threads: Int
    /// Where the threads may run; nil if that is left to the system.
    public var cpus: [Int]?
    public var placement = Placement.cpu
    /// What an engine hands the model to, where it has several: `cuda`; nil for its own kernels.
    public var provider: String?
    public var batch = 1
    public var inputShape: [Int]?
    /// Threads for reading a prompt, where an engine sets them apart.
    public var promptThreads: Int?
    public var promptTokens: Int?
    public var contextTokens: Int?
    /// How many requests an engine that serves answers at once.
    public var concurrency: Int?
    public var modelHash: String?
    /// How the arithmetic rounds, such as `exact32`.
    public var isaClass: String?

    public init(
        model: String, variant: String, precision: Precision, weights: Weights, engine: EngineName, threads: Int
    ) {
        self.model = model
        self.variant = variant
        self.precision = precision
        self.weights = weights
        self.engine = engine
        self.threads = threads
    }
}
