import EdgeKernels

/// A source in guarded memory, and what its windows are pooled to by a definition of the test's own.
struct PoolingCase<Element: BitwiseCopyable> {
    let window: Window
    let pooling: Pooling
    var source: [Element]

    init(_ window: Window, _ pooling: Pooling, seed: UInt64, draw: (inout RandomNumbers) -> Element) {
        var random = RandomNumbers(seed: seed)
        self.window = window
        self.pooling = pooling
        let pixels = window.images * window.height * window.width
        let stride = window.sourceStride ?? window.channels
        source = (0..<(pixels - 1) * stride + window.channels).map { _ in draw(&random) }
    }

    private var destinationStride: Int { window.destinationStride ?? window.channels }

    private var places: Int { window.images * window.destinationHeight * window.destinationWidth }

    /// All places of the destination, what lies between its pixels included; that is copied from the source.
    func computed(
        edge: GuardedBuffer<Element>.Edge, run: (Span<Element>, inout MutableSpan<Element>) throws -> Void
    ) throws -> [Element] {
        let destination = GuardedBuffer(untouched, edge: edge)
        let source = GuardedBuffer(source, edge: edge)
        var written = unsafe destination.elements.mutableSpan
        try unsafe run(UnsafeBufferPointer(source.elements).span, &written)
        return destination.contents
    }

    private var untouched: [Element] {
        [Element](repeating: source[0], count: (places - 1) * destinationStride + window.channels)
    }

    /// - Parameter result: of a window's pixels that are there, in the order of memory, and what averages divide by.
    func expected(result: ([Element], Int) -> Element) -> [Element] {
        var results = untouched
        for place in 0..<places {
            let image = place / window.destinationWidth / window.destinationHeight
            let firstRow = place / window.destinationWidth % window.destinationHeight * window.rowStride - window.top
            let firstColumn = place % window.destinationWidth * window.columnStride - window.left
            let rows = max(0, firstRow)..<min(window.height, firstRow + window.rows)
            let columns = max(0, firstColumn)..<min(window.width, firstColumn + window.columns)
            let divisor =
                pooling == .averageWithBorder ? window.rows * window.columns : rows.count * columns.count
            for channel in 0..<window.channels {
                var values: [Element] = []
                for row in rows {
                    for column in columns {
                        let pixel = (image * window.height + row) * window.width + column
                        values.append(source[pixel * (window.sourceStride ?? window.channels) + channel])
                    }
                }
                results[place * destinationStride + channel] = result(values, divisor)
            }
        }
        return results
    }
}
