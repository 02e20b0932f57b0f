import CEdgeKernels

/// The weights of one layer in the order in which kernels read them; the same for every instruction set.
///
/// Nothing changes them after packing, so threads may share them.
@safe public final class PackedWeights: @unchecked Sendable {
    /// N and K: outputs, and products in each sum.
    public let columns: Int
    public let depth: Int
    /// The places of a convolution's kernel, each with `depth` products; 1 for a matrix.
    public let taps: Int
    public let bytes: Int
    let memory: UnsafeRawPointer

    deinit {
        unsafe memory.deallocate()
    }

    /// Owns memory that a packing function fills.
    @unsafe init(
        columns: Int, depth: Int, taps: Int = 1, kernel: String, bytes count: (inout Int) -> ep_status,
        packing: (UnsafeMutableRawPointer, Int) -> ep_status
    ) throws(KernelError) {
        guard columns >= 0, depth >= 0 else { throw .badShape(kernel: kernel) }
        var bytes = 0
        if let refused = KernelError(count(&bytes), kernel: kernel, isa: .scalar) { throw refused }
        let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
        if let refused = unsafe KernelError(packing(memory, bytes), kernel: kernel, isa: .scalar) {
            unsafe memory.deallocate()
            throw refused
        }
        self.columns = columns
        self.depth = depth
        self.taps = taps
        self.bytes = bytes
        unsafe self.memory = UnsafeRawPointer(memory)
    }
}

extension PackedWeights {
    /// The same weights at another place: measurements turn among copies that no cache holds all of.
    public convenience init(copying other: PackedWeights) throws(KernelError) {
        try unsafe self.init(columns: other.columns, depth: other.depth, taps: other.taps, kernel: "pack_copy") {
            $0 = other.bytes
            return EP_OK
        } packing: { memory, bytes in
            unsafe memory.copyMemory(from: other.memory, byteCount: bytes)
            return EP_OK
        }
    }
}

/// How a matrix of weights lies in memory before it is packed.
public enum WeightOrder: Sendable, CaseIterable {
    /// K rows of N weights: the right side of a matrix product.
    case depthThenColumns
    /// N rows of K weights, as layers are stored: one row for each output.
    case columnsThenDepth
}

extension PackedWeights {
    /// Packs fp32 weights, and the bias that starts the sums; an empty bias is zeros.
    public convenience init(
        _ weights: Span<Float>, bias: Span<Float> = Span(), columns: Int, depth: Int, order: WeightOrder
    ) throws(KernelError) {
        try unsafe self.init(
            weights, bias: bias, columns: columns, depth: depth, order: order, kernel: "pack_f32",
            bytes: { unsafe ep_pack_f32_bytes(columns, depth, &$0) },
            packing: { unsafe ep_pack_f32($0, $1, $2) })
    }

    /// Rounds fp32 weights to bf16 and packs them; the bias stays fp32.
    public convenience init(
        roundedToBFloat16 weights: Span<Float>, bias: Span<Float> = Span(), columns: Int, depth: Int,
        order: WeightOrder
    ) throws(KernelError) {
        try unsafe self.init(
            weights, bias: bias, columns: columns, depth: depth, order: order, kernel: "pack_bf16",
            bytes: { unsafe ep_pack_bf16_bytes(columns, depth, &$0) },
            packing: { unsafe ep_pack_bf16($0, $1, $2) })
    }

    /// Rounds fp32 weights to fp16 and packs them; the bias stays fp32.
    public convenience init(
        roundedToFloat16 weights: Span<Float>, bias: Span<Float> = Span(), columns: Int, depth: Int, order: WeightOrder
    ) throws(KernelError) {
        try unsafe self.init(
            weights, bias: bias, columns: columns, depth: depth, order: order, kernel: "pack_f16",
            bytes: { unsafe ep_pack_f16_bytes(columns, depth, &$0) },
            packing: { unsafe ep_pack_f16($0, $1, $2) })
    }

    @unsafe private convenience init(
        _ weights: Span<Float>, bias: Span<Float>, columns: Int, depth: Int, order: WeightOrder, kernel: String,
        bytes: (inout Int) -> ep_status,
        packing: (UnsafePointer<ep_pack_f32_arguments>, UnsafeMutableRawPointer, Int) -> ep_status
    ) throws(KernelError) {
        let (count, overflow) = columns.multipliedReportingOverflow(by: depth)
        guard !overflow else { throw .overflow(kernel: kernel) }
        guard weights.count == count, bias.isEmpty || bias.count == columns else { throw .badShape(kernel: kernel) }
        // The packing wants strides above zero even where nothing is to be found.
        let columnStride = order == .depthThenColumns ? 1 : max(depth, 1)
        let depthStride = order == .depthThenColumns ? max(columns, 1) : 1
        try unsafe self.init(columns: columns, depth: depth, kernel: kernel, bytes: bytes) { memory, bytes in
            unsafe weights.withUnsafeBufferPointer { weights in
                unsafe bias.withUnsafeBufferPointer { bias in
                    var arguments = unsafe ep_pack_f32_arguments(
                        weights: weights.baseAddress, columns: columns, depth: depth, column_stride: columnStride,
                        depth_stride: depthStride, bias: bias.isEmpty ? nil : bias.baseAddress)
                    return unsafe packing(&arguments, memory, bytes)
                }
            }
        }
    }
}
