import CEdgeKernels

/// Loads and stores of whole lines, which no optimizer sees through: the bandwidth of the level that holds them.
public enum MemoryStream: String, CaseIterable, Sendable {
    case read, write
    /// From one half of the slice to the other; bytes read and bytes written both count.
    case copy
    /// Written past the caches.
    case writePast

    /// What the threads go over: each a slice of its own region, one region after another.
    public struct Slice: Hashable, Sendable {
        public var regionBytes: Int
        public var offsetBytes: Int
        public var bytes: Int
        public var passes: Int

        public init(regionBytes: Int, offsetBytes: Int = 0, bytes: Int, passes: Int = 1) {
            self.regionBytes = regionBytes
            self.offsetBytes = offsetBytes
            self.bytes = bytes
            self.passes = passes
        }
    }

    /// The widest instruction set that has loops of its own.
    public static var widest: InstructionSet {
        [.avx512, .avx2, .neon].first { $0.isAvailable } ?? .scalar
    }

    /// - Returns: what the slowest thread took, in nanoseconds.
    public func run(
        over slice: Slice, of memory: CeilingMemory, using isa: InstructionSet, on pool: ThreadPool
    ) throws(KernelError) -> Int {
        let kernel = "stream_\(rawValue)_\(isa.name)"
        let (regions, overflow) = slice.regionBytes.multipliedReportingOverflow(by: pool.threads)
        guard !overflow, slice.regionBytes > 0, regions <= memory.bytes, slice.offsetBytes >= 0, slice.bytes > 0,
            slice.passes > 0
        else { throw .badShape(kernel: kernel) }
        let stream = code
        return try unsafe TimedRound.run(on: pool, kernel: kernel) { round in
            let arguments = unsafe ep_stream_arguments(
                stream: stream, memory: memory.start.assumingMemoryBound(to: CChar.self),
                region_bytes: slice.regionBytes, offset: slice.offsetBytes, bytes: slice.bytes,
                passes: UInt64(slice.passes), round: round)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_stream_plan($0, $1, $2)
            }
        }
    }

    private var code: ep_stream {
        switch self {
        case .read: EP_STREAM_READ
        case .write: EP_STREAM_WRITE
        case .copy: EP_STREAM_COPY
        case .writePast: EP_STREAM_WRITE_PAST
        }
    }
}
