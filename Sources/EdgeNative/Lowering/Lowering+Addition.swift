import EdgeKernels
import EdgeModels

extension Lowering {
    mutating func lowerAddition(_ node: Node) throws(NativeError) {
        let left = try floats(node.input(0), of: node.name, operation: "Add")
        let right = try floats(node.input(1), of: node.name, operation: "Add")
        guard left.shape == right.shape else { throw unsupported(node, "its inputs differ in shape") }
        let layout = left.layout
        let moved = laid(right, layout)
        var tail = Tail(result: try result(of: node))
        takeActivation(into: &tail)
        let output = store(tail.result, shape: left.shape, layout: layout, form: .f32)
        append(node, Addition(bounds: tail.bounds, count: left.count), [left, moved], output)
        taken.formUnion(tail.nodes)
        sources[tail.result] = .stored(output)
    }
}
