import CEdgeKernels

/// Rows become columns in each of the matrices that follow each other: from one layout of pictures to the other.
///
/// Elements have 1, 2 or 4 bytes.
public func transpose<Element: BitwiseCopyable>(
    _ source: Span<Element>, rows: Int, columns: Int, into destination: inout MutableSpan<Element>,
    using isa: InstructionSet,
    on pool: ThreadPool
) throws(KernelError) {
    let kernel = "transpose_\(isa.name)"
    guard rows >= 0, columns >= 0 else { throw .badShape(kernel: kernel) }
    let (each, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow else { throw .overflow(kernel: kernel) }
    let images = each == 0 ? 0 : source.count / each
    guard source.count == images * each, destination.count == source.count else { throw .badShape(kernel: kernel) }
    let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
        unsafe destination.withUnsafeMutableBufferPointer { destination in
            let arguments = unsafe ep_transpose_arguments(
                destination: destination.baseAddress, source: source.baseAddress,
                element_bytes: MemoryLayout<Element>.size, images: images, rows: rows, columns: columns)
            return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                unsafe ep_transpose_plan($0, $1, $2)
            }
        }
    }
    if let failure { throw failure }
}
