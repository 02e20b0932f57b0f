import EdgeKernels
import EdgeModels

extension Lowering {
    /// By kernels if they can, and else as the operator's definition reads.
    mutating func lower(_ node: Node) throws(NativeError) {
        // A copy of all would cost as much as the network is long, for each of its nodes.
        let mark = network.mark
        sources.begin()
        do throws(NativeError) {
            try lowerToKernels(node)
        } catch {
            guard case .unsupported = error, PlainOperators.names.contains(node.operation) else { throw error }
            network.takeBack(to: mark)
            sources.takeBack()
            try lowerPlain(node)
        }
    }

    private mutating func lowerToKernels(_ node: Node) throws(NativeError) {
        guard node.operation.domain.isEmpty else { throw unsupported(node, "its domain is not ONNX's own") }
        switch node.operation.name {
        case "Conv": if try !lowerIntegerConvolution(node) { try lowerConvolution(node) }
        case "Gemm", "MatMul": if try !lowerIntegerProduct(node) { try lowerMatrixProduct(node) }
        case "QuantizeLinear": try lowerQuantization(node)
        case "DequantizeLinear": try lowerDequantization(node)
        case "Add": try lowerPair(node, .addition)
        case "Sub": try lowerPair(node, .subtraction)
        case "Mul": try lowerPair(node, .multiplication)
        case "Div": try lowerPair(node, .division)
        case "Relu", "Clip", "HardSigmoid", "HardSwish", "Sigmoid", "Tanh", "Gelu": try lowerActivation(node)
        case "Softmax": try lowerSoftmax(node)
        case "Concat": try lowerConcatenation(node)
        case "Transpose", "Slice", "Split", "Expand", "Tile", "Gather", "Resize", "DepthToSpace", "SpaceToDepth":
            try lowerMovement(node)
        case "Pad": try lowerPadding(node)
        case "GlobalAveragePool", "AveragePool", "MaxPool", "ReduceMean": try lowerPooling(node)
        case "Flatten", "Reshape", "Squeeze", "Unsqueeze", "Identity", "Dropout": try lowerReshape(node)
        default: try lowerFunction(node)
        }
    }

    func unsupported(_ node: Node, _ reason: String) -> NativeError {
        .unsupported(node: node.name, operation: node.operation.description, reason: reason)
    }

    /// The value that a node makes.
    func result(of node: Node) throws(NativeError) -> ValueID {
        guard let first = node.outputs.first, let result = first else {
            throw unsupported(node, "its output has no name")
        }
        return result
    }
}
