package import EdgeModels
package import EdgePlatform
package import EdgeRecords

/// What a worker answers: just one of these.
package struct WorkerReply: Codable, Hashable {
    package var opened: Opened?
    package var routes: [EngineRoute]?
    package var loaded: Loaded?
    package var warm: Warm?
    package var block: BlockTimes?
    /// Their bytes lie in the folder that was named, as `output-0` and so on.
    package var outputs: [TensorPort]?
    package var layers: [LayerTimes]?
    /// Bytes that were written for `respond`.
    package var responded: Int?
    /// Times of fixed work.
    package var canary: [Int]?
    /// From now on it is busy.
    package var isBurdened: Bool?
    /// The file that was asked for is written.
    package var isQuantized: Bool?
    /// How many tokens a text has.
    package var textTokens: Int?
    package var passage: PassageLikelihood?
    package var transcript: Transcript?
    package var failure: WorkerRefusal?

    package init() {}

    package struct Opened: Codable, Hashable {
        package var version: String
        /// Of the process before it opened the engine, and after.
        package var baselineBytes: Int
        package var openedBytes: Int
    }

    package struct Loaded: Codable, Hashable {
        package var loadNanoseconds: Int
        package var residentBytes: Int
        package var inputs: [TensorPort]
        package var outputs: [TensorPort]
    }

    package struct Warm: Codable, Hashable {
        /// The first run of all, which does not belong to the warm-up.
        package var firstNanoseconds: Int
        package var runs: Int
        package var hasSettled: Bool
        /// Threads of the whole process, its own included.
        package var threadsSeen: Int?
    }
}

/// An input or output as an engine has it.
package struct TensorPort: Codable, Hashable {
    package var name: String
    package var type: ElementType
    package var shape: [Int]

    package init(name: String, type: ElementType, shape: [Int]) {
        self.name = name
        self.type = type
        self.shape = shape
    }

    /// Nil if no memory could hold it.
    package var bytes: Int? { Tensor.count(shape).flatMap { type.bytes(count: $0) } }
}

/// The runs of one block, and what was seen of the device around and during them.
package struct BlockTimes: Codable, Hashable {
    /// From filled inputs to outputs in hand.
    package var nanoseconds: [Int]
    /// Places of the samples in which another process took the CPU.
    package var disturbed: [Int]
    package var processorNanoseconds: Int
    package var arithmeticBefore: [Int]
    package var arithmeticAfter: [Int]
    /// The part of the time in which work waited, by the kernel; nil where it does not tell.
    package var pressure: Double?
    /// Whether the control group's quota held the process up.
    package var wasThrottled: Bool
    /// The most memory that the process ever held.
    package var peakBytes: Int
    /// Of a language model: what reading its prompt took.
    package var prompts: [Int]?
    /// Of requests that came at a rate: what each took without the waiting.
    package var services: [Int]?
    /// Of whole requests: what making the input took, and what reading the answer did, for each of `nanoseconds`.
    package var preparations: [Int]?
    package var readings: [Int]?
    /// Requests that were never begun; the last of `nanoseconds` say how long they had waited.
    package var unanswered: Int?
    package var energy: EnergyTimes?
    /// By how much the process grew with each run, where that went on to the end.
    package var grownBytesPerRun: Int?

    package init(
        nanoseconds: [Int], disturbed: [Int] = [], processorNanoseconds: Int = 0, arithmeticBefore: [Int] = [],
        arithmeticAfter: [Int] = [], pressure: Double? = nil,
        wasThrottled: Bool = false, peakBytes: Int = 0
    ) {
        self.nanoseconds = nanoseconds
        self.disturbed = disturbed
        self.processorNanoseconds = processorNanoseconds
        self.arithmeticBefore = arithmeticBefore
        self.arithmeticAfter = arithmeticAfter
        self.pressure = pressure
        self.wasThrottled = wasThrottled
        self.peakBytes = peakBytes
    }
}

/// What a device took while nothing ran, and what over the runs.
package struct EnergyTimes: Codable, Hashable {
    package var idle: EnergyWindow
    package var busy: EnergyWindow
}

/// The times of one layer, one for each run.
package struct LayerTimes: Codable, Hashable {
    package var name: String
    package var operation: String
    package var kernels: [String]
    package var operations: Int
    package var nanoseconds: [Int]
}

/// Why the engine did not do what it was asked.
package struct WorkerRefusal: Codable, Hashable {
    package var outcome: Measurement.Outcome
    package var reason: String

    package init(_ outcome: Measurement.Outcome, _ reason: String) {
        self.outcome = outcome
        self.reason = reason
    }

    /// The engine's own words, or an explained error's.
    package init(_ error: any Error) {
        if let error = error as? EngineError {
            self = error.refusal
        } else if let error = error as? any ExplainedError {
            self.init(Self.outcome(of: error.why), "\(error.what): \(error.why)")
        } else {
            self.init(.refused, "\(error)")
        }
    }

    /// Whether words tell of memory that was not to be had.
    package static func outcome(of words: String) -> Measurement.Outcome {
        let lowered = words.lowercased()
        let signs = [
            "bad_alloc", "not enough memory", "out of memory", "allocate memory", "cannot allocate",
            "failed to allocate",
        ]
        return signs.contains(where: lowered.contains) ? .outOfMemory : .refused
    }
}
