/// How a model is compiled.
public struct NativeOptions: Hashable, Sendable {
    /// What the weights and products of a network of floats are computed in; sums are fp32 either way.
    ///
    /// What a model quantizes itself is computed in 8 bits.
    public var precision: Precision
    /// Sizes for what the model leaves open, by name, such as `batch`; what is not named here is 1.
    ///
    /// For a file also numbers of inputs that are one whole number, such as a sample rate that decides between branches.
    public var sizes: [String: Int]

    public enum Precision: String, CaseIterable, Sendable {
        case fp32
        /// Weights and what flows between layers, where there are kernels for it; sums stay fp32.
        case bf16
    }

    public init(precision: Precision = .fp32, sizes: [String: Int] = [:]) {
        self.precision = precision
        self.sizes = sizes
    }
}
