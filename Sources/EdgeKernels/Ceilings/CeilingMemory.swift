import CEdgeKernels

/// Memory that ceilings read and write, in huge pages where the system gives them.
///
/// One round at a time uses it; what it holds means nothing.
@safe public final class CeilingMemory: @unchecked Sendable {
    /// Every size and offset within it is a multiple of this.
    public static var quantumBytes: Int { EP_STREAM_QUANTUM }

    public let bytes: Int
    let start: UnsafeMutableRawPointer

    public init(bytes: Int) throws(KernelError) {
        let kernel = "ceiling memory"
        guard bytes > 0 else { throw .badShape(kernel: kernel) }
        guard let start = unsafe ep_arena_create(bytes) else { throw .outOfMemory(kernel: kernel) }
        self.bytes = bytes
        unsafe self.start = start
    }

    deinit {
        unsafe ep_arena_destroy(start, bytes)
    }
}
