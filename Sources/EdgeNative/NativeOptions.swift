/// How a model is compiled.
public struct NativeOptions: Hashable, Sendable {
    /// Sizes for what the model leaves open, by name, such as `batch`; what is not named here is 1.
    public var sizes: [String: Int]

    public init(sizes: [String: Int] = [:]) {
        self.sizes = sizes
    }
}
