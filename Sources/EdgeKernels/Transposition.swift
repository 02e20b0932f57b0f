import CEdgeKernels

/// Turns matrices that follow each other: rows become columns, and columns rows of `paddedRows` elements.
///
/// Planes of channels become pixels of channels (NCHW to NHWC: rows are channels, columns are pixels), and back.
///
/// - Parameters:
///   - rows: of each matrix of the source.
///   - paddedRows: nil for no padding; 4 makes pixels of an image of 3 channels as wide as kernels like them.
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
    let matrices = each == 0 ? 0 : source.count / each
    let (all, tooMany) = padded.multipliedReportingOverflow(by: matrices)
    guard source.count == matrices * each, !tooMany, destination.count == all else { throw .badShape(kernel: kernel) }
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_transpose_arguments(
                destination: destination.baseAddress, source: source.baseAddress,
                element_bytes: MemoryLayout<Element>.size, matrices: matrices, rows: rows, columns: columns,
                source_stride: columns, destination_stride: paddedRows, padded_rows: paddedRows,
                padding: padding.bits)
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
