/// What one node computes: a multiply and an add are an operation each.
struct NodeWork {
    /// The operator as records spell it: `conv`, `globalAveragePool`.
    let operation: String
    let kind: LayerKind
    /// Of the first output.
    let shape: [Int]
    let operations: Int

    /// Nil where a size is not known, or no number could hold the work.
    init?(_ node: Node, in graph: Graph) {
        operation = node.operation.word
        guard let output = node.outputs.first ?? nil, let shape = graph[output].fixedShape,
            let count = Tensor.count(shape)
        else { return nil }
        self.shape = shape
        let inputs = node.inputs.map { $0.flatMap { graph[$0].fixedShape } }
        guard let work = Self.work(node, inputs, count: count) else { return nil }
        (kind, operations) = work
    }

    private static func work(_ node: Node, _ inputs: [[Int]?], count: Int) -> (LayerKind, Int)? {
        switch node.operation {
        case "Conv", "QLinearConv", "ConvInteger": return convolution(node, inputs, count: count)
        case "Gemm", "MatMul", "QLinearMatMul", "MatMulInteger": return product(node, inputs, count: count)
        default: break
        }
        if namings.contains(node.operation) { return (.naming, 0) }
        if movements.contains(node.operation) { return (.movement, 0) }
        if let each = elementwise[node.operation] { return count.multiplied(by: each).map { (.elementwise, $0) } }
        if rows.contains(node.operation) { return count.multiplied(by: 3).map { (.rows, $0) } }
        return pool(node, inputs, count: count) ?? (.other, count)
    }

    /// A multiply-add for each weight of an output channel, for each output.
    private static func convolution(_ node: Node, _ inputs: [[Int]?], count: Int) -> (LayerKind, Int)? {
        let weightPlace = node.operation == "QLinearConv" ? 3 : 1
        guard weightPlace < inputs.count, let weights = inputs[weightPlace], weights.count >= 3,
            let depth = Tensor.count(Array(weights.dropFirst())),
            let operations = count.multiplied(by: depth)?.multiplied(by: 2)
        else { return nil }
        let group = node.integer("group", else: 1)
        let isPoint = weights.dropFirst(2).allSatisfy { $0 == 1 }
        guard group == 1 else {
            return (weights[1] == 1 && weights[0] == group ? .depthwise : .grouped, operations)
        }
        return (isPoint ? .pointwise : .dense, operations)
    }

    private static func product(_ node: Node, _ inputs: [[Int]?], count: Int) -> (LayerKind, Int)? {
        guard let left = inputs.first ?? nil, !left.isEmpty else { return nil }
        let isTurned = node.operation == "Gemm" && node.integer("transA", else: 0) != 0
        let depth = isTurned ? left[0] : left[left.count - 1]
        guard let operations = count.multiplied(by: depth)?.multiplied(by: 2) else { return nil }
        let rows = isTurned ? left[left.count - 1] : left.dropLast().reduce(1, &*)
        return (rows == 1 ? .gemv : .gemm, operations)
    }

    /// An add for each number that is averaged; a maximum neither multiplies nor adds.
    private static func pool(_ node: Node, _ inputs: [[Int]?], count: Int) -> (LayerKind, Int)? {
        switch node.operation {
        case "GlobalAveragePool", "ReduceMean", "ReduceSum":
            guard let input = inputs.first ?? nil, let read = Tensor.count(input) else { return nil }
            return (.pool, read)
        case "AveragePool":
            let window = (node.integers("kernel_shape") ?? []).reduce(1, &*)
            return count.multiplied(by: window).map { (.pool, $0) }
        case "MaxPool", "GlobalMaxPool", "ReduceMax", "ReduceMin": return (.pool, 0)
        default: return nil
        }
    }

    private static let namings: Set<OperatorName> = [
        "Reshape", "Flatten", "Squeeze", "Unsqueeze", "Identity", "Dropout", "Constant", "Shape", "Size",
        "ConstantOfShape",
    ]
    private static let movements: Set<OperatorName> = [
        "Transpose", "Concat", "Split", "Slice", "Gather", "GatherElements", "GatherND", "Pad", "Expand", "Tile",
        "Cast", "DepthToSpace", "SpaceToDepth", "QuantizeLinear", "DequantizeLinear", "Resize", "ScatterND",
    ]
    /// Operations for each output number.
    private static let elementwise: [OperatorName: Int] = [
        "Add": 1, "Sub": 1, "Mul": 1, "Div": 1, "Relu": 0, "Clip": 0, "Min": 0, "Max": 0, "LeakyRelu": 1, "PRelu": 1,
        "HardSigmoid": 2, "HardSwish": 3, "Sigmoid": 2, "Tanh": 2, "Exp": 1, "Log": 1, "Sqrt": 1, "Pow": 1, "Erf": 1,
        "Neg": 0, "Abs": 0, "Where": 0, "Equal": 0, "Less": 0, "Greater": 0, "BatchNormalization": 2,
    ]
    /// Each takes about three passes over its numbers.
    private static let rows: Set<OperatorName> = [
        "Softmax", "LogSoftmax", "LayerNormalization", "InstanceNormalization", "GroupNormalization",
        "LpNormalization",
    ]
}

extension OperatorName {
    /// As layers are told apart: `globalAveragePool`.
    var word: String { name.prefix(1).lowercased() + name.dropFirst() }
}
