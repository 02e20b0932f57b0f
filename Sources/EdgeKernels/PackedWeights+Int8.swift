import CEdgeKernels

/// Weights of 8 bits before they are packed, and all that turns their sums into results.
public struct QuantizedWeights: Sendable {
    /// One after another: for each of N outputs its taps, for each tap its K weights; or as `order` says.
    public var values: [Int8]
    public var columns: Int
    public var depth: Int
    /// The places of a convolution's kernel; 1 for a matrix.
    public var taps = 1
    /// Only a matrix may lie the other way round.
    public var order = WeightOrder.columnsThenDepth
    /// What the sums start with, in their own units; empty for zeros.
    public var bias: [Int32] = []
    /// From sums to results, one for each output: above zero and finite; empty for ones.
    public var multipliers: [Float] = []
    /// Where zero lies among the activations, written as u8: 128 more than for s8.
    public var zeroPoint = 0

    public init(_ values: [Int8], columns: Int, depth: Int, taps: Int = 1) {
        self.values = values
        self.columns = columns
        self.depth = depth
        self.taps = taps
    }
}

extension PackedWeights {
    /// Packs weights of 8 bits for products with u8 and s8 activations.
    public convenience init(_ weights: QuantizedWeights) throws(KernelError) {
        let kernel = "pack_s8"
        let columns = weights.columns
        let depth = weights.depth
        let taps = weights.taps
        guard columns >= 0, depth >= 0, taps > 0 else { throw .badShape(kernel: kernel) }
        let (products, tooLong) = depth.multipliedReportingOverflow(by: taps)
        let (count, tooMany) = products.multipliedReportingOverflow(by: columns)
        guard !tooLong, !tooMany else { throw .overflow(kernel: kernel) }
        guard weights.values.count == count,
            weights.bias.isEmpty || weights.bias.count == columns,
            weights.multipliers.isEmpty || weights.multipliers.count == columns,
            taps == 1 || weights.order == .columnsThenDepth
        else { throw .badShape(kernel: kernel) }
        let lieInRows = weights.order == .columnsThenDepth
        try unsafe self.init(columns: columns, depth: depth, taps: taps, kernel: kernel) { bytes in
            unsafe ep_pack_s8_bytes(columns, taps, depth, &bytes)
        } packing: { memory, bytes in
            unsafe weights.values.withUnsafeBufferPointer { values in
                unsafe weights.bias.withUnsafeBufferPointer { bias in
                    unsafe weights.multipliers.withUnsafeBufferPointer { multipliers in
                        var arguments = unsafe ep_pack_s8_arguments(
                            weights: values.baseAddress, columns: columns, taps: taps, depth: depth,
                            column_stride: lieInRows ? max(products, 1) : 1, tap_stride: max(depth, 1),
                            depth_stride: lieInRows ? 1 : max(columns, 1),
                            bias: bias.isEmpty ? nil : bias.baseAddress,
                            multipliers: multipliers.isEmpty ? nil : multipliers.baseAddress,
                            zero_point: Int32(clamping: weights.zeroPoint))
                        return unsafe ep_pack_s8(&arguments, memory, bytes)
                    }
                }
            }
        }
    }
}
