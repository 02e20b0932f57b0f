import CEdgeKernels

/// One round of a ceiling's loop, timed by its threads from their common start.
enum TimedRound {
    /// Hands `body` a fresh round and gives what its slowest thread took, in nanoseconds.
    static func run(
        on pool: ThreadPool, kernel: String, _ body: (UnsafeMutablePointer<ep_round>) -> KernelError?
    ) throws(KernelError) -> Int {
        var round = ep_round(threads: UInt32(clamping: pool.threads), arrived: 0, nanoseconds: 0)
        let failure = unsafe withUnsafeMutablePointer(to: &round) { unsafe body($0) }
        if let failure { throw failure }
        return Int(round.nanoseconds)
    }
}
