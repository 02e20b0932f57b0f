import CEdgeKernels

/// `destination = clamp(left × weights + bias)` with bf16 products and fp32 sums; the weights are bf16.
///
/// A fp32 left side is rounded to bf16 first, a bf16 destination last: to the nearest, ties to even.
///
/// - Parameters:
///   - left: `rows` rows, each `leftStride` elements after the other; by default they touch.
///   - bounds: the fused activation.
///   - swishes: whether `x × clamp(x / 6 + 0.5, 0, 1)` follows the bounds.
public func multiplyNarrow<Left: ActivationFloat, Destination: ActivationFloat>(
    _ left: Span<Left>, rows: Int, leftStride: Int? = nil, by weights: PackedWeights,
    into destination: inout MutableSpan<Destination>, destinationStride: Int? = nil,
    bounds: ClosedRange<Float> = -Float.infinity...Float.infinity, swishes: Bool = false, using isa: InstructionSet,
    on pool: ThreadPool
) throws(KernelError) {
    try multiplyNarrow(
        left, rows: rows, leftStride: leftStride, by: weights, adding: Span<Destination>(), into: &destination,
        destinationStride: destinationStride, bounds: bounds, swishes: swishes, using: isa, on: pool)
}

/// The same with a residual.
///
/// - Parameters:
///   - residual: what is added before the bounds apply, rows that touch; empty for nothing.
///   - swishes: whether `x × clamp(x / 6 + 0.5, 0, 1)` follows the bounds.
public func multiplyNarrow<Left: ActivationFloat, Residual: ActivationFloat, Destination: ActivationFloat>(
    _ left: Span<Left>, rows: Int, leftStride: Int? = nil, by weights: PackedWeights, adding residual: Span<Residual>,
    into destination: inout MutableSpan<Destination>, destinationStride: Int? = nil,
    bounds: ClosedRange<Float> = -Float.infinity...Float.infinity, swishes: Bool = false, using isa: InstructionSet,
    on pool: ThreadPool
) throws(KernelError) {
    let kernel = "gemm_bf16_\(isa.name)"
    let columns = weights.columns
    let depth = weights.depth
    let leftStride = try checkedStride(leftStride, rows: rows, columns: depth, count: left.count, kernel: kernel)
    let destinationStride = try checkedStride(
        destinationStride, rows: rows, columns: columns, count: destination.count, kernel: kernel)
    if !residual.isEmpty {
        _ = try checkedStride(nil, rows: rows, columns: columns, count: residual.count, kernel: kernel)
    }
    let failure: KernelError? = unsafe left.withUnsafeBufferPointer { left in
        unsafe residual.withUnsafeBufferPointer { residual in
            unsafe destination.withUnsafeMutableBufferPointer { destination in
                let arguments = unsafe ep_gemm_bf16_arguments(
                    destination: destination.baseAddress, left: left.baseAddress, packed: weights.memory,
                    packed_bytes: weights.bytes, rows: rows, columns: columns, depth: depth,
                    destination_stride: destinationStride, left_stride: leftStride,
                    destination_type: Destination.kernelType.code, left_type: Left.kernelType.code,
                    residual: matrix(residual, stride: columns), lowest: bounds.lowerBound, highest: bounds.upperBound,
                    swishes: swishes)
                return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                    unsafe ep_gemm_bf16_plan($0, $1, $2)
                }
            }
        }
    }
    if let failure { throw failure }
}

/// Rows as kernels take them, or none.
@unsafe private func matrix<Element: ActivationFloat>(
    _ elements: UnsafeBufferPointer<Element>, stride: Int
) -> ep_float_matrix {
    unsafe ep_float_matrix(
        elements: elements.isEmpty ? nil : UnsafeRawPointer(elements.baseAddress), stride: stride,
        type: Element.kernelType.code)
}

/// `destination = clamp(convolution of input + bias + residual)` of pictures of bf16 whose pixels touch.
///
/// Products are of bf16, sums of fp32. The weights are packed with `outputs` columns; their depth goes over kernel rows,
/// kernel columns, then channels, of which there is an even number.
///
/// - Parameters:
///   - images: that follow each other, each convolved by itself.
///   - residual: as large as the destination; empty for nothing.
///   - bounds: the fused activation.
///   - swishes: whether `x × clamp(x / 6 + 0.5, 0, 1)` follows the bounds.
public func convolveNarrow<Residual: ActivationFloat, Destination: ActivationFloat>(
    _ input: Span<BFloat16>, images: Int = 1, by weights: PackedWeights, shape: ConvolutionShape,
    adding residual: Span<Residual>, into destination: inout MutableSpan<Destination>,
    bounds: ClosedRange<Float> = -Float.infinity...Float.infinity, swishes: Bool = false, using isa: InstructionSet,
    on pool: ThreadPool
) throws(KernelError) {
    let kernel = "conv_bf16_\(isa.name)"
    guard let code = shape.code else { throw .badShape(kernel: kernel) }
    let (read, written) = try checkedPictures(
        images, shape, inputCount: input.count, destinationCount: destination.count, kernel: kernel)
    guard residual.isEmpty || residual.count == destination.count else { throw .badShape(kernel: kernel) }
    guard weights.columns == shape.outputs, weights.depth == shape.depth else { throw .badPacking(kernel: kernel) }
    let failure: KernelError? = unsafe input.withUnsafeBufferPointer { input in
        unsafe residual.withUnsafeBufferPointer { residual in
            unsafe destination.withUnsafeMutableBufferPointer { destination in
                for image in 0..<images {
                    let own =
                        unsafe residual.isEmpty
                        ? residual : UnsafeBufferPointer(rebasing: residual[image * written..<(image + 1) * written])
                    let arguments = unsafe ep_conv_bf16_arguments(
                        shape: code, destination: destination.baseAddress.map { unsafe $0 + image * written },
                        input: UnsafeRawPointer(input.baseAddress.map { unsafe $0 + image * read })?
                            .assumingMemoryBound(to: UInt16.self),
                        residual: matrix(own, stride: shape.outputs), packed: weights.memory,
                        packed_bytes: weights.bytes, destination_stride: shape.outputs, input_stride: shape.channels,
                        destination_type: Destination.kernelType.code, lowest: bounds.lowerBound,
                        highest: bounds.upperBound, swishes: swishes)
                    let failure = unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                        unsafe ep_conv_bf16_plan($0, $1, $2)
                    }
                    if let failure { return failure }
                }
                return nil
            }
        }
    }
    if let failure { throw failure }
}

/// Planes of fp32 become bf16 pixels of four channels, those that are not there zero; rounded to the nearest.
///
/// - Parameter channels: planes of each image, 1 to 4.
public func gatherPixels(
    _ planes: Span<Float>, images: Int = 1, channels: Int, into destination: inout MutableSpan<BFloat16>,
    using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "pixels_bf16_\(isa.name)"
    guard images > 0, 1...4 ~= channels, planes.count % (images * channels) == 0,
        destination.count == planes.count / channels * 4
    else { throw .badShape(kernel: kernel) }
    let failure: KernelError? = unsafe planes.withUnsafeBufferPointer { planes in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_pixels_bf16_arguments(
                destination: UnsafeMutableRawPointer(destination.baseAddress)?.assumingMemoryBound(to: UInt16.self),
                source: planes.baseAddress, images: images, channels: channels,
                pixels: planes.count / images / channels)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_pixels_bf16_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}

extension ActivationType {
    var code: ep_float_type { self == .f32 ? EP_FLOAT_F32 : EP_FLOAT_BF16 }
}
