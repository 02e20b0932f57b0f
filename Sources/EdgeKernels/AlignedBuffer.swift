/// Elements that begin at a cache line, as an engine's tensors do; an array's do not.
///
/// One thread at a time uses it.
@safe public final class AlignedBuffer<Element: BitwiseCopyable>: @unchecked Sendable {
    public let count: Int
    private let start: UnsafeMutablePointer<Element>

    /// - Throws: `outOfMemory` if no program could hold so many.
    public init(count: Int, repeating value: Element) throws(KernelError) {
        let (bytes, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
        guard count >= 0, !overflow, bytes < Int.max / 2 else { throw .outOfMemory(kernel: "buffer") }
        self.count = count
        // A line more than needed: kernels may then be measured on a buffer of no elements.
        unsafe start = UnsafeMutableRawPointer.allocate(byteCount: bytes + 64, alignment: 64)
            .bindMemory(to: Element.self, capacity: count)
        unsafe start.initialize(repeating: value, count: count)
    }

    deinit {
        unsafe start.deallocate()
    }

    /// Fills it with what `element` gives for each place.
    public func fill(_ element: (Int) -> Element) {
        for index in 0..<count { unsafe start[index] = element(index) }
    }

    public func withSpan<Answer, Failure: Error>(
        _ body: (Span<Element>) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        let buffer = unsafe UnsafeBufferPointer(start: start, count: count)
        return try body(unsafe buffer.span)
    }

    public func withMutableSpan<Answer, Failure: Error>(
        _ body: (inout MutableSpan<Element>) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        let buffer = unsafe UnsafeMutableBufferPointer(start: start, count: count)
        var span = unsafe buffer.mutableSpan
        return try body(&span)
    }
}
