import EdgeKernels
import EdgeModels

extension Lowering {
    mutating func lowerActivation(_ node: Node) throws(NativeError) {
        guard let activation = activation(of: node) else { throw unsupported(node, "its limits are not constant") }
        let value = try result(of: node)
        if let (source, scaling) = codes(node.input(0)), let tail = integerTail(after: value),
            tail.nodes.count == 1
        {
            let output = store(
                tail.result, shape: source.shape, layout: source.layout, form: .codes(tail.quantization))
            do throws(KernelError) {
                let table = try ActivationTable(
                    activation, source: scaling.scaling, destination: tail.quantization.scaling)
                append(node, Lookup(table: table, kind: node.operation.name), [source], output)
            } catch {
                throw .kernel(error, layer: node.name)
            }
            finish(tail, output)
            return
        }
        let source = try floats(node.input(0), of: node)
        let output = store(value, shape: source.shape, layout: source.layout, form: .f32)
        append(
            node, ActivationOperation(activation: activation, kind: node.operation.name, count: source.count), [source],
            output)
        sources[value] = .stored(output)
    }

    private func activation(of node: Node) -> Activation? {
        switch node.operation.name {
        case "Relu", "Clip": bounds(of: node).map { .clip($0) }
        case "HardSigmoid":
            .hardSigmoid(slope: node.float("alpha", else: 0.2), offset: node.float("beta", else: 0.5))
        case "HardSwish": .hardSwish
        case "Sigmoid": .sigmoid
        case "Tanh": .tanh
        case "Gelu": node.text("approximate", else: "none") == "tanh" ? .geluByTanh : .gelu
        default: nil
        }
    }
}
