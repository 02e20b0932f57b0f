import CEdgeKernels
public import EdgeRecords

/// Why a kernel refused its work before it touched anything.
public enum KernelError: ExplainedError {
    case badShape(kernel: String)
    case overflow(kernel: String)
    case badStride(kernel: String)
    case scratchTooSmall(kernel: String)
    case unavailable(InstructionSet, kernel: String)
    case noKernel(InstructionSet, kernel: String)
    case badScale(kernel: String)
    case sumTooLong(kernel: String)
    case badPacking(kernel: String)
    case outOfMemory(kernel: String)
    case noThread(count: Int)
    /// A code that this version does not know: a defect of ours.
    case unknown(code: UInt32, kernel: String)

    public var what: String {
        switch self {
        case .noThread(let count): "no pool of \(count) threads could be started"
        default: "\(self.where) was not run"
        }
    }

    public var `where`: String {
        switch self {
        case .badShape(let kernel), .overflow(let kernel), .badStride(let kernel), .scratchTooSmall(let kernel),
            .unavailable(_, let kernel), .noKernel(_, let kernel), .badScale(let kernel), .sumTooLong(let kernel),
            .badPacking(let kernel), .outOfMemory(let kernel), .unknown(_, let kernel):
            kernel
        case .noThread: "thread pool"
        }
    }

    public var why: String {
        switch self {
        case .badShape: "its sizes do not fit together"
        case .overflow: "the product of its sizes does not fit in memory"
        case .badStride: "a stride is shorter than its row"
        case .scratchTooSmall: "the scratch memory is too small"
        case .unavailable(let isa, _): "this processor cannot execute \(isa.name), or it was restricted"
        case .noKernel(let isa, _): "there is no kernel for \(isa.name)"
        case .badScale: "a scale is zero, infinite or not a number"
        case .sumTooLong: "it adds more products than its integers hold"
        case .badPacking: "the packed weights are of another operation, format or size"
        case .outOfMemory: "there is not enough memory"
        case .noThread: "the system gave no thread, or does not allow a CPU that was asked for"
        case .unknown(let code, _): "the kernel answered with code \(code)"
        }
    }

    public var remedy: String {
        switch self {
        case .unavailable, .noKernel: "choose one of \(InstructionSet.available.map(\.name).joined(separator: ", "))"
        case .noThread: "ask for fewer threads, or for CPUs within the process's affinity"
        case .outOfMemory: "choose smaller sizes, or raise the memory limit"
        case .unknown: "report it with the command that led here"
        default: "mend the sizes and pointers that were given"
        }
    }

    public var status: ExitStatus {
        switch self {
        case .unavailable, .noKernel: .missing
        case .unknown: .defect
        default: .badInput
        }
    }

    /// Nil for success.
    init?(_ status: ep_status, kernel: String, isa: InstructionSet) {
        switch status {
        case EP_OK: return nil
        case EP_BAD_SHAPE, EP_NULL_POINTER: self = .badShape(kernel: kernel)
        case EP_OVERFLOW: self = .overflow(kernel: kernel)
        case EP_BAD_STRIDE: self = .badStride(kernel: kernel)
        case EP_SCRATCH_TOO_SMALL: self = .scratchTooSmall(kernel: kernel)
        case EP_ISA_UNAVAILABLE: self = .unavailable(isa, kernel: kernel)
        case EP_ISA_WITHOUT_KERNEL: self = .noKernel(isa, kernel: kernel)
        case EP_BAD_SCALE: self = .badScale(kernel: kernel)
        case EP_SUM_TOO_LONG: self = .sumTooLong(kernel: kernel)
        case EP_BAD_PACKING: self = .badPacking(kernel: kernel)
        case EP_OUT_OF_MEMORY: self = .outOfMemory(kernel: kernel)
        default: self = .unknown(code: status.rawValue, kernel: kernel)
        }
    }
}
