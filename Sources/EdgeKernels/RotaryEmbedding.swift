import CEdgeKernels

/// Cosines and sines of the angles by which positions turn pairs of elements.
public struct RotaryAngles: Sendable {
    public let positions: Int
    /// How many elements of a head are turned: an even number.
    public let turned: Int
    private var cosines: [Float]
    private var sines: [Float]

    /// Angles of `position × base^(−2i / turned)`.
    public init(positions: Range<Int>, turned: Int, base: Double = 10_000) throws(KernelError) {
        let kernel = "rotary_f32"
        guard positions.lowerBound >= 0, turned >= 0 else { throw .badShape(kernel: kernel) }
        let (count, overflow) = positions.count.multipliedReportingOverflow(by: turned / 2)
        guard !overflow, count < Int.max / 16 else { throw .overflow(kernel: kernel) }
        self.positions = positions.count
        self.turned = turned
        cosines = [Float](repeating: 0, count: count)
        sines = cosines
        let status = unsafe cosines.withUnsafeMutableBufferPointer { cosines in
            unsafe sines.withUnsafeMutableBufferPointer { sines in
                unsafe ep_rotary_f32_fill(
                    positions.lowerBound, positions.count, turned, base, cosines.baseAddress, sines.baseAddress)
            }
        }
        if let refused = KernelError(status, kernel: kernel, isa: .scalar) { throw refused }
    }

    /// Turns each row's heads by the angles of its position: the first row's is the angles' first.
    ///
    /// - Parameters:
    ///   - columns: of a row, all its heads one after another; rows touch.
    ///   - head: elements of a head.
    ///   - areNeighbours: whether pairs are neighbours; otherwise the first half is paired with the second.
    public func turn(
        _ source: Span<Float>, columns: Int, head: Int, areNeighbours: Bool = false,
        into destination: inout MutableSpan<Float>, using isa: InstructionSet, on pool: ThreadPool
    ) throws(KernelError) {
        let kernel = "rotary_f32_\(isa.name)"
        let rows = try checkedRows(source.count, destination.count, columns: columns, kernel: kernel)
        guard rows <= positions, head >= 0 else { throw .badShape(kernel: kernel) }
        let failure: KernelError? = unsafe source.withUnsafeBufferPointer { source in
            unsafe destination.withUnsafeMutableBufferPointer { destination in
                unsafe cosines.withUnsafeBufferPointer { cosines in
                    unsafe sines.withUnsafeBufferPointer { sines in
                        let shape = unsafe ep_rows(
                            destination: destination.baseAddress, source: source.baseAddress, rows: rows,
                            columns: columns, destination_stride: columns, source_stride: columns)
                        let arguments = unsafe ep_rotary_f32_arguments(
                            rows: shape, head: head, turned: turned, are_neighbours: areNeighbours,
                            cosines: cosines.baseAddress, sines: sines.baseAddress)
                        return unsafe runPlanned(arguments, kernel: kernel, isa: isa, on: pool) {
                            unsafe ep_rotary_f32_plan($0, $1, $2)
                        }
                    }
                }
            }
        }
        if let failure { throw failure }
    }
}
