import CEdgeKernels

/// A ring of pointers, one in every 64 bytes, each of which has to be loaded before the next is known: the latency.
///
/// The ring lies at the start of the memory until something else is written there.
public struct PointerChase: Sendable {
    /// Loads in one step.
    public static var loadsEach: Int { EP_CHASE_STEP }

    /// A power of two.
    public let bytes: Int
    private let memory: CeilingMemory

    /// - Parameter bytes: a power of two from 128 on, which the memory has.
    public init(bytes: Int, in memory: CeilingMemory) throws(KernelError) {
        let kernel = "chase"
        guard bytes > 0, bytes <= memory.bytes else { throw .badShape(kernel: kernel) }
        let status = unsafe ep_chase_link(memory.start, bytes)
        if let refused = KernelError(status, kernel: kernel, isa: .scalar) { throw refused }
        self.bytes = bytes
        self.memory = memory
    }

    /// Follows the ring from a position along it, on every thread of the pool from one of its own.
    ///
    /// A round should go on where the last one ended, or it finds lines that are near already.
    /// - Returns: what the slowest thread took, in nanoseconds.
    public func run(steps: Int, position: Int = 0, on pool: ThreadPool) throws(KernelError) -> Int {
        let kernel = "chase"
        guard steps > 0, position >= 0 else { throw .badShape(kernel: kernel) }
        let (memory, bytes) = (memory, bytes)
        return try unsafe TimedRound.run(on: pool, kernel: kernel) { round in
            let arguments = unsafe ep_chase_arguments(
                memory: memory.start, bytes: bytes, position: position, steps: UInt64(steps), round: round)
            return unsafe runPlanned(arguments, kernel: kernel, isa: .scalar, on: pool) {
                unsafe ep_chase_plan($0, $1, $2)
            }
        }
    }
}
