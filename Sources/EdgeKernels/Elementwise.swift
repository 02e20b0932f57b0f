import CEdgeKernels

/// What two tensors are combined by, element by element.
public enum Elementwise: Sendable, CaseIterable {
    case addition, subtraction, multiplication, division

    var code: ep_elementwise {
        switch self {
        case .addition: EP_ADD
        case .subtraction: EP_SUBTRACT
        case .multiplication: EP_MULTIPLY
        case .division: EP_DIVIDE
        }
    }

    /// How kernels' names spell it.
    var word: String {
        switch self {
        case .addition: "add"
        case .subtraction: "subtract"
        case .multiplication: "multiply"
        case .division: "divide"
        }
    }
}

/// How a right operand that is smaller than the left one is used for all of it.
public enum Repetition: Sendable, CaseIterable {
    /// It is as large.
    case none
    /// One row, for every row: one element for each channel.
    case row
    /// One element for each row.
    case column
    /// One element for all.
    case element

    /// How many elements the right operand has.
    func count(rows: Int, columns: Int) -> Int {
        switch self {
        case .none: rows * columns
        case .row: columns
        case .column: rows
        case .element: 1
        }
    }
}

/// `destination = clamp(left operation right)`, computed in fp32.
///
/// - Parameters:
///   - columns: of the rows that the left operand and the destination consist of; nil for a single row.
///   - bounds: the fused activation. NaN passes.
public func combine<Element: ActivationFloat>(
    _ left: Span<Element>, _ right: Span<Element>, by operation: Elementwise, columns: Int? = nil,
    repeating repetition: Repetition = .none, into destination: inout MutableSpan<Element>,
    bounds: ClosedRange<Float> = -Float.infinity...Float.infinity, using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "\(operation.word)_\(Element.kernelType)_\(isa.name)"
    let pairs = try checkedPairs(
        left.count, right.count, destination.count, columns: columns, repetition, kernel: kernel)
    let failure: KernelError? = unsafe left.withUnsafeBufferPointer { left in
        unsafe right.withUnsafeBufferPointer { right in
            unsafe destination.withUnsafeMutableBufferPointer { destination in
                let arguments = unsafe ep_elementwise_f32_arguments(
                    destination: destination.baseAddress, left: left.baseAddress, right: right.baseAddress,
                    operation: operation.code, pairs: pairs, lowest: bounds.lowerBound, highest: bounds.upperBound,
                    type: Element.kernelType.code)
                return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                    unsafe ep_elementwise_f32_plan($0, $1, $2)
                }
            }
        }
    }
    if let failure { throw failure }
}

/// How 8-bit elements stand for numbers: (element − zero point) × scale.
public struct Scaling<Element: QuantizedElement>: Hashable, Sendable {
    /// Above zero, finite and not denormal.
    public var scale: Float
    public var zeroPoint: Element

    public init(scale: Float, zeroPoint: Element) {
        self.scale = scale
        self.zeroPoint = zeroPoint
    }

    var code: ep_scaled { ep_scaled(scale: scale, zero_point: Int32(zeroPoint)) }
}

/// The scalings of the operands and of the result.
public struct PairScaling<Element: QuantizedElement>: Hashable, Sendable {
    public var left: Scaling<Element>
    public var right: Scaling<Element>
    public var destination: Scaling<Element>

    public init(left: Scaling<Element>, right: Scaling<Element>, destination: Scaling<Element>) {
        self.left = left
        self.right = right
        self.destination = destination
    }
}

/// `destination = clamp(left operation right)` of 8 bits, sums and products alone; halves round to even.
///
/// All instruction sets give the same bits.
public func combine<Element: QuantizedElement>(
    _ left: Span<Element>, _ right: Span<Element>, by operation: Elementwise, columns: Int? = nil,
    repeating repetition: Repetition = .none, into destination: inout MutableSpan<Element>,
    scaling: PairScaling<Element>, bounds: ClosedRange<Element> = Element.min...Element.max,
    using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "\(operation.word)_\(Element.word)_\(isa.name)"
    guard Element.bitWidth == 8 else { throw .badShape(kernel: kernel) }
    let pairs = try checkedPairs(
        left.count, right.count, destination.count, columns: columns, repetition, kernel: kernel)
    let failure: KernelError? = unsafe left.withUnsafeBufferPointer { left in
        unsafe right.withUnsafeBufferPointer { right in
            unsafe destination.withUnsafeMutableBufferPointer { destination in
                let arguments = unsafe ep_elementwise_u8_arguments(
                    destination: destination.baseAddress, left: left.baseAddress, right: right.baseAddress,
                    type: Element.code, operation: operation.code, pairs: pairs,
                    destination_scaled: scaling.destination.code, left_scaled: scaling.left.code,
                    right_scaled: scaling.right.code, lowest: Int32(bounds.lowerBound),
                    highest: Int32(bounds.upperBound))
                return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                    unsafe ep_elementwise_u8_plan($0, $1, $2)
                }
            }
        }
    }
    if let failure { throw failure }
}

/// What kernels read of operands whose rows touch.
private func checkedPairs(
    _ left: Int, _ right: Int, _ destination: Int, columns: Int?, _ repetition: Repetition, kernel: String
) throws(KernelError) -> ep_pairs {
    let columns = columns ?? left
    guard columns >= 0, left == destination, columns == 0 ? left == 0 : left % columns == 0 else {
        throw .badShape(kernel: kernel)
    }
    let rows = columns == 0 ? 0 : left / columns
    guard left == 0 || right == repetition.count(rows: rows, columns: columns) else { throw .badShape(kernel: kernel) }
    let isColumn = repetition == .column || repetition == .element
    let stride = repetition == .none ? columns : repetition == .column ? 1 : 0
    return ep_pairs(
        rows: rows, columns: columns, destination_stride: columns, left_stride: columns, right_stride: stride,
        right_is_column: isColumn)
}
