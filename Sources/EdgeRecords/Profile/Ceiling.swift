/// The best rate that a device was measured to reach, of arithmetic or of one level of memory.
public struct Ceiling: Codable, Hashable, Sendable {
    /// `int8-avx512vnni`, `read-dram`, `copy-l2`.
    public var name: String
    public var threads: Int
    public var cpus: [Int]?
    /// What a level of memory was walked over with, all threads together: the level is known by nothing else.
    public var footprintBytes: Int?
    /// The best round, as every figure without `median`; a multiply-add counts two.
    public var operationsPerSecond: Figure?
    public var medianOperationsPerSecond: Figure?
    /// Of one thread, by the clock of the same minute: a whole number of instructions' worth if nothing disturbed it.
    public var operationsPerCycle: Figure?
    public var bytesPerSecond: Figure?
    public var medianBytesPerSecond: Figure?
    public var cyclesPerSecond: Figure?
    public var medianCyclesPerSecond: Figure?
    /// A latency: of a load, or of starting all threads.
    public var nanoseconds: Figure?
    public var medianNanoseconds: Figure?
    /// Rounds that took clearly longer than the best: other work, or a clock that changed.
    public var disturbedRounds: Int?

    public init(name: String, threads: Int) {
        self.name = name
        self.threads = threads
    }

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
    /// No kernel exceeds its ceiling: above this part of it, a little more than clocks waver, the measurement is wrong.
    public static let highestFraction = 1.02

    /// Such as `gemm_u8_u8_s8_avx512vnni`.
    public var name: String
    public var operation: String
    public var precision: Precision
    public var isa: InstructionSetName
    public var shape: [Int]
    /// A model and the layer of it that has this shape, such as `mobilenet-v2 block 2 expand`.
    public var layer: String?
    public var threads: Int
    public var cpus: [Int]?
    /// The best round; a multiply-add counts two.
    public var operationsPerSecond: Figure
    public var medianOperationsPerSecond: Figure?
    /// Everything read and written, which decides the level of memory that holds it.
    public var workingSetBytes: Int?
    /// The level of memory that holds all of it between calls, such as `l2`; weights that rotate lie in `dram`.
    public var residency: String?
    /// Where it stands on the roofline.
    public var operationsPerByte: Double?
    public var disturbedRounds: Int?
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
