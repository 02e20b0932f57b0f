import CEdgeKernels

/// `destination = clamp(round(left × weights × multipliers) + zeroPoint)`, all of 8 bits; halves round to even.
///
/// - Parameters:
///   - left: `rows` rows, each `leftStride` elements after the other; by default they touch.
///   - bounds: the fused activation.
public func multiply<Left: QuantizedElement, Product: QuantizedElement>(
    _ left: Span<Left>, rows: Int, leftStride: Int? = nil, by weights: PackedWeights,
    into destination: inout MutableSpan<Product>, destinationStride: Int? = nil, zeroPoint: Product,
    bounds: ClosedRange<Product> = Product.min...Product.max, using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let result = unsafe ep_gemm_s8_result(
        type: Product.code, zero_point: Int32(zeroPoint), lowest: Int32(bounds.lowerBound),
        highest: Int32(bounds.upperBound), lowest_value: 0, highest_value: 0, row_scales: nil, bias: nil)
    try unsafe QuantizedProduct(
        rows: rows, leftStride: leftStride, destinationStride: destinationStride, weights: weights, word: Product.word,
        result: result
    ).run(left, into: &destination, using: isa, on: pool)
}

/// `destination = clamp(left × weights × (multipliers × rowScales) + bias)`, of 8 bits to fp32.
///
/// - Parameters:
///   - rowScales: one for each row, as rows quantized one by one have; empty for ones.
///   - bias: one number for each column; empty for zeros.
public func multiply<Left: QuantizedElement>(
    _ left: Span<Left>, rows: Int, leftStride: Int? = nil, by weights: PackedWeights,
    rowScales: Span<Float> = Span(), bias: Span<Float> = Span(), into destination: inout MutableSpan<Float>,
    destinationStride: Int? = nil, bounds: ClosedRange<Float> = -Float.infinity...Float.infinity,
    using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    guard rowScales.isEmpty || rowScales.count == rows, bias.isEmpty || bias.count == weights.columns else {
        throw .badShape(kernel: "gemm_f32_\(Left.word)_s8_\(isa.name)")
    }
    let outcome: Result<Void, KernelError> = unsafe rowScales.withUnsafeBufferPointer { rowScales in
        unsafe bias.withUnsafeBufferPointer { bias in
            let result = unsafe ep_gemm_s8_result(
                type: EP_F32, zero_point: 0, lowest: 0, highest: 0, lowest_value: bounds.lowerBound,
                highest_value: bounds.upperBound, row_scales: rowScales.isEmpty ? nil : rowScales.baseAddress,
                bias: bias.isEmpty ? nil : bias.baseAddress)
            return Result { () throws(KernelError) in
                try unsafe QuantizedProduct(
                    rows: rows, leftStride: leftStride, destinationStride: destinationStride, weights: weights,
                    word: "f32", result: result
                ).run(left, into: &destination, using: isa, on: pool)
            }
        }
    }
    try outcome.get()
}

/// `destination = left × weights`, of 8 bits to sums of 32; they wrap if a bias brings them past 2^31.
public func multiply<Left: QuantizedElement>(
    _ left: Span<Left>, rows: Int, leftStride: Int? = nil, by weights: PackedWeights,
    into destination: inout MutableSpan<Int32>, destinationStride: Int? = nil, using isa: InstructionSet,
    on pool: ThreadPool
) throws(KernelError) {
    let result = unsafe ep_gemm_s8_result(
        type: EP_S32, zero_point: 0, lowest: 0, highest: 0, lowest_value: 0, highest_value: 0, row_scales: nil,
        bias: nil)
    try unsafe QuantizedProduct(
        rows: rows, leftStride: leftStride, destinationStride: destinationStride, weights: weights, word: "s32",
        result: result
    ).run(left, into: &destination, using: isa, on: pool)
}

/// A product whose destination's type is known to `result` alone.
@unsafe private struct QuantizedProduct {
    let rows: Int
    let leftStride, destinationStride: Int?
    let weights: PackedWeights
    let word: String
    let result: ep_gemm_s8_result

    func run<Left: QuantizedElement, Product: BitwiseCopyable>(
        _ left: Span<Left>, into destination: inout MutableSpan<Product>, using isa: InstructionSet,
        on pool: ThreadPool
    ) throws(KernelError) {
        let kernel = unsafe "gemm_\(word)_\(Left.word)_s8_\(isa.name)"
        guard Left.bitWidth == 8 else { throw .badShape(kernel: kernel) }
        let leftStride = try unsafe checkedStride(
            leftStride, rows: rows, columns: weights.depth, count: left.count, kernel: kernel)
        let destinationStride = try unsafe checkedStride(
            destinationStride, rows: rows, columns: weights.columns, count: destination.count, kernel: kernel)
        let failure: KernelError? = unsafe left.withUnsafeBufferPointer { left in
            unsafe destination.withUnsafeMutableBufferPointer { destination in
                let arguments = unsafe ep_gemm_s8_arguments(
                    destination: destination.baseAddress, left: left.baseAddress, left_type: Left.code,
                    packed: weights.memory, packed_bytes: weights.bytes, rows: rows, columns: weights.columns,
                    depth: weights.depth, destination_stride: destinationStride, left_stride: leftStride,
                    result: result)
                return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                    unsafe ep_gemm_s8_plan($0, $1, $2)
                }
            }
        }
        if let failure { throw failure }
    }
}
