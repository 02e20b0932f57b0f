import CEdgeKernels

/// `destination = clamp(left × weights + bias + residual)`, fp32; the bias is in the weights.
///
/// - Parameters:
///   - left: `rows` rows, each `leftStride` elements after the other; by default they touch.
///   - residual: what is added before the bounds apply; empty for nothing.
///   - bounds: the fused activation.
///   - swishes: whether `x × clamp(x / 6 + 0.5, 0, 1)` follows the bounds.
public func multiply(
    _ left: Span<Float>, rows: Int, leftStride: Int? = nil, by weights: PackedWeights,
    adding residual: Span<Float> = Span(), residualStride: Int? = nil,
    into destination: inout MutableSpan<Float>, destinationStride: Int? = nil,
    bounds: ClosedRange<Float> = -Float.infinity...Float.infinity, swishes: Bool = false, using isa: InstructionSet,
    on pool: ThreadPool
) throws(KernelError) {
    let kernel = "gemm_f32_\(isa.name)"
    let columns = weights.columns
    let depth = weights.depth
    let leftStride = try checkedStride(leftStride, rows: rows, columns: depth, count: left.count, kernel: kernel)
    let destinationStride = try checkedStride(
        destinationStride, rows: rows, columns: columns, count: destination.count, kernel: kernel)
    let residualStride =
        residual.isEmpty
        ? 0 : try checkedStride(residualStride, rows: rows, columns: columns, count: residual.count, kernel: kernel)
    let failure: KernelError? = unsafe left.withUnsafeBufferPointer { left in
        unsafe residual.withUnsafeBufferPointer { residual in
            unsafe destination.withUnsafeMutableBufferPointer { destination in
                let arguments = unsafe ep_gemm_f32_arguments(
                    destination: destination.baseAddress, left: left.baseAddress,
                    residual: residual.isEmpty ? nil : residual.baseAddress, packed: weights.memory,
                    packed_bytes: weights.bytes, rows: rows, columns: columns, depth: depth,
                    destination_stride: destinationStride, left_stride: leftStride,
                    residual_stride: residualStride, lowest: bounds.lowerBound, highest: bounds.upperBound,
                    swishes: swishes)
                return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                    unsafe ep_gemm_f32_plan($0, $1, $2)
                }
            }
        }
    }
    if let failure { throw failure }
}
