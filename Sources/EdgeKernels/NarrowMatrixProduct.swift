import CEdgeKernels

/// `destination = clamp(left × weights + bias)` with bf16 products and fp32 sums; the weights are bf16.
///
/// A fp32 left side is rounded to bf16 first, a bf16 destination last: to the nearest, ties to even.
///
/// - Parameters:
///   - left: `rows` rows, each `leftStride` elements after the other; by default they touch.
///   - bounds: the fused activation.
public func multiplyNarrow<Left: ActivationFloat, Destination: ActivationFloat>(
    _ left: Span<Left>, rows: Int, leftStride: Int? = nil, by weights: PackedWeights,
    into destination: inout MutableSpan<Destination>, destinationStride: Int? = nil,
    bounds: ClosedRange<Float> = -Float.infinity...Float.infinity, using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "gemm_bf16_\(isa.name)"
    let columns = weights.columns
    let depth = weights.depth
    let leftStride = try checkedStride(leftStride, rows: rows, columns: depth, count: left.count, kernel: kernel)
    let destinationStride = try checkedStride(
        destinationStride, rows: rows, columns: columns, count: destination.count, kernel: kernel)
    let failure: KernelError? = unsafe left.withUnsafeBufferPointer { left in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_gemm_bf16_arguments(
                destination: destination.baseAddress, left: left.baseAddress, packed: weights.memory,
                packed_bytes: weights.bytes, rows: rows, columns: columns, depth: depth,
                destination_stride: destinationStride, left_stride: leftStride,
                destination_type: Destination.kernelType.code, left_type: Left.kernelType.code,
                lowest: bounds.lowerBound, highest: bounds.upperBound)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_gemm_bf16_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}

extension ActivationType {
    var code: ep_float_type { self == .f32 ? EP_FLOAT_F32 : EP_FLOAT_BF16 }
}
