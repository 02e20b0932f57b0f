import CEdgeKernels

/// Additions that each wait for the one before: a cycle each, so they tell the clock as far as a program can know it.
public enum DependentAdditions {
    /// Of one step on one thread.
    public static var cyclesEach: Int { EP_ADDITIONS_STEP }

    /// Runs `steps` steps on every thread of the pool.
    ///
    /// - Returns: what the slowest thread took, in nanoseconds.
    public static func run(steps: Int, on pool: ThreadPool) throws(KernelError) -> Int {
        let kernel = "additions"
        guard steps > 0 else { throw .badShape(kernel: kernel) }
        return try unsafe TimedRound.run(on: pool, kernel: kernel) { round in
            let arguments = unsafe ep_additions_arguments(steps: UInt64(steps), round: round)
            return unsafe runPlanned(arguments, kernel: kernel, isa: .scalar, on: pool) {
                unsafe ep_additions_plan($0, $1, $2)
            }
        }
    }
}
