import CEdgeKernels
public import EdgeRecords

/// Independent multiply-adds on registers alone: the most that one instruction set can do at one precision.
public struct PeakLoop: Hashable, Sendable {
    public let precision: Precision
    public let isa: InstructionSet
    /// Of one step of the loop on one thread; a multiply-add counts two.
    public let operationsEach: Double

    /// Those that this processor can run, and nothing restricted.
    public static var available: [PeakLoop] {
        InstructionSet.available.flatMap { isa in
            precisions.compactMap { precision, peak in
                let operations = ep_peak_operations(peak, isa.code)
                return operations > 0 ? PeakLoop(precision: precision, isa: isa, operationsEach: operations) : nil
            }
        }
    }

    /// Nil where this instruction set has no loop for that precision.
    public init?(_ precision: Precision, _ isa: InstructionSet) {
        guard let peak = Self.precisions.first(where: { $0.0 == precision })?.1 else { return nil }
        let operations = ep_peak_operations(peak, isa.code)
        guard operations > 0 else { return nil }
        self.init(precision: precision, isa: isa, operationsEach: operations)
    }

    /// The ceiling's name in records: `int8-avx512vnni`.
    public var name: String { "\(precision.rawValue)-\(isa.name)" }

    public var isAvailable: Bool { isa.isAvailable }

    /// Runs `steps` steps on every thread of the pool, which start together.
    ///
    /// - Returns: what the slowest thread took, in nanoseconds.
    public func run(steps: Int, on pool: ThreadPool) throws(KernelError) -> Int {
        let isa = isa
        guard let peak = Self.precisions.first(where: { $0.0 == precision })?.1, steps > 0 else {
            throw .badShape(kernel: name)
        }
        return try unsafe TimedRound.run(on: pool, kernel: name) { [name] round in
            let arguments = unsafe ep_peak_arguments(peak: peak, steps: UInt64(steps), round: round)
            return unsafe runPlanned(arguments, kernel: name, isa: isa, on: pool) { unsafe ep_peak_plan($0, $1, $2) }
        }
    }

    private init(precision: Precision, isa: InstructionSet, operationsEach: Double) {
        self.precision = precision
        self.isa = isa
        self.operationsEach = operationsEach
    }

    private static let precisions: [(Precision, ep_peak)] = [
        (.fp32, EP_PEAK_FP32), (.fp16, EP_PEAK_FP16), (.bf16, EP_PEAK_BF16), (.int8, EP_PEAK_INT8),
    ]
}
