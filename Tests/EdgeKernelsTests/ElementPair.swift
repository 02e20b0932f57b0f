import EdgeKernels

/// Two operands in guarded memory, and what they are combined to by a definition of the test's own.
struct ElementPair<Element: BitwiseCopyable> {
    private let rows: Int
    private let columns: Int
    private let repetition: Repetition
    private let left: [Element]
    private let right: [Element]

    init(
        _ rows: Int, _ columns: Int, _ repetition: Repetition, seed: UInt64,
        draw: (inout RandomNumbers) -> Element
    ) {
        var random = RandomNumbers(seed: seed)
        (self.rows, self.columns, self.repetition) = (rows, columns, repetition)
        left = (0..<rows * columns).map { _ in draw(&random) }
        let count =
            switch repetition {
            case .none: rows * columns
            case .row: columns
            case .column: rows
            case .element: 1
            }
        right = (0..<count).map { _ in draw(&random) }
    }

    func computed(
        edge: GuardedBuffer<Element>.Edge,
        run: (Span<Element>, Span<Element>, inout MutableSpan<Element>) throws -> Void
    ) throws -> [Element] {
        let destination = GuardedBuffer(left, edge: edge)
        let left = GuardedBuffer(left, edge: edge)
        let right = GuardedBuffer(right, edge: edge)
        var written = unsafe destination.elements.mutableSpan
        try unsafe run(
            UnsafeBufferPointer(left.elements).span, UnsafeBufferPointer(right.elements).span, &written)
        return destination.contents
    }

    func expected(_ result: (Element, Element) -> Element) -> [Element] {
        left.indices.map { index in
            let other =
                switch repetition {
                case .none: index
                case .row: index % columns
                case .column: index / columns
                case .element: 0
                }
            return result(left[index], right[other])
        }
    }
}

extension Float {
    /// Its bits, all that is not a number being alike.
    var comparable: UInt32 { isNaN ? Float.nan.bitPattern : bitPattern }
}
