import Glibc

/// Memory with a page that nobody may touch on one side: whoever reads or writes past that edge ends the process.
@safe final class GuardedBuffer<Element: BitwiseCopyable> {
    enum Edge: CaseIterable { case start, end }

    private let mapped: UnsafeMutableRawPointer
    private let mappedBytes: Int
    let elements: UnsafeMutableBufferPointer<Element>

    /// Copies `initial` so that its first or last byte touches the forbidden page.
    init(_ initial: [Element], edge: Edge) {
        let pageBytes = sysconf(Int32(_SC_PAGESIZE))
        let bytes = initial.count * MemoryLayout<Element>.stride
        let inside = (bytes + pageBytes - 1) / pageBytes * pageBytes
        unsafe mapped = mmap(
            nil, inside + 2 * pageBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        mappedBytes = inside + 2 * pageBytes
        precondition(unsafe mapped != MAP_FAILED)
        unsafe mprotect(mapped, pageBytes, PROT_NONE)
        unsafe mprotect(mapped + pageBytes + inside, pageBytes, PROT_NONE)
        let first = unsafe mapped + pageBytes + (edge == .start ? 0 : inside - bytes)
        let typed = unsafe first.bindMemory(to: Element.self, capacity: initial.count)
        unsafe elements = UnsafeMutableBufferPointer(start: typed, count: initial.count)
        _ = unsafe elements.initialize(from: initial)
    }

    deinit {
        unsafe munmap(mapped, mappedBytes)
    }

    var contents: [Element] { unsafe Array(elements) }
}
