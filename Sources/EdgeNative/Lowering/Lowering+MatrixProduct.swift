import EdgeKernels
import EdgeModels

extension Lowering {
    /// Gemm, and MatMul with constant weights of two dimensions.
    mutating func lowerMatrixProduct(_ node: Node) throws(NativeError) {
        let source = laid(try floats(node.input(0), of: node), .rows)
        guard let weightsID = node.input(1), let weightShape = constantShape(weightsID), weightShape.count == 2,
            var weights = constantFloats(weightsID)
        else { throw unsupported(node, "its right side is not a constant matrix") }
        let isGemm = node.operation == "Gemm"
        guard node.integer("transA", else: 0) == 0, !isGemm || source.shape.count == 2 else {
            throw unsupported(node, "its left side is transposed")
        }
        let liesInRows = isGemm && node.integer("transB", else: 0) != 0
        let (columns, depth) = liesInRows ? (weightShape[0], weightShape[1]) : (weightShape[1], weightShape[0])
        guard source.shape.last == depth, columns > 0, depth > 0 else { throw unsupported(node, "its sizes differ") }
        let scale = isGemm ? node.float("alpha", else: 1) : 1
        if scale != 1 { for index in weights.indices { weights[index] *= scale } }
        guard var bias = rowBias(isGemm ? node.input(2) : nil, columns: columns) else {
            throw unsupported(node, "what it adds is not a constant row")
        }
        let share = isGemm ? node.float("beta", else: 1) : 1
        if share != 1 { for index in bias.indices { bias[index] *= share } }
        let shape = source.shape.dropLast() + [columns]
        var tail = Tail(result: try result(of: node))
        if !isGemm { takeBias(into: &tail, bias: &bias) }
        takeActivation(into: &tail)
        let output = store(tail.result, shape: Array(shape), layout: .rows, form: .f32)
        do throws(KernelError) {
            let order = liesInRows ? WeightOrder.columnsThenDepth : .depthThenColumns
            let rows = source.count / depth
            if options.precision == .bf16 {
                let packed = try PackedWeights(
                    roundedToBFloat16: weights.span, bias: bias.span, columns: columns, depth: depth, order: order)
                append(
                    node, NarrowProduct(rows: rows, weights: packed, bounds: tail.bounds),
                    [source], output)
            } else {
                let packed = try PackedWeights(
                    weights.span, bias: bias.span, columns: columns, depth: depth, order: order)
                append(node, MatrixProduct(rows: rows, weights: packed, bounds: tail.bounds), [source], output)
            }
        } catch {
            throw .kernel(error, layer: node.name)
        }
        taken.formUnion(tail.nodes)
        sources[tail.result] = .stored(output)
    }

    /// A constant that is the same for all rows; nil for any other.
    private func rowBias(_ id: ValueID?, columns: Int) -> [Float]? {
        guard let id else { return Array(repeating: 0, count: columns) }
        guard let shape = constantShape(id), let numbers = constantFloats(id) else { return nil }
        if numbers.count == 1 { return Array(repeating: numbers[0], count: columns) }
        return numbers.count == columns && shape.last == columns ? numbers : nil
    }

    /// An addition of a constant row after MatMul.
    private func takeBias(into tail: inout Tail, bias: inout [Float]) {
        guard let (number, node) = soleReader(of: tail.result), node.operation == "Add",
            let other = node.inputs.compactMap(\.self).first(where: { $0 != tail.result }),
            let row = rowBias(other, columns: bias.count), let shape = constantShape(other), shape.count <= 1,
            let sum = node.outputs.first.flatMap(\.self)
        else { return }
        bias = row
        tail.result = sum
        tail.nodes.append(number)
    }
}
