import EdgeModels

extension Lowering {
    /// Softmax over the last dimension that has more than one number, or over channels, which can be the last.
    mutating func lowerSoftmax(_ node: Node) throws(NativeError) {
        let given = try floats(node.input(0), of: node)
        let rank = given.shape.count
        let axis = node.integer("axis", else: -1)
        let place = axis < 0 ? axis + rank : axis
        guard given.shape.indices.contains(place) else { throw unsupported(node, "it has no such axis") }
        let isLast = given.shape[(place + 1)...].allSatisfy { $0 == 1 }
        guard isLast || rank >= 3 && place == 1 else {
            throw unsupported(node, "it runs over a dimension that is neither the last nor that of channels")
        }
        let source = laid(given, isLast ? .rows : .channelsLast)
        let value = try result(of: node)
        let output = store(value, shape: source.shape, layout: source.layout, form: .f32)
        append(node, SoftmaxOperation(columns: source.shape[place]), [source], output)
        sources[value] = .stored(output)
    }
}
