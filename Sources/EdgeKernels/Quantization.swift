import CEdgeKernels

/// `destination[i] = clamp(round(source[i] / scale) + zeroPoint)`; NaN gives the zero point, infinities the bounds.
public func quantize<Quantized: QuantizedElement>(
    _ source: Span<Float>, scale: Float, zeroPoint: Quantized, into destination: inout MutableSpan<Quantized>,
    using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "quantize_\(Quantized.word)_f32_\(isa.name)"
    guard Quantized.bitWidth == 8, source.count == destination.count else { throw .badShape(kernel: kernel) }
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_quantize_arguments(
                destination: destination.baseAddress, type: Quantized.code, source: source.baseAddress,
                count: source.count, scale: scale, zero_point: Int32(zeroPoint))
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_quantize_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}

/// Rows of fp32 to s8 with zero point 0, each by a scale of its own, which is written too; rows touch.
///
/// The largest finite magnitude of a row becomes 127; NaN gives 0, infinities 127 and -127.
public func quantizeRows(
    _ source: Span<Float>, rows: Int, into destination: inout MutableSpan<Int8>, scales: inout MutableSpan<Float>,
    using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "quantize_rows_s8_f32_\(isa.name)"
    guard rows >= 0, rows == scales.count, source.count == destination.count,
        rows == 0 ? source.isEmpty : source.count % rows == 0
    else { throw .badShape(kernel: kernel) }
    let columns = rows == 0 ? 0 : source.count / rows
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            unsafe scales.withUnsafeMutableBufferPointer { scales in
                let arguments = unsafe ep_quantize_rows_arguments(
                    destination: destination.baseAddress, scales: scales.baseAddress, source: source.baseAddress,
                    rows: rows, columns: columns, destination_stride: columns, source_stride: columns)
                return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                    unsafe ep_quantize_rows_plan($0, $1, $2)
                }
            }
        }
    }
    if let failure { throw failure }
}

/// `destination[i] = (source[i] - zeroPoint) × scale`.
public func dequantize<Quantized: QuantizedElement>(
    _ source: Span<Quantized>, scale: Float, zeroPoint: Quantized, into destination: inout MutableSpan<Float>,
    using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "dequantize_f32_\(Quantized.word)_\(isa.name)"
    guard Quantized.bitWidth == 8, source.count == destination.count else { throw .badShape(kernel: kernel) }
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_dequantize_arguments(
                destination: destination.baseAddress, source: source.baseAddress, type: Quantized.code,
                count: source.count, scale: scale, zero_point: Int32(zeroPoint))
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_dequantize_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}

/// `destination[i] = clamp(round(source[i] × multiplier) + zeroPoint)`, sums of 32 bits to 8.
public func requantize<Quantized: QuantizedElement>(
    _ source: Span<Int32>, multiplier: Float, zeroPoint: Quantized, into destination: inout MutableSpan<Quantized>,
    using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "requantize_\(Quantized.word)_s32_\(isa.name)"
    guard Quantized.bitWidth == 8, source.count == destination.count else { throw .badShape(kernel: kernel) }
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_requantize_arguments(
                destination: destination.baseAddress, type: Quantized.code, source: source.baseAddress,
                count: source.count, multiplier: multiplier, zero_point: Int32(zeroPoint))
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_requantize_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}
