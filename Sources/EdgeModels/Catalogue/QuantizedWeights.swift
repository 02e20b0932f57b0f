/// The weights and the bias of one layer in whole numbers.
struct QuantizedWeights {
    private let weights: Value
    private let bias: Value
    private let shape: [Int]
    private let scales: [Float]?
    private let input: QuantizationStep

    /// Without numbers, as in an outline, shapes and types alone are made.
    init(weights: Value, bias: Value, input: QuantizationStep) {
        self.weights = weights
        self.bias = bias
        self.input = input
        shape = weights.fixedShape ?? []
        scales = weights.constant?.floats.map { Self.scales(of: $0, channels: weights.fixedShape?.first ?? 1) }
    }

    /// The largest number of each channel becomes 127.
    private static func scales(of numbers: [Float], channels: Int) -> [Float] {
        let depth = numbers.count / max(channels, 1)
        return (0..<channels).map { channel in
            var largest: Float = 0
            for place in channel * depth..<(channel + 1) * depth { largest = max(largest, abs(numbers[place])) }
            return largest > 0 ? largest / 127 : 1
        }
    }

    func addWeights(to graph: inout Graph) -> ValueID {
        let numbers = weights.constant?.floats
        let rounded = numbers.flatMap { numbers in scales.map { Self.rounded(numbers, $0) } }
        return dequantized(weights, .s8, rounded.map(Elements.s8), scales, to: &graph)
    }

    /// Sums are whole numbers of input steps times weight steps, and so is what is added to them.
    func addBias(to graph: inout Graph) -> ValueID {
        let steps = scales?.map { $0 * input.scale }
        let rounded = bias.constant?.floats.flatMap { numbers in
            steps.map { steps in
                zip(numbers, steps).map { number, step in
                    Int32(min(max((number / step).rounded(.toNearestOrEven), -0x1p30), 0x1p30))
                }
            }
        }
        return dequantized(bias, .s32, rounded.map(Elements.s32), steps, to: &graph)
    }

    private static func rounded(_ numbers: [Float], _ scales: [Float]) -> [Int8] {
        let depth = numbers.count / max(scales.count, 1)
        var rounded = [Int8](repeating: 0, count: numbers.count)
        for (channel, scale) in scales.enumerated() {
            let inverse = 1 / scale
            for place in channel * depth..<(channel + 1) * depth {
                rounded[place] = Int8(min(max((numbers[place] * inverse).rounded(.toNearestOrEven), -127), 127))
            }
        }
        return rounded
    }

    private func dequantized(
        _ value: Value, _ type: ElementType, _ numbers: Elements?, _ scales: [Float]?, to graph: inout Graph
    ) -> ValueID {
        let channels = shape.first ?? 1
        let zeros: Elements =
            type == .s8 ? .s8(Array(repeating: 0, count: channels)) : .s32(Array(repeating: 0, count: channels))
        let sizes = value.fixedShape ?? []
        let stored = constant(value.name + " stored", sizes, type, numbers, in: &graph)
        let scale = constant(value.name + " scale", [channels], .f32, scales.map(Elements.f32), in: &graph)
        let zero = constant(value.name + " zero", [channels], type, zeros, in: &graph)
        let back = graph.add(Value(name: value.name, type: .f32, shape: value.shape))
        graph.nodes.append(
            Node(
                name: value.name + "/dequantize", operation: "DequantizeLinear", inputs: [stored, scale, zero],
                outputs: [back], attributes: ["axis": .integer(0)]))
        return back
    }

    private func constant(
        _ name: String, _ shape: [Int], _ type: ElementType, _ numbers: Elements?, in graph: inout Graph
    ) -> ValueID {
        guard let numbers else { return graph.add(Value(name: name, type: type, shape: shape.map { .fixed($0) })) }
        return graph.addConstant(name, Tensor(shape: shape, filledWith: numbers))
    }
}

extension Tensor {
    /// One byte without dimensions.
    init(scalarByte byte: UInt8) {
        self.init(shape: [], filledWith: .u8([byte]))
    }
}
