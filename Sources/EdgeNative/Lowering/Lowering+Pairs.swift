import EdgeKernels
import EdgeModels

extension Lowering {
    /// Addition, subtraction, multiplication and division of two tensors, the smaller one used again.
    mutating func lowerPair(_ node: Node, _ operation: Elementwise) throws(NativeError) {
        if try lowerIntegerPair(node, operation) { return }
        var tail = Tail(result: try result(of: node))
        takeActivation(into: &tail)
        let isNarrow =
            form(of: tail.result) == .bf16 && node.inputs.prefix(2).allSatisfy { storedForm($0) == .bf16 }
        let left = isNarrow ? try reals(node.input(0), of: node) : try operand(node.input(0), of: node)
        let right = isNarrow ? try reals(node.input(1), of: node) : try operand(node.input(1), of: node)
        guard let pair = pair(left, right, operation) else {
            throw unsupported(node, "its inputs of \(left.shape) and \(right.shape) cannot be paired")
        }
        let output = store(tail.result, shape: pair.left.shape, layout: pair.left.layout, form: left.form)
        append(
            node,
            Combination(
                operation: operation, columns: pair.columns, repetition: pair.repetition, bounds: tail.bounds,
                count: output.count, element: output.form.float),
            [pair.left, pair.right], output)
        taken.formUnion(tail.nodes)
        sources[tail.result] = .stored(output)
    }

    private func storedForm(_ id: ValueID?) -> Stored.Form? {
        if let id, case .stored(let stored)? = source(of: id) { stored.form } else { nil }
    }

    /// Sums and products of codes, between DequantizeLinear and QuantizeLinear.
    private mutating func lowerIntegerPair(_ node: Node, _ operation: Elementwise) throws(NativeError) -> Bool {
        guard operation == .addition || operation == .multiplication, let (left, _) = codes(node.input(0)),
            let (right, _) = codes(node.input(1)), let tail = integerTail(after: try result(of: node)),
            let pair = pair(left, right, operation), case .codes(let leftScaling) = pair.left.form,
            case .codes(let rightScaling) = pair.right.form
        else { return false }
        let output = store(
            tail.result, shape: pair.left.shape, layout: pair.left.layout, form: .codes(tail.quantization))
        let scaling = PairScaling(
            left: leftScaling.scaling, right: rightScaling.scaling, destination: tail.quantization.scaling)
        append(
            node,
            IntegerCombination(
                operation: operation, columns: pair.columns, repetition: pair.repetition, scaling: scaling,
                bounds: tail.bounds, count: output.count),
            [pair.left, pair.right], output)
        finish(tail, output)
        return true
    }

    private struct Pair {
        let left: Stored
        let right: Stored
        let columns: Int
        let repetition: Repetition
    }

    /// Both operands in one layout, the larger one first; nil where the kernels cannot repeat the smaller one.
    private mutating func pair(_ first: Stored, _ second: Stored, _ operation: Elementwise) -> Pair? {
        let isSwapped = first.count < second.count
        guard !isSwapped || operation == .addition || operation == .multiplication else { return nil }
        let (left, right) = isSwapped ? (second, first) : (first, second)
        if left.shape == right.shape {
            return Pair(left: left, right: laid(right, left.layout), columns: left.count, repetition: .none)
        }
        if right.count == 1, left.shape.count >= right.shape.count {
            return Pair(left: left, right: right, columns: left.count, repetition: .element)
        }
        let rank = left.shape.count
        // One number for each channel of one picture.
        if rank >= 3, left.shape[0] == 1, let channels = perChannel(right, rank: rank), channels == left.shape[1] {
            return Pair(
                left: laid(left, .channelsLast), right: laid(right, .rows), columns: channels, repetition: .row)
        }
        let sizes = right.shape.drop { $0 == 1 }
        guard !sizes.isEmpty, rank >= sizes.count, left.shape.suffix(sizes.count) == sizes else { return nil }
        return Pair(left: laid(left, .rows), right: laid(right, .rows), columns: right.count, repetition: .row)
    }

    /// The channels of a tensor that has nothing but channels, seen with so many dimensions.
    private func perChannel(_ stored: Stored, rank: Int) -> Int? {
        let shape = Array(repeating: 1, count: max(rank - stored.shape.count, 0)) + stored.shape
        guard shape.count == rank, shape.enumerated().allSatisfy({ $0 == 1 || $1 == 1 }) else { return nil }
        return shape[1]
    }

    /// An input as stored floats, constants among them.
    mutating func operand(_ id: ValueID?, of node: Node) throws(NativeError) -> Stored {
        if let id, let numbers = constantFloats(id), let shape = constantShape(id) {
            return stored(numbers, shape: shape, named: graph[id].name)
        }
        return try floats(id, of: node)
    }
}

extension Quantization {
    var scaling: Scaling<UInt8> { Scaling(scale: scale, zeroPoint: zeroPoint) }
}
