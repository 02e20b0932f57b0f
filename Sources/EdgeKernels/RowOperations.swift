import CEdgeKernels

/// `destination = exp(source × scale)` over the sum of these, row by row; rows touch.
///
/// A row that holds NaN or plus infinity, or nothing but minus infinity, becomes NaN. All instruction sets give the
/// same bits.
public func softmax(
    _ source: Span<Float>, columns: Int, scale: Float = 1, into destination: inout MutableSpan<Float>,
    using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "softmax_f32_\(isa.name)"
    let rows = try checkedRows(source.count, destination.count, columns: columns, kernel: kernel)
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let shape = unsafe ep_rows(
                destination: destination.baseAddress, source: source.baseAddress, rows: rows, columns: columns,
                destination_stride: columns, source_stride: columns)
            let arguments = unsafe ep_softmax_f32_arguments(rows: shape, scale: scale)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_softmax_f32_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}

/// What a row is divided by, and whether its mean is taken away first.
public enum Normalization: Sendable, CaseIterable {
    /// `(x − mean) / √(variance + epsilon)`.
    case layer
    /// `x / √(mean of squares + epsilon)`.
    case rootMeanSquare

    var code: ep_norm {
        switch self {
        case .layer: EP_NORM_LAYER
        case .rootMeanSquare: EP_NORM_RMS
        }
    }
}

/// `destination = normalized source × weights + bias`, row by row; rows touch.
///
/// All instruction sets give the same bits.
///
/// - Parameters:
///   - weights: one for each column; empty for ones.
///   - bias: likewise; empty for zeros.
public func normalize(
    _ source: Span<Float>, by normalization: Normalization, weights: Span<Float> = Span(), bias: Span<Float> = Span(),
    columns: Int, epsilon: Float, into destination: inout MutableSpan<Float>, using isa: InstructionSet,
    on pool: ThreadPool
) throws(KernelError) {
    let kernel = "norm_f32_\(isa.name)"
    let rows = try checkedRows(source.count, destination.count, columns: columns, kernel: kernel)
    guard weights.isEmpty || weights.count == columns, bias.isEmpty || bias.count == columns else {
        throw .badShape(kernel: kernel)
    }
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            unsafe weights.withUnsafeBufferPointer { weights in
                unsafe bias.withUnsafeBufferPointer { bias in
                    let shape = unsafe ep_rows(
                        destination: destination.baseAddress, source: source.baseAddress, rows: rows,
                        columns: columns, destination_stride: columns, source_stride: columns)
                    let arguments = unsafe ep_norm_f32_arguments(
                        rows: shape, norm: normalization.code,
                        weights: weights.isEmpty ? nil : weights.baseAddress,
                        bias: bias.isEmpty ? nil : bias.baseAddress, epsilon: epsilon)
                    return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                        unsafe ep_norm_f32_plan($0, $1, $2)
                    }
                }
            }
        }
    }
    if let failure { throw failure }
}

/// How many rows there are.
func checkedRows(_ source: Int, _ destination: Int, columns: Int, kernel: String) throws(KernelError) -> Int {
    guard columns >= 0, source == destination, columns == 0 ? source == 0 : source % columns == 0 else {
        throw .badShape(kernel: kernel)
    }
    return columns == 0 ? 0 : source / columns
}
