import EdgeModels

extension Lowering {
    /// Nodes that give the same numbers in the same order another shape: nothing has to be done.
    mutating func lowerReshape(_ node: Node) throws(NativeError) {
        guard let id = node.input(0), let source = source(of: id) else { throw unsupported(node, "it has no input") }
        let value = try result(of: node)
        guard node.outputs.count == 1 else { throw unsupported(node, "its mask is asked for") }
        switch source {
        case .stored(let stored): sources[value] = .stored(try reshaped(stored, node))
        case .codes(let stored, let areSigned):
            sources[value] = .codes(try reshaped(stored, node), areSigned: areSigned)
        case .constant, .quantizedConstant, .loose: throw unsupported(node, "its input is not stored")
        }
    }

    private mutating func reshaped(_ stored: Stored, _ node: Node) throws(NativeError) -> Stored {
        if node.operation == "Identity" || node.operation == "Dropout" { return stored }
        guard let shape = newShape(node, of: stored.shape), Tensor.count(shape) == stored.count else {
            throw unsupported(node, "its shape is not constant, or does not hold the same numbers")
        }
        var moved = laid(stored, .rows)
        moved.shape = shape
        return moved
    }

    private func newShape(_ node: Node, of shape: [Int]) -> [Int]? {
        switch node.operation.name {
        case "Flatten":
            let axis = node.integer("axis", else: 1)
            let cut = axis < 0 ? axis + shape.count : axis
            guard 0...shape.count ~= cut else { return nil }
            return [shape[..<cut].reduce(1, *), shape[cut...].reduce(1, *)]
        case "Reshape": return constant(node.input(1))?.integers.flatMap { target(node, $0, of: shape) }
        case "Squeeze":
            let ones = shape.indices.filter { shape[$0] == 1 }
            guard let axes = node.input(1) == nil ? ones : constant(node.input(1))?.integers else { return nil }
            let dropped = Set(axes.map { $0 < 0 ? $0 + shape.count : $0 })
            guard dropped.allSatisfy({ shape.indices ~= $0 && shape[$0] == 1 }) else { return nil }
            return shape.indices.filter { !dropped.contains($0) }.map { shape[$0] }
        default:
            guard let axes = constant(node.input(1))?.integers else { return nil }
            let rank = shape.count + axes.count
            let added = Set(axes.map { $0 < 0 ? $0 + rank : $0 })
            guard added.count == axes.count, added.allSatisfy({ 0..<rank ~= $0 }) else { return nil }
            var left = shape[...]
            return (0..<rank).map { added.contains($0) ? 1 : left.removeFirst() }
        }
    }

    /// What Reshape is asked for: 0 keeps a size, and -1 is what remains.
    private func target(_ node: Node, _ asked: [Int], of shape: [Int]) -> [Int]? {
        let keepsZeros = node.integer("allowzero", else: 0) != 0
        var sizes: [Int] = []
        for (axis, size) in asked.enumerated() {
            if size == 0, !keepsZeros {
                guard axis < shape.count else { return nil }
                sizes.append(shape[axis])
            } else {
                sizes.append(size)
            }
        }
        guard let open = sizes.firstIndex(of: -1) else { return sizes }
        sizes[open] = 1
        guard let known = Tensor.count(sizes), known > 0, let all = Tensor.count(shape), all % known == 0 else {
            return nil
        }
        sizes[open] = all / known
        return sizes
    }
}
