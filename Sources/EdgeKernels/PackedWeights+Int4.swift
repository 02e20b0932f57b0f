import CEdgeKernels

/// Weights of 4 bits as files hold them, with a scale for each block of neighbours along K.
///
/// A weight is `scale × (nibble − zero point)`.
public struct Int4Weights: Sendable {
    /// N rows, two depths a byte, the even one in the low nibble; a row is `(depth + 1) / 2` bytes.
    public var nibbles: [UInt8]
    /// N rows of one for each block: finite and not zero, also once rounded to fp16.
    public var scales: [Float]
    /// Likewise, 0…15 each; empty if 8 stands for zero everywhere.
    public var zeroPoints: [UInt8] = []
    /// What is added to the results; empty for zeros.
    public var bias: [Float] = []
    public var columns: Int
    public var depth: Int
    /// 32, 64 or 128.
    public var block: Int

    public init(nibbles: [UInt8], scales: [Float], columns: Int, depth: Int, block: Int = 32) {
        self.nibbles = nibbles
        self.scales = scales
        self.columns = columns
        self.depth = depth
        self.block = block
    }
}

extension PackedWeights {
    /// Packs weights of 4 bits for products with s8 activations in blocks.
    public convenience init(_ weights: Int4Weights) throws(KernelError) {
        let kernel = "pack_s4"
        let (columns, depth, block) = (weights.columns, weights.depth, weights.block)
        guard columns >= 0, depth >= 0, block > 0 else { throw .badShape(kernel: kernel) }
        let (nibbleCount, tooMany) = (depth / 2 + depth % 2).multipliedReportingOverflow(by: columns)
        let blocks = depth / block + (depth % block == 0 ? 0 : 1)
        let (scaleCount, tooManyScales) = blocks.multipliedReportingOverflow(by: columns)
        guard !tooMany, !tooManyScales else { throw .overflow(kernel: kernel) }
        guard weights.nibbles.count == nibbleCount, weights.scales.count == scaleCount,
            weights.zeroPoints.isEmpty || weights.zeroPoints.count == scaleCount,
            weights.bias.isEmpty || weights.bias.count == columns
        else { throw .badShape(kernel: kernel) }
        let shape = ep_pack_s4_shape(
            columns: columns, depth: depth, block: block, has_zero_points: !weights.zeroPoints.isEmpty)
        try unsafe self.init(columns: columns, depth: depth, kernel: kernel) { bytes in
            unsafe ep_pack_s4_bytes(shape, &bytes)
        } packing: { memory, bytes in
            unsafe weights.nibbles.withUnsafeBufferPointer { nibbles in
                unsafe weights.scales.withUnsafeBufferPointer { scales in
                    unsafe weights.zeroPoints.withUnsafeBufferPointer { zeroPoints in
                        unsafe weights.bias.withUnsafeBufferPointer { bias in
                            var arguments = unsafe ep_pack_s4_nibbles_arguments(
                                shape: shape, nibbles: nibbles.baseAddress, scales: scales.baseAddress,
                                zero_points: zeroPoints.baseAddress, bias: bias.isEmpty ? nil : bias.baseAddress)
                            return unsafe ep_pack_s4_nibbles(&arguments, memory, bytes)
                        }
                    }
                }
            }
        }
    }

    /// Rounds fp32 weights to 4 bits in blocks of 32, 64 or 128 along K, and packs them; they have to be finite.
    ///
    /// Zero points of their own suit blocks whose weights lie unevenly around zero, and cost a little time.
    public convenience init(
        roundedToInt4 weights: Span<Float>, bias: Span<Float> = Span(), columns: Int, depth: Int, order: WeightOrder,
        block: Int = 32, withZeroPoints hasZeroPoints: Bool = false
    ) throws(KernelError) {
        let kernel = "pack_s4"
        guard columns >= 0, depth >= 0, block > 0 else { throw .badShape(kernel: kernel) }
        let (count, overflow) = columns.multipliedReportingOverflow(by: depth)
        guard !overflow else { throw .overflow(kernel: kernel) }
        guard weights.count == count, bias.isEmpty || bias.count == columns else { throw .badShape(kernel: kernel) }
        let shape = ep_pack_s4_shape(columns: columns, depth: depth, block: block, has_zero_points: hasZeroPoints)
        try unsafe self.init(columns: columns, depth: depth, kernel: kernel) { bytes in
            unsafe ep_pack_s4_bytes(shape, &bytes)
        } packing: { memory, bytes in
            unsafe weights.withUnsafeBufferPointer { weights in
                unsafe bias.withUnsafeBufferPointer { bias in
                    var arguments = unsafe ep_pack_s4_arguments(
                        shape: shape, weights: weights.baseAddress,
                        column_stride: order == .depthThenColumns ? 1 : max(depth, 1),
                        depth_stride: order == .depthThenColumns ? max(columns, 1) : 1,
                        bias: bias.isEmpty ? nil : bias.baseAddress)
                    return unsafe ep_pack_s4(&arguments, memory, bytes)
                }
            }
        }
    }

    /// The shape that the header tells of; nil for weights of another precision.
    var int4Shape: ep_pack_s4_shape? {
        let header = unsafe memory.load(as: ep_packed_header.self)
        guard header.precision == EP_PACKED_S4 else { return nil }
        // 16 is no nibble: each block has a zero point of its own.
        return ep_pack_s4_shape(
            columns: columns, depth: depth, block: Int(header.depth_block), has_zero_points: header.zero_point == 16)
    }
}
