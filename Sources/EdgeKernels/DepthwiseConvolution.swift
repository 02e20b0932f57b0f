import CEdgeKernels

/// `destination = clamp(round(sum × multipliers) + zeroPoint)`, each channel by its own kernel; halves round to even.
///
/// What lies outside the source is the zero point that the weights were packed with.
///
/// - Parameters:
///   - weights: of as many rows and columns as the window, 3 × 3 or 5 × 5; strides are 1 or 2, both alike.
///   - bounds: the fused activation.
public func convolveDepthwise<Element: QuantizedElement>(
    _ source: Span<Element>, by weights: PackedWeights, over window: Window,
    into destination: inout MutableSpan<Element>, zeroPoint: Element,
    bounds: ClosedRange<Element> = Element.min...Element.max, using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "depthwise_\(Element.word)_\(Element.word)_s8_\(isa.name)"
    guard Element.bitWidth == 8 else { throw .badShape(kernel: kernel) }
    let window = try window.checked(
        sourceCount: source.count, destinationCount: destination.count, kernel: kernel)
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_depthwise_s8_arguments(
                destination: destination.baseAddress, source: source.baseAddress, type: Element.code,
                packed: weights.memory, packed_bytes: weights.bytes, window: window, zero_point: Int32(zeroPoint),
                lowest: Int32(bounds.lowerBound), highest: Int32(bounds.upperBound))
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_depthwise_s8_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}

/// `destination = clamp(sum)`, computed in fp32, each channel by its own kernel; what lies outside the source adds nothing.
///
/// - Parameters:
///   - weights: of as many rows and columns as the window, 3 × 3 or 5 × 5; strides are 1 or 2, both alike.
///   - bounds: the fused activation.
///   - swishes: whether `x × clamp(x / 6 + 0.5, 0, 1)` follows the bounds.
public func convolveDepthwise<Element: ActivationFloat>(
    _ source: Span<Element>, by weights: PackedWeights, over window: Window,
    into destination: inout MutableSpan<Element>, bounds: ClosedRange<Float> = -Float.infinity...Float.infinity,
    swishes: Bool = false, using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "depthwise_\(Element.kernelType)_\(isa.name)"
    let window = try window.checked(
        sourceCount: source.count, destinationCount: destination.count, kernel: kernel)
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_depthwise_f32_arguments(
                destination: destination.baseAddress, source: source.baseAddress, packed: weights.memory,
                packed_bytes: weights.bytes, window: window, lowest: bounds.lowerBound, highest: bounds.upperBound,
                type: Element.kernelType.code,
                swishes: swishes)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_depthwise_f32_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}
