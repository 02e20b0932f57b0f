import CEdgeKernels

/// `destination = clamp(left × weights + bias)`: s8 rows in blocks times 4-bit weights, to fp32.
///
/// Products within a block are added as integers. The blocks of both sides have to be alike.
///
/// - Parameter bounds: the fused activation.
public func multiply(
    _ left: BlockRows, by weights: PackedWeights, into destination: inout MutableSpan<Float>,
    destinationStride: Int? = nil, bounds: ClosedRange<Float> = -Float.infinity...Float.infinity,
    using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "\(left.rows == 1 ? "gemv" : "gemm")_f32_s8_s4_\(isa.name)"
    guard let shape = weights.int4Shape else { throw .badPacking(kernel: kernel) }
    guard left.depth == weights.depth, left.block == shape.block else { throw .badShape(kernel: kernel) }
    let stride = try checkedStride(
        destinationStride, rows: left.rows, columns: weights.columns, count: destination.count, kernel: kernel)
    let failure: KernelError? = unsafe destination.withUnsafeMutableBufferPointer { destination in
        let arguments = unsafe ep_gemm_s4_arguments(
            destination: destination.baseAddress, left: left.blocks, packed: weights.memory,
            packed_bytes: weights.bytes, rows: left.rows, shape: shape, destination_stride: stride,
            lowest: bounds.lowerBound, highest: bounds.upperBound)
        return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
            unsafe ep_gemm_s4_plan($0, $1, $2)
        }
    }
    if let failure { throw failure }
}

/// `destination = clamp(left × weights + bias)`: the same 4-bit weights, each rounded to bf16, times bf16 activations.
///
/// For where activations in 8 bits lose too much; a fp32 left side is rounded to bf16 first. Many rows share the
/// widening of the weights; a single one waits for it.
///
/// - Parameters:
///   - left: `rows` rows, each `leftStride` elements after the other; by default they touch.
///   - bounds: the fused activation.
public func multiplyWidened<Left: ActivationFloat>(
    _ left: Span<Left>, rows: Int, leftStride: Int? = nil, by weights: PackedWeights,
    into destination: inout MutableSpan<Float>, destinationStride: Int? = nil,
    bounds: ClosedRange<Float> = -Float.infinity...Float.infinity, using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "\(rows == 1 ? "gemv" : "gemm")_f32_bf16_s4_\(isa.name)"
    guard let shape = weights.int4Shape else { throw .badPacking(kernel: kernel) }
    let leftStride = try checkedStride(
        leftStride, rows: rows, columns: weights.depth, count: left.count, kernel: kernel)
    let stride = try checkedStride(
        destinationStride, rows: rows, columns: weights.columns, count: destination.count, kernel: kernel)
    let failure: KernelError? = unsafe left.withUnsafeBufferPointer { left in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_gemm_bf16_s4_arguments(
                destination: destination.baseAddress, left: left.baseAddress, left_type: Left.kernelType.code,
                packed: weights.memory, packed_bytes: weights.bytes, rows: rows, shape: shape,
                destination_stride: stride, left_stride: leftStride, lowest: bounds.lowerBound,
                highest: bounds.upperBound)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_gemm_bf16_s4_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}
