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
        unsafe left.withBlocks { blocks in
            let arguments = unsafe ep_gemm_s4_arguments(
                destination: destination.baseAddress, left: blocks, packed: weights.memory,
                packed_bytes: weights.bytes, rows: left.rows, shape: shape, destination_stride: stride,
                lowest: bounds.lowerBound, highest: bounds.upperBound)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_gemm_s4_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}

extension BlockRows {
    /// The kernel only reads: the pointers are to arrays that do not change.
    @unsafe fileprivate func withBlocks(_ body: (ep_block_rows) -> KernelError?) -> KernelError? {
        unsafe values.withUnsafeBufferPointer { values in
            unsafe scales.withUnsafeBufferPointer { scales in
                unsafe starts.withUnsafeBufferPointer { starts in
                    unsafe body(
                        ep_block_rows(
                            values: UnsafeMutablePointer(mutating: values.baseAddress),
                            scales: UnsafeMutablePointer(mutating: scales.baseAddress),
                            starts: UnsafeMutablePointer(mutating: starts.baseAddress),
                            value_stride: blocks * block, block_stride: blocks))
                }
            }
        }
    }
}
