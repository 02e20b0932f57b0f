/// The weights and the bias of one layer in whole numbers.
struct QuantizedWeights {
    private let weights: Value
    private let bias: Value?
    private let shape: [Int]
    /// The dimension of `weights` that each output has a scale of its own along.
    private let axis: Int
    private let scales: [Float]?
    private let inputScale: Float

    /// Without numbers, as in an outline, shapes and types alone are made.
    ///
    /// - Parameter scales: those that the numbers were already rounded to; nil for the widest number of each output.
    init(weights: Value, bias: Value?, axis: Int = 0, inputScale: Float, scales: [Float]? = nil) {
        self.weights = weights
        self.bias = bias
        self.axis = axis
        self.inputScale = inputScale
        shape = weights.fixedShape ?? []
        self.scales =
            scales ?? weights.constant.map { WeightRounding.scales(of: $0, axis: axis, largestCode: 127) } ?? nil
    }

    func addWeights(to graph: inout Graph) -> ValueID {
        let rounded = weights.constant.flatMap { tensor in
            scales.flatMap { WeightRounding.codes(of: tensor, axis: axis, scales: $0, largestCode: 127) }
        }
        return dequantized(weights, .s8, rounded.map { .s8($0.map { Int8($0) }) }, scales, to: &graph)
    }

    /// Sums are whole numbers of input steps times weight steps, and so is what is added to them.
    func addBias(to graph: inout Graph) -> ValueID? {
        guard let bias else { return nil }
        let steps = scales?.map { $0 * inputScale }
        let rounded = bias.constant?.floats.flatMap { numbers in
            steps.map { steps in
                zip(numbers, steps).map { number, step in
                    Int32(min(max((number / step).rounded(.toNearestOrEven), -0x1p30), 0x1p30))
                }
            }
        }
        return dequantized(bias, .s32, rounded.map(Elements.s32), steps, to: &graph)
    }

    private func dequantized(
        _ value: Value, _ type: ElementType, _ numbers: Elements?, _ scales: [Float]?, to graph: inout Graph
    ) -> ValueID {
        let channels = shape.indices ~= axis ? shape[axis] : 1
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
                outputs: [back], attributes: ["axis": .integer(type == .s8 ? axis : 0)]))
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
    /// One number without dimensions.
    init(scalar number: Int, as type: ElementType) {
        self.init(shape: [], filledWith: type == .u16 ? .u16([UInt16(number)]) : .u8([UInt8(number)]))
    }
}
