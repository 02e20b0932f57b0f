extension Graph {
    /// Gives sizes to dimensions that the inputs leave open, such as `batch`, and infers all shapes again.
    ///
    /// - Throws: `unknownDimension` for names that no input has, `badSize` for sizes that no dimension has, and what
    ///   inference finds wrong with the sizes.
    public mutating func bind(_ sizes: [String: Int]) throws(GraphError) {
        guard !sizes.isEmpty else { return }
        try setSizes(sizes)
        try inferShapes()
    }

    /// Sets the sizes of named dimensions in all shapes; shapes must be inferred again afterwards.
    mutating func setSizes(_ sizes: [String: Int]) throws(GraphError) {
        let open = openDimensions
        for (name, size) in sizes.sorted(by: { $0.key < $1.key }) {
            guard open.contains(name) else { throw .unknownDimension(name, known: open) }
            guard size >= 1, size <= Self.elementsAtMost else { throw .badSize(size, of: name) }
        }
        for value in allValues {
            self[value].shape = self[value].shape?.map { size in
                guard case .named(let name) = size, let bound = sizes[name] else { return size }
                return .fixed(bound)
            }
        }
    }

    /// The names of dimensions that the user must bind before the network can run, sorted.
    public var openDimensions: [String] {
        let names = inputs.flatMap { self[$0].shape ?? [] }.compactMap { size in
            if case .named(let name) = size { name } else { nil }
        }
        return Set(names).sorted()
    }
}
