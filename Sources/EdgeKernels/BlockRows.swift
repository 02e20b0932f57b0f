import CEdgeKernels

/// Rows of activations as s8, with a scale for each block along K: the left side of products with 4-bit weights.
///
/// A block that holds NaN or infinity has a scale of NaN, so that all results of its row are NaN.
public struct BlockRows: Sendable {
    public let rows: Int
    public let depth: Int
    /// 32, 64 or 128, as the weights have it.
    public let block: Int
    /// Each row is padded with zeros to whole blocks.
    public private(set) var values: [Int8]
    /// The largest magnitude of a block is 127 of these.
    public private(set) var scales: [Float]
    /// −8 × the sum of each block's values.
    public private(set) var starts: [Int32]

    public var blocks: Int { depth / block + (depth % block == 0 ? 0 : 1) }

    /// Quantizes `rows` rows, each `stride` elements after the other; by default they touch.
    public init(
        _ source: Span<Float>, rows: Int, depth: Int, stride: Int? = nil, block: Int = 32,
        using isa: InstructionSet = .scalar, on pool: ThreadPool
    ) throws(KernelError) {
        let kernel = "quantize_blocks_s8_f32_\(isa.name)"
        guard depth >= 0, [32, 64, 128].contains(block) else { throw .badShape(kernel: kernel) }
        let stride = try checkedStride(stride, rows: rows, columns: depth, count: source.count, kernel: kernel)
        let blocks = depth / block + (depth % block == 0 ? 0 : 1)
        let (padded, overflow) = blocks.multipliedReportingOverflow(by: block)
        let (count, tooMany) = padded.multipliedReportingOverflow(by: rows)
        guard !overflow, !tooMany else { throw .overflow(kernel: kernel) }
        self.rows = rows
        self.depth = depth
        self.block = block
        values = [Int8](repeating: 0, count: count)
        scales = [Float](repeating: 0, count: blocks * rows)
        starts = [Int32](repeating: 0, count: blocks * rows)
        let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
            unsafe values.withUnsafeMutableBufferPointer { values in
                unsafe scales.withUnsafeMutableBufferPointer { scales in
                    unsafe starts.withUnsafeMutableBufferPointer { starts in
                        let destination = unsafe ep_block_rows(
                            values: values.baseAddress, scales: scales.baseAddress, starts: starts.baseAddress,
                            value_stride: padded, block_stride: blocks)
                        let arguments = unsafe ep_quantize_blocks_arguments(
                            destination: destination, source: source.baseAddress, rows: rows, depth: depth,
                            block: block, source_stride: stride)
                        return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                            unsafe ep_quantize_blocks_plan($0, $1, $2)
                        }
                    }
                }
            }
        }
        if let failure { throw failure }
    }
}
