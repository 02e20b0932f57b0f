// Nodes that move numbers, or do one thing to each.
extension NetworkBuilder {
    mutating func transpose(_ input: Signal, _ name: String, _ order: [Int]) -> Signal {
        let shape = order.map { input.shape[$0] }
        return add("Transpose", name, [input.value], shape: shape, like: input, ["perm": .integers(order)])
    }

    mutating func reshape(_ input: Signal, _ name: String, _ shape: [Int]) -> Signal {
        add("Reshape", name, [input.value, vector(shape)], shape: shape, like: input)
    }

    mutating func concatenation(_ inputs: [Signal], _ name: String, axis: Int) -> Signal {
        var shape = inputs[0].shape
        shape[axis] = inputs.map { $0.shape[axis] }.reduce(0, +)
        return add(
            "Concat", name, inputs.map(\.value), shape: shape, like: inputs[0], ["axis": .integer(axis)])
    }

    mutating func slice(_ input: Signal, _ name: String, axis: Int, _ part: Range<Int>) -> Signal {
        var shape = input.shape
        shape[axis] = part.count
        let ends = [vector([part.lowerBound]), vector([part.upperBound]), vector([axis])]
        return add("Slice", name, [input.value] + ends, shape: shape, like: input)
    }

    /// An operation on pairs of numbers of one shape.
    mutating func combine(_ operation: OperatorName, _ input: Signal, _ other: ValueID, _ name: String) -> Signal {
        add(operation, name, [input.value, other], shape: input.shape, like: input)
    }

    mutating func sigmoid(_ input: Signal, _ name: String) -> Signal {
        var expected = input
        expected.range = 0...1
        return add("Sigmoid", name, [input.value], shape: input.shape, like: expected)
    }
}
