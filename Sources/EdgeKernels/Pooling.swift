import CEdgeKernels

/// What the pixels of a window are drawn together to, channel by channel.
public enum Pooling: Sendable, CaseIterable {
    case maximum
    /// Divided by the pixels that are there.
    case average
    /// Divided by all pixels of the window; those outside the source count as zero.
    case averageWithBorder

    var code: ep_pooling {
        switch self {
        case .maximum: EP_POOLING_MAXIMUM
        case .average: EP_POOLING_AVERAGE
        case .averageWithBorder: EP_POOLING_AVERAGE_WITH_BORDER
        }
    }
}

/// `destination = clamp(maximum or average)` of each window, computed in fp32; a window as large as the source is the global one.
///
/// - Parameter bounds: the fused activation.
public func poolWindows<Element: ActivationFloat>(
    of source: Span<Element>, by pooling: Pooling, over window: Window, into destination: inout MutableSpan<Element>,
    bounds: ClosedRange<Float> = -Float.infinity...Float.infinity, using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "pooling_\(Element.kernelType)_\(isa.name)"
    let window = try window.checked(
        sourceCount: source.count, destinationCount: destination.count, kernel: kernel)
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_pooling_f32_arguments(
                destination: destination.baseAddress, source: source.baseAddress, pooling: pooling.code,
                window: window, lowest: bounds.lowerBound, highest: bounds.upperBound, type: Element.kernelType.code)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_pooling_f32_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}

/// How 8-bit activations before and after an operation stand for numbers.
public struct Requantization<Element: QuantizedElement>: Hashable, Sendable {
    public var sourceZeroPoint: Element
    public var zeroPoint: Element
    /// The source's scale over the destination's, above zero and finite.
    public var multiplier: Float

    public init(sourceZeroPoint: Element, zeroPoint: Element, multiplier: Float) {
        self.sourceZeroPoint = sourceZeroPoint
        self.zeroPoint = zeroPoint
        self.multiplier = multiplier
    }
}

/// `destination = clamp(maximum or average)` of each window, of 8 bits; averages are requantized, halves to even.
///
/// - Parameters:
///   - requantization: for averages; a maximum is taken as it is.
///   - bounds: the fused activation.
public func poolWindows<Element: QuantizedElement>(
    of source: Span<Element>, by pooling: Pooling, over window: Window, into destination: inout MutableSpan<Element>,
    requantization: Requantization<Element>, bounds: ClosedRange<Element> = Element.min...Element.max,
    using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "pooling_\(Element.word)_\(isa.name)"
    guard Element.bitWidth == 8 else { throw .badShape(kernel: kernel) }
    let window = try window.checked(
        sourceCount: source.count, destinationCount: destination.count, kernel: kernel)
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_pooling_u8_arguments(
                destination: destination.baseAddress, source: source.baseAddress, type: Element.code,
                pooling: pooling.code, window: window, source_zero_point: Int32(requantization.sourceZeroPoint),
                zero_point: Int32(requantization.zeroPoint), lowest: Int32(bounds.lowerBound),
                highest: Int32(bounds.upperBound), multiplier: requantization.multiplier)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_pooling_u8_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}
