import CEdgeKernels

/// Rows become columns in each of the matrices that follow each other: from one layout of pictures to the other.
///
/// - Parameters:
///   - rows: of each matrix of the source.
///   - paddedRows: elements of each row of the destination, `padding` behind the source's; nil for no padding. 4 makes
///     pixels of 3 channels as wide as 8-bit kernels like them.
public func transpose<Element: TransposableElement>(
    _ source: Span<Element>, rows: Int, columns: Int, paddedRows: Int? = nil, padding: Element = 0,
    into destination: inout MutableSpan<Element>, using isa: InstructionSet, on pool: ThreadPool
) throws(KernelError) {
    let kernel = "transpose_\(isa.name)"
    let paddedRows = paddedRows ?? rows
    guard rows >= 0, columns >= 0, paddedRows >= rows else { throw .badShape(kernel: kernel) }
    let (each, overflow) = rows.multipliedReportingOverflow(by: columns)
    let (padded, more) = paddedRows.multipliedReportingOverflow(by: columns)
    guard !overflow, !more else { throw .overflow(kernel: kernel) }
    let images = each == 0 ? 0 : source.count / each
    let (all, tooMany) = padded.multipliedReportingOverflow(by: images)
    guard source.count == images * each, !tooMany, destination.count == all else { throw .badShape(kernel: kernel) }
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_transpose_arguments(
                destination: destination.baseAddress, source: source.baseAddress,
                element_bytes: MemoryLayout<Element>.size, images: images, rows: rows, columns: columns,
                padded_rows: paddedRows, padding: padding.bits)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_transpose_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}

/// A type of elements that matrices are turned of: fp32, u8 or s8.
public protocol TransposableElement: BitwiseCopyable, ExpressibleByIntegerLiteral, Sendable {
    /// As padding is given to kernels.
    var bits: UInt32 { get }
}

extension Float: TransposableElement {
    public var bits: UInt32 { bitPattern }
}

extension UInt8: TransposableElement {
    public var bits: UInt32 { UInt32(self) }
}

extension Int8: TransposableElement {
    public var bits: UInt32 { UInt32(UInt8(bitPattern: self)) }
}
