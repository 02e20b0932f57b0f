import CEdgeKernels

/// Rows of activations as s8, with a scale for each block along K: the left side of products with 4-bit weights.
///
/// It is made once with room for as many rows as will come, and filled for each product. A block that holds NaN or
/// infinity has a scale of NaN, so that all results of its row are NaN. One thread at a time uses it.
@safe public final class BlockRows: @unchecked Sendable {
    public let mostRows: Int
    public let depth: Int
    /// 32, 64 or 128, as the weights have it.
    public let block: Int
    /// How many rows it holds now.
    public private(set) var rows = 0
    /// Values, then scales, then what sums start with.
    private let memory: OwnedMemory

    /// Room for up to `mostRows` rows.
    public init(mostRows: Int, depth: Int, block: Int = 32) throws(KernelError) {
        let kernel = "quantize_blocks_s8_f32"
        guard mostRows >= 0, depth >= 0, [32, 64, 128].contains(block) else { throw .badShape(kernel: kernel) }
        let blocks = depth / block + (depth % block == 0 ? 0 : 1)
        // A scale and a start take 8 bytes.
        let (rowBytes, tooLong) = blocks.multipliedReportingOverflow(by: block + 8)
        let (bytes, tooMany) = rowBytes.multipliedReportingOverflow(by: mostRows)
        guard !tooLong, !tooMany, bytes < Int.max / 2 else { throw .overflow(kernel: kernel) }
        self.mostRows = mostRows
        self.depth = depth
        self.block = block
        memory = OwnedMemory(bytes: bytes)
    }

    /// Quantizes `rows` rows at once, each `stride` elements after the other; by default they touch.
    public convenience init(
        _ source: Span<Float>, rows: Int, depth: Int, stride: Int? = nil, block: Int = 32,
        using isa: InstructionSet? = nil, on pool: ThreadPool
    ) throws(KernelError) {
        try self.init(mostRows: rows, depth: depth, block: block)
        try quantize(source, rows: rows, stride: stride, using: isa, on: pool)
    }

    /// Replaces what it holds; nothing is allocated for it.
    ///
    /// - Parameter isa: nil for the fastest.
    public func quantize(
        _ source: Span<Float>, rows: Int, stride: Int? = nil, using isa: InstructionSet? = nil, on pool: ThreadPool
    ) throws(KernelError) {
        guard let isa else {
            _ = try InstructionSet.fastest { isa throws(KernelError) in
                try quantize(source, rows: rows, stride: stride, using: isa, on: pool)
            }
            return
        }
        let kernel = "quantize_blocks_s8_f32_\(isa.name)"
        guard 0...mostRows ~= rows else { throw .badShape(kernel: kernel) }
        let stride = try checkedStride(stride, rows: rows, columns: depth, count: source.count, kernel: kernel)
        let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
            let arguments = unsafe ep_quantize_blocks_arguments(
                destination: blocks, source: source.baseAddress, rows: rows, depth: depth, block: block,
                source_stride: stride)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_quantize_blocks_plan($0, $1, $2)
            }
        }
        if let failure { throw failure }
        self.rows = rows
    }

    private var blocksOfRow: Int { depth / block + (depth % block == 0 ? 0 : 1) }

    /// Where everything lies, for as long as this lives.
    @unsafe var blocks: ep_block_rows {
        let (stride, blocks) = (blocksOfRow * block, blocksOfRow)
        let scales = unsafe memory.start + stride * mostRows
        let starts = unsafe scales + 4 * blocks * mostRows
        return unsafe ep_block_rows(
            values: memory.start.assumingMemoryBound(to: Int8.self), scales: scales.assumingMemoryBound(to: Float.self),
            starts: starts.assumingMemoryBound(to: Int32.self), value_stride: stride, block_stride: blocks)
    }

    /// Row after row, each padded with zeros to whole blocks.
    public var values: [Int8] {
        unsafe Array(UnsafeBufferPointer(start: blocks.values, count: rows * blocksOfRow * block))
    }

    /// The largest magnitude of a block is 127 of these.
    public var scales: [Float] {
        unsafe Array(UnsafeBufferPointer(start: blocks.scales, count: rows * blocksOfRow))
    }

    /// −8 × the sum of each block's values.
    public var starts: [Int32] {
        unsafe Array(UnsafeBufferPointer(start: blocks.starts, count: rows * blocksOfRow))
    }
}
