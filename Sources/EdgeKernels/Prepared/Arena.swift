/// One block of memory in which all tensors of a network lie, at places that were planned before.
///
/// One thread at a time uses it. It begins as zeros, so that no run is the first to touch a page.
@safe public final class Arena: @unchecked Sendable {
    /// Where every region begins: a cache line, and a register of the widest instruction set.
    public static let alignment = 64

    public let bytes: Int
    private let start: UnsafeMutableRawPointer

    /// - Throws: `outOfMemory` if no program could hold so much.
    public init(bytes: Int) throws(KernelError) {
        guard 0..<Int.max / 2 ~= bytes else { throw .outOfMemory(kernel: "arena") }
        self.bytes = bytes
        // A line more than needed, as kernels may be given a region of nothing at the end.
        let all = bytes + Self.alignment
        unsafe start = UnsafeMutableRawPointer.allocate(byteCount: all, alignment: Self.alignment)
        unsafe start.initializeMemory(as: UInt8.self, repeating: 0, count: all)
    }

    deinit {
        unsafe start.deallocate()
    }

    public func withSpan<Element, Answer, Failure: Error>(
        _ region: Region<Element>, _ body: (Span<Element>) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        try body(unsafe UnsafeBufferPointer(pointer(region)).span)
    }

    public func withMutableSpan<Element, Answer, Failure: Error>(
        _ region: Region<Element>, _ body: (inout MutableSpan<Element>) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        let buffer = unsafe pointer(region)
        var span = unsafe buffer.mutableSpan
        return try body(&span)
    }

    @unsafe private func pointer<Element>(_ region: Region<Element>) -> UnsafeMutableBufferPointer<Element> {
        precondition(region.fits(within: bytes), "a region of another arena's plan")
        let first = unsafe (start + region.offset).bindMemory(to: Element.self, capacity: region.count)
        return unsafe UnsafeMutableBufferPointer(start: first, count: region.count)
    }
}

/// So many elements at a place of an arena.
public struct Region<Element: BitwiseCopyable>: Hashable, Sendable {
    /// In bytes, whole elements; whole lines where it is no part of another region.
    public let offset: Int
    public let count: Int

    public init(offset: Int, count: Int) {
        self.offset = offset
        self.count = count
    }

    func fits(within bytes: Int) -> Bool {
        let (length, tooLong) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
        let (end, tooFar) = offset.addingReportingOverflow(length)
        return offset >= 0 && offset % MemoryLayout<Element>.alignment == 0 && count >= 0 && !tooLong && !tooFar
            && end <= bytes
    }
}
