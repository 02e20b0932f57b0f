/// One process of a measurement: what it took beside the runs that count, and how quiet the device was meanwhile.
public struct WorkerRun: Codable, Hashable, Sendable {
    /// Counted from 0; the samples name both.
    public var process: Int
    public var block: Int
    /// Other work took enough of the device to spoil the block.
    public var contended = false
    /// Which sign told it.
    public var contention: String?
    public var loadNanoseconds: Int?
    public var firstInferenceNanoseconds: Int?
    public var warmUpRuns: Int?
    /// Of one run, all threads together.
    public var processorNanoseconds: Int?
    public var peakMemoryBytes: Int?
    public var engineMemoryBytes: Int?
    /// Of the whole process, its own included.
    public var threadsSeen: Int?
    /// Samples during which another process took the CPU.
    public var disturbedSamples: Int?
    /// Of a language model: what reading its prompt took, each time.
    public var promptNanoseconds: [Int]?
    /// The part of the block in which work waited, by the kernel; nil where it does not tell.
    public var pressureShare: Double?
    public var arithmeticCanary: CanaryTimes?
    public var streamCanary: CanaryTimes?
    /// Of requests that came at a rate: the median without the waiting.
    public var serviceNanoseconds: Int?
    /// Requests that were still waiting when the block was over.
    public var unanswered: Int?
    /// Of load without a rest: how long it had lasted.
    public var endNanoseconds: Int?
    /// The warmest that the system tells of.
    public var temperatureMillidegrees: Int?
    /// Of the fastest of the CPUs that were used.
    public var megahertz: Int?
    /// How often the processor has slowed itself down since the system started.
    public var throttleEvents: Int?
    /// Nil where no counter of energy moves.
    public var energy: Energy?

    public init(process: Int, block: Int) {
        self.process = process
        self.block = block
    }

    /// What the meters said while nothing ran, and over so many runs.
    public struct Energy: Codable, Hashable, Sendable {
        public var idleMicrojoules: Double
        public var idleNanoseconds: Int
        public var busyMicrojoules: Double
        public var busyNanoseconds: Int
        public var runs: Int

        public init(
            idleMicrojoules: Double, idleNanoseconds: Int, busyMicrojoules: Double, busyNanoseconds: Int, runs: Int
        ) {
            (self.idleMicrojoules, self.idleNanoseconds) = (idleMicrojoules, idleNanoseconds)
            (self.busyMicrojoules, self.busyNanoseconds) = (busyMicrojoules, busyNanoseconds)
            self.runs = runs
        }
    }

    /// Medians of fixed work before and after a block, and how far its slow runs lay from them.
    public struct CanaryTimes: Codable, Hashable, Sendable {
        public var beforeNanoseconds: Int
        public var afterNanoseconds: Int
        /// The larger of the two ratios of the 90th percentile to the median.
        public var spread: Double

        public init(beforeNanoseconds: Int, afterNanoseconds: Int, spread: Double) {
            self.beforeNanoseconds = beforeNanoseconds
            self.afterNanoseconds = afterNanoseconds
            self.spread = spread
        }
    }
}

/// How latencies spread: how many samples lie below each edge and not below the one before.
public struct LatencyHistogram: Codable, Hashable, Sendable {
    /// Upper edges, rising by a constant factor.
    public var edgesNanoseconds: [Int]
    public var counts: [Int]

    public init(edgesNanoseconds: [Int], counts: [Int]) {
        self.edgesNanoseconds = edgesNanoseconds
        self.counts = counts
    }
}
