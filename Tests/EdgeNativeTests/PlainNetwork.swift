import EdgeModels

/// Computes a graph of the few operators that these tests use, as their definitions say and as slowly.
struct PlainNetwork {
    let graph: Graph
    private var values: [ValueID: Tensor] = [:]

    static func outputs(of graph: Graph, _ inputs: [Tensor]) throws -> [[Float]] {
        var network = PlainNetwork(graph: graph)
        for (id, tensor) in zip(graph.inputs, inputs) { network.values[id] = tensor }
        for node in graph.nodes { try network.compute(node) }
        return graph.outputs.compactMap { network.values[$0]?.floats }
    }

    private init(graph: Graph) {
        self.graph = graph
    }

    private func tensor(_ id: ValueID?) throws -> Tensor {
        guard let id, let tensor = values[id] ?? graph[id].constant else { throw Missing() }
        return tensor
    }

    private struct Missing: Error {}

    private mutating func compute(_ node: Node) throws {
        let source = try tensor(node.inputs[0])
        let floats = source.floats ?? []
        let result: Tensor
        switch node.operation.name {
        case "Conv": result = try convolution(node, source)
        case "Relu": result = try Tensor(shape: source.shape, elements: .f32(floats.map { max($0, 0) }))
        case "Clip": result = try Tensor(shape: source.shape, elements: .f32(floats.map { min(max($0, 0), 6) }))
        case "Add":
            let other = try tensor(node.inputs[1]).floats ?? []
            result = try Tensor(shape: source.shape, elements: .f32(zip(floats, other).map(+)))
        case "GlobalAveragePool":
            let pixels = source.shape[2...].reduce(1, *)
            let means = stride(from: 0, to: floats.count, by: pixels).map {
                floats[$0..<$0 + pixels].reduce(0, +) / Float(pixels)
            }
            result = try Tensor(shape: Array(source.shape[..<2]) + [1, 1], elements: .f32(means))
        case "Flatten":
            result = try Tensor(shape: [source.shape[0], source.count / source.shape[0]], elements: .f32(floats))
        case "QuantizeLinear": result = try quantized(node, source)
        case "DequantizeLinear": result = try dequantized(node, source)
        case "Gemm": result = try product(node, source)
        default: throw Missing()
        }
        if let output = node.outputs[0] { values[output] = result }
    }

    private func convolution(_ node: Node, _ source: Tensor) throws -> Tensor {
        let weights = try tensor(node.inputs[1])
        let bias = try tensor(node.inputs[2]).floats ?? []
        let numbers = source.floats ?? []
        let kernel = weights.floats ?? []
        let (groups, stride) = (node.integer("group", else: 1), node.integers("strides")?[0] ?? 1)
        let border = node.integers("pads")?[0] ?? 0
        let (outputs, depth, size) = (weights.shape[0], weights.shape[1], weights.shape[2])
        let (channels, height, width) = (source.shape[1], source.shape[2], source.shape[3])
        let rows = (height + 2 * border - size) / stride + 1
        let columns = (width + 2 * border - size) / stride + 1
        var result: [Float] = []
        for image in 0..<source.shape[0] {
            for output in 0..<outputs {
                let first = output / (outputs / groups) * depth
                for row in 0..<rows {
                    for column in 0..<columns {
                        var sum = bias[output]
                        for channel in 0..<depth {
                            for (y, x) in (0..<size * size).map({ ($0 / size, $0 % size) }) {
                                let (line, place) = (row * stride + y - border, column * stride + x - border)
                                guard 0..<height ~= line, 0..<width ~= place else { continue }
                                let plane = (image * channels + first + channel) * height
                                sum +=
                                    numbers[(plane + line) * width + place]
                                    * kernel[((output * depth + channel) * size + y) * size + x]
                            }
                        }
                        result.append(sum)
                    }
                }
            }
        }
        return try Tensor(shape: [source.shape[0], outputs, rows, columns], elements: .f32(result))
    }

    private func quantized(_ node: Node, _ source: Tensor) throws -> Tensor {
        let scale = try tensor(node.inputs[1]).floats?.first ?? 1
        let numbers = (source.floats ?? []).map { ($0 / scale).rounded(.toNearestOrEven) }
        switch try tensor(node.inputs[2]).elements {
        case .u8(let zero):
            let codes = numbers.map { UInt8(min(max($0 + Float(zero[0]), 0), 255)) }
            return try Tensor(shape: source.shape, elements: .u8(codes))
        case .s8(let zero):
            let codes = numbers.map { Int8(min(max($0 + Float(zero[0]), -128), 127)) }
            return try Tensor(shape: source.shape, elements: .s8(codes))
        default: throw Missing()
        }
    }

    /// Along the first axis, if there is more than one scale.
    private func dequantized(_ node: Node, _ source: Tensor) throws -> Tensor {
        let scales = try tensor(node.inputs[1]).floats ?? []
        let inner = source.count / scales.count
        let zeros: [Int] =
            switch try node.input(2).map({ try tensor($0).elements }) {
            case .u8(let all)?: all.map { Int($0) }
            case .s8(let all)?: all.map { Int($0) }
            default: []
            }
        let codes: [Int] =
            switch source.elements {
            case .u8(let all): all.map { Int($0) }
            case .s8(let all): all.map { Int($0) }
            case .s32(let all): all.map { Int($0) }
            default: throw Missing()
            }
        let numbers = codes.enumerated().map { Float($1 - (zeros.first ?? 0)) * scales[$0 / inner] }
        return try Tensor(shape: source.shape, elements: .f32(numbers))
    }

    private func product(_ node: Node, _ source: Tensor) throws -> Tensor {
        let weights = try tensor(node.inputs[1])
        let bias = try tensor(node.inputs[2]).floats ?? []
        let (numbers, factors) = (source.floats ?? [], weights.floats ?? [])
        let (columns, depth) = (weights.shape[0], weights.shape[1])
        var result: [Float] = []
        for row in 0..<source.shape[0] {
            for column in 0..<columns {
                result.append(
                    (0..<depth).reduce(bias[column]) { $0 + numbers[row * depth + $1] * factors[column * depth + $1] })
            }
        }
        return try Tensor(shape: [source.shape[0], columns], elements: .f32(result))
    }
}
