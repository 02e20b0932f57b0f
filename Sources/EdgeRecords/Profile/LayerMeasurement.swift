/// What one layer of a model took, in runs that note the time of each.
public struct LayerMeasurement: Codable, Hashable, Sendable {
    /// Of the node in the model, or of the first of several that were computed at once.
    public var name: String
    /// In words: `convolution 3×3`.
    public var operation: String
    /// Such as `gemm_f32_avx512`, in the order in which they ran.
    public var kernels: [String]
    /// A multiply-add counts two.
    public var operations: Int
    public var nanoseconds: Figure
    /// Of the peak rate of the kernel's arithmetic; nil where that was not measured.
    public var fractionOfCeiling: Double?

    public init(name: String, operation: String, kernels: [String], operations: Int, nanoseconds: Figure) {
        self.name = name
        self.operation = operation
        self.kernels = kernels
        self.operations = operations
        self.nanoseconds = nanoseconds
    }
}
