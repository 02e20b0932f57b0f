import CEdgeKernels

/// What a network does to each element; NaN gives NaN.
public enum Activation: Hashable, Sendable {
    case clip(ClosedRange<Float>)
    /// `clamp(x × slope + offset, 0, 1)`; ONNX's own numbers are 0.2 and 0.5.
    case hardSigmoid(slope: Float, offset: Float)
    /// `x × clamp(x / 6 + 0.5, 0, 1)`.
    case hardSwish
    case sigmoid
    case tanh
    /// `x × Φ(x)`, by the error function.
    case gelu
    /// The same by tanh, as some models were trained.
    case geluByTanh
    /// `x × sigmoid(x)`.
    case silu

    public static let relu = Activation.clip(0...Float.infinity)
    public static let relu6 = Activation.clip(0...6)

    var code: ep_activation {
        switch self {
        case .clip: EP_CLIP
        case .hardSigmoid: EP_HARD_SIGMOID
        case .hardSwish: EP_HARD_SWISH
        case .sigmoid: EP_SIGMOID
        case .tanh: EP_TANH
        case .gelu: EP_GELU
        case .geluByTanh: EP_GELU_TANH
        case .silu: EP_SILU
        }
    }

    var numbers: (first: Float, second: Float) {
        switch self {
        case .clip(let bounds): (bounds.lowerBound, bounds.upperBound)
        case .hardSigmoid(let slope, let offset): (slope, offset)
        default: (0, 0)
        }
    }
}

/// `destination[i] = activation(source[i])`, computed in fp32; the same bits on all instruction sets.
public func activate<Source: ActivationFloat, Destination: ActivationFloat>(
    _ source: Span<Source>, by activation: Activation, into destination: inout MutableSpan<Destination>,
    using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "activate_\(Destination.kernelType)_\(isa.name)"
    guard source.count == destination.count else { throw .badShape(kernel: kernel) }
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_activate_f32_arguments(
                destination: destination.baseAddress, source: source.baseAddress, count: source.count,
                activation: activation.code, first: activation.numbers.first, second: activation.numbers.second,
                destination_type: Destination.kernelType.code, source_type: Source.kernelType.code)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_activate_f32_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}

/// An activation of 8-bit elements: what each of the 256 becomes.
public struct ActivationTable<Element: QuantizedElement>: Hashable, Sendable {
    private var bytes = [UInt8](repeating: 0, count: 256)

    public init(
        _ activation: Activation, source: Scaling<Element>, destination: Scaling<Element>
    ) throws(KernelError) {
        let kernel = "lookup_\(Element.word)"
        guard Element.bitWidth == 8 else { throw .badShape(kernel: kernel) }
        let numbers = activation.numbers
        let status = unsafe bytes.withUnsafeMutableBufferPointer { bytes in
            unsafe ep_lookup_u8_fill(
                activation.code, numbers.first, numbers.second, Element.code, source.code, destination.code,
                bytes.baseAddress)
        }
        if let refused = KernelError(status, kernel: kernel, isa: .scalar) { throw refused }
    }

    /// - Parameter codes: what each of the 256 becomes, by its bits.
    public init(codes: [UInt8]) {
        precondition(codes.count == 256, "a table has a place for each code")
        bytes = codes
    }

    /// `destination[i] = activation(source[i])`.
    public func activate(
        _ source: Span<Element>, into destination: inout MutableSpan<Element>, using isa: InstructionSet,
        on pool: ThreadPool
    ) throws(KernelError) {
        let kernel = "lookup_\(Element.word)_\(isa.name)"
        guard source.count == destination.count else { throw .badShape(kernel: kernel) }
        let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
            unsafe destination.withUnsafeMutableBufferPointer { destination in
                unsafe bytes.withUnsafeBufferPointer { table in
                    let arguments = unsafe ep_lookup_u8_arguments(
                        destination: destination.baseAddress, source: source.baseAddress, count: source.count,
                        table: table.baseAddress)
                    return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                        unsafe ep_lookup_u8_plan($0, $1, $2)
                    }
                }
            }
        }
        if let failure { throw failure }
    }
}
