import EdgeModels

/// Writes graphs of a few nodes, with made-up weights that are the same each time.
struct GraphSketch {
    var graph = Graph(name: "sketch")
    private var state: UInt32 = 12345

    mutating func input(_ name: String, _ shape: [Int], type: ElementType = .f32) -> ValueID {
        let value = graph.add(Value(name: name, type: type, shape: shape.map { .fixed($0) }))
        graph.inputs.append(value)
        return value
    }

    /// Between -0.5 and 0.5.
    mutating func number() -> Float {
        state = state &* 1_664_525 &+ 1_013_904_223
        return Float(state >> 8) / Float(1 << 24) - 0.5
    }

    mutating func numbers(_ count: Int) -> [Float] { (0..<count).map { _ in number() } }

    mutating func weights(_ name: String, _ shape: [Int]) throws -> ValueID {
        let numbers = numbers(shape.reduce(1, *))
        return graph.addConstant(name, try Tensor(shape: shape, elements: .f32(numbers)))
    }

    mutating func node(
        _ operation: OperatorName, _ inputs: [ValueID?], _ attributes: [String: Attribute] = [:]
    ) -> ValueID {
        let name = "\(operation) \(graph.nodes.count)"
        let output = graph.add(Value(name: name))
        graph.nodes.append(
            Node(name: name, operation: operation, inputs: inputs, outputs: [output], attributes: attributes))
        return output
    }

    mutating func convolution(
        _ source: ValueID, from channels: Int, to outputs: Int, size: Int = 1, stride: Int = 1,
        isDepthwise: Bool = false
    ) throws -> ValueID {
        let shape = [outputs, isDepthwise ? 1 : channels, size, size]
        let inputs = [source, try weights("weights", shape), try weights("bias", [outputs])]
        let border = size / 2
        return node(
            "Conv", inputs,
            [
                "strides": .integers([stride, stride]), "pads": .integers([border, border, border, border]),
                "group": .integer(isDepthwise ? channels : 1),
            ])
    }

    mutating func relu6(_ source: ValueID) -> ValueID {
        let lowest = graph.addConstant("0", Tensor(scalar: 0 as Float))
        let highest = graph.addConstant("6", Tensor(scalar: 6 as Float))
        return node("Clip", [source, lowest, highest])
    }
}
