/// A model at one precision, perhaps pruned or distilled: `mobilenet-v2/int8`.
public struct Variant: Codable, Hashable, Sendable {
    public var name: String
    public var precision: Precision
    /// The file's, as `sha256:` and its digits.
    public var hash: String?
    /// The file's.
    public var modelBytes: Int?
    /// Numbers that training finds.
    public var parameters: Int?
    /// Of one run: multiplies and adds, each counted.
    public var operations: Int?
    /// Of all constants as they are stored, with scales and tables, without what a file adds.
    public var weightBytes: Int?
    /// What the numbers between layers take at the most, in the network's own order.
    public var activationBytes: Int?
    /// Layers that stay at a higher precision than the variant's.
    public var keptLayers: [String] = []
    /// What our own engine plans for them.
    public var arenaBytes: Int?
    public var accuracy: Accuracy?
    public var layers: [Layer] = []

    public init(name: String, precision: Precision) {
        self.name = name
        self.precision = precision
    }
}

/// One operation of a network with its work, from which its time can be predicted.
public struct Layer: Codable, Hashable, Sendable {
    public var name: String
    /// Such as `conv`.
    public var operation: String
    /// What decides its ceiling, such as `pointwise`, `depthwise`, `dense`, `gemm` or `gemv`.
    public var kind: String
    /// Of its output.
    public var shape: [Int]
    /// Multiplies and adds, each counted.
    public var operations: Int
    public var bytesRead: Int
    public var bytesWritten: Int

    public init(
        name: String, operation: String, kind: String, shape: [Int], operations: Int, bytesRead: Int, bytesWritten: Int
    ) {
        self.name = name
        self.operation = operation
        self.kind = kind
        self.shape = shape
        self.operations = operations
        self.bytesRead = bytesRead
        self.bytesWritten = bytesWritten
    }
}
