/// The best rate that a device was measured to reach, of arithmetic or of one level of memory.
public struct Ceiling: Codable, Hashable, Sendable {
    /// `int8-avx512vnni`, `read-dram`, `copy-l2`.
    public var name: String
    public var threads: Int
    public var cpus: [Int]?
    /// A multiply-add counts two.
    public var operationsPerSecond: Figure?
    public var bytesPerSecond: Figure?

    public init(name: String, threads: Int, operationsPerSecond: Figure) {
        self.name = name
        self.threads = threads
        self.operationsPerSecond = operationsPerSecond
    }

    public init(name: String, threads: Int, bytesPerSecond: Figure) {
        self.name = name
        self.threads = threads
        self.bytesPerSecond = bytesPerSecond
    }
}

/// What one of our kernels reached on one shape.
public struct KernelMeasurement: Codable, Hashable, Sendable {
    /// Such as `gemm_u8_u8_s8_avx512vnni`.
    public var name: String
    public var operation: String
    public var precision: Precision
    public var isa: InstructionSetName
    public var shape: [Int]
    public var threads: Int
    public var operationsPerSecond: Figure
    /// Of the ceiling that binds it; nil where that was not measured.
    public var fractionOfCeiling: Double?
    /// Which ceiling that is, `compute` or a level of memory such as `read-l2`.
    public var bound: String?

    public init(
        name: String, operation: String, precision: Precision, isa: InstructionSetName, shape: [Int], threads: Int,
        operationsPerSecond: Figure
    ) {
        self.name = name
        self.operation = operation
        self.precision = precision
        self.isa = isa
        self.shape = shape
        self.threads = threads
        self.operationsPerSecond = operationsPerSecond
    }
}
