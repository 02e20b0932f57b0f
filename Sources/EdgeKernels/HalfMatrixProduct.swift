import CEdgeKernels

/// What a product of fp16 may be stored as.
public protocol HalfProductResult: BitwiseCopyable {
    static var isHalf: Bool { get }
}

extension Float16: HalfProductResult {
    public static var isHalf: Bool { true }
}

extension Float: HalfProductResult {
    public static var isHalf: Bool { false }
}

/// `destination = clamp(left × weights + bias)` of fp16 rows and weights; a fp16 destination is rounded last.
///
/// Products and sums are fp32, but on `avx512fp16`, which adds 32 neighbours along K in fp16 before they join the sum:
/// there such 32 products may not come to 65,520 or more.
///
/// - Parameters:
///   - left: `rows` rows, each `leftStride` elements after the other; by default they touch.
///   - bounds: the fused activation.
public func multiply<Product: HalfProductResult>(
    _ left: Span<Float16>, rows: Int, leftStride: Int? = nil, by weights: PackedWeights,
    into destination: inout MutableSpan<Product>, destinationStride: Int? = nil,
    bounds: ClosedRange<Float> = -Float.infinity...Float.infinity, using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "gemm_f16_\(isa.name)"
    let columns = weights.columns
    let depth = weights.depth
    let leftStride = try checkedStride(leftStride, rows: rows, columns: depth, count: left.count, kernel: kernel)
    let destinationStride = try checkedStride(
        destinationStride, rows: rows, columns: columns, count: destination.count, kernel: kernel)
    let failure: KernelError? = unsafe left.withUnsafeBufferPointer { left in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_gemm_f16_arguments(
                destination: destination.baseAddress, left: left.baseAddress, packed: weights.memory,
                packed_bytes: weights.bytes, rows: rows, columns: columns, depth: depth,
                destination_stride: destinationStride, left_stride: leftStride,
                destination_type: Product.isHalf ? EP_F16 : EP_F32, lowest: bounds.lowerBound,
                highest: bounds.upperBound)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_gemm_f16_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}
