import EdgeModels

extension Lowering {
    /// Softmax over the last dimension that has more than one number.
    mutating func lowerSoftmax(_ node: Node) throws(NativeError) {
        let source = laid(try floats(node.input(0), of: node), .rows)
        let rank = source.shape.count
        let axis = node.integer("axis", else: -1)
        let place = axis < 0 ? axis + rank : axis
        guard source.shape.indices.contains(place), source.shape[(place + 1)...].allSatisfy({ $0 == 1 }) else {
            throw unsupported(node, "it runs over a dimension that is not the last")
        }
        let value = try result(of: node)
        let output = store(value, shape: source.shape, layout: .rows, form: .f32)
        append(node, SoftmaxOperation(columns: source.shape[place]), [source], output)
        sources[value] = .stored(output)
    }
}
