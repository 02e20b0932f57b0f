import CEdgeKernels
import Synchronization

/// Threads that run kernels, with the scratch memory that kernels ask for; one task at a time.
///
/// All that is mutable is touched under the lock alone.
@safe public final class ThreadPool: @unchecked Sendable {
    public let threads: Int
    private let pool: OpaquePointer?
    private let lock = Mutex(())
    private var scratch: UnsafeMutableRawPointer?
    private var scratchBytes = 0
    /// Where tasks go instead of being run.
    let recording: TaskRecording?

    /// Starts `threads - 1` threads beside the caller's.
    ///
    /// - Parameter cpus: where the threads are pinned, in order; the caller's own place is the caller's business.
    public init(threads: Int, cpus: [Int] = []) throws(KernelError) {
        var pool: OpaquePointer?
        let places = cpus.map { Int32(clamping: $0) }
        let status = unsafe ep_pool_create(Int32(clamping: threads), places, Int32(places.count), &pool)
        guard status == EP_OK else { throw .noThread(count: threads) }
        self.threads = threads
        unsafe self.pool = pool
        recording = nil
    }

    /// A pool that runs nothing: what is asked of it is kept to be run by others.
    init(recording: TaskRecording) {
        threads = 1
        unsafe pool = nil
        self.recording = recording
    }

    deinit {
        unsafe ep_pool_destroy(pool)
        unsafe scratch?.deallocate()
    }

    /// Runs a task that a plan function has checked.
    @unsafe func run(_ task: UnsafePointer<ep_task>, kernel: String) -> KernelError? {
        let status = lock.withLock { _ in
            unsafe growScratch(for: task)
            return unsafe ep_pool_run(pool, task, scratch, scratchBytes)
        }
        return KernelError(status, kernel: kernel, isa: .scalar)
    }

    /// Allocates now what running the task would allocate.
    @unsafe func reserveScratch(_ task: UnsafePointer<ep_task>) {
        lock.withLock { _ in unsafe growScratch(for: task) }
    }

    /// To be called under the lock.
    @unsafe private func growScratch(for task: UnsafePointer<ep_task>) {
        let wanted = unsafe ep_pool_scratch_bytes(pool, task)
        guard wanted > scratchBytes else { return }
        unsafe scratch?.deallocate()
        unsafe scratch = UnsafeMutableRawPointer.allocate(byteCount: wanted, alignment: 64)
        scratchBytes = wanted
    }
}
