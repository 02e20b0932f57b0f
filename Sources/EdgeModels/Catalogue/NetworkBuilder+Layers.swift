/// Height and width of what a layer sees at once.
struct FilterSize: ExpressibleByIntegerLiteral {
    let height: Int
    let width: Int

    init(_ height: Int, _ width: Int) {
        self.height = height
        self.width = width
    }

    init(integerLiteral side: Int) {
        self.init(side, side)
    }

    var isPoint: Bool { height == 1 && width == 1 }
}

// Layers with weights.
extension NetworkBuilder {
    /// A convolution over all channels.
    ///
    /// Padding is TensorFlow's `SAME`: outputs are inputs divided by the stride, rounded up, and an odd pixel of
    /// padding goes after.
    mutating func convolution(
        _ input: Signal, _ name: String, to channels: Int, window: FilterSize = 1, stride: Int = 1,
        _ activation: Activation = .none, isNormalized: Bool = true
    ) -> Signal {
        let weightShape = [channels, input.shape[1], window.height, window.width]
        return convolution(
            input, name, weightShape, groups: 1, stride: stride, activation, isNormalized: isNormalized)
    }

    /// A convolution of each channel by itself.
    mutating func depthwise(
        _ input: Signal, _ name: String, window: FilterSize = 3, stride: Int = 1, _ activation: Activation = .none
    ) -> Signal {
        let weightShape = [input.shape[1], 1, window.height, window.width]
        return convolution(
            input, name, weightShape, groups: input.shape[1], stride: stride, activation, isNormalized: true)
    }

    private mutating func convolution(
        _ input: Signal, _ name: String, _ weightShape: [Int], groups: Int, stride: Int, _ activation: Activation,
        isNormalized: Bool
    ) -> Signal {
        let (rows, top, bottom) = padding(input.shape[2], window: weightShape[2], stride: stride)
        let (columns, left, right) = padding(input.shape[3], window: weightShape[3], stride: stride)
        let weights = weights(name, weightShape, of: input, spread: activation.spread)
        var attributes: [String: Attribute] = ["kernel_shape": .integers([weightShape[2], weightShape[3]])]
        if groups != 1 { attributes["group"] = .integer(groups) }
        if stride != 1 { attributes["strides"] = .integers([stride, stride]) }
        if top + left + bottom + right != 0 { attributes["pads"] = .integers([top, left, bottom, right]) }
        if isNormalized { normalizedChannels += weightShape[0] }
        let sum = add(
            "Conv", name, [input.value] + weights, shape: [input.shape[0], weightShape[0], rows, columns],
            like: .sum(spread: activation.spread, of: input), attributes)
        return activate(sum, name, activation)
    }

    /// A layer of one vector: each output from all inputs.
    mutating func dense(
        _ input: Signal, _ name: String, to count: Int, _ activation: Activation = .none, isNormalized: Bool = false
    ) -> Signal {
        let weights = weights(name, [count, input.shape[1]], of: input, spread: activation.spread)
        if isNormalized { normalizedChannels += count }
        let sum = add(
            "Gemm", name, [input.value] + weights, shape: [input.shape[0], count],
            like: .sum(spread: activation.spread, of: input), ["transB": .integer(1)])
        return activate(sum, name, activation)
    }

    /// Weights and bias that spread the sums as asked.
    private mutating func weights(_ name: String, _ shape: [Int], of input: Signal, spread: Float) -> [ValueID] {
        let fanIn = shape.dropFirst().reduce(1, *)
        // A few weights would lose too much with their mean.
        let isBalanced = fanIn >= 16
        let energy = Float(fanIn) * (isBalanced ? input.variance : input.meanSquare)
        // Evenly spread numbers have a third of their bound's square as variance.
        let bound = spread * (3 / energy).squareRoot()
        return [
            seeded(name + " weight", shape, bound: bound, balanced: isBalanced ? fanIn : nil),
            seeded(name + " bias", [shape[0]], bound: spread / 8),
        ]
    }

    private func padding(_ size: Int, window: Int, stride: Int) -> (outputs: Int, before: Int, after: Int) {
        guard isPaddedEvenly else { return Self.same(size, window: window, stride: stride) }
        let border = (window - 1) / 2
        return ((size + 2 * border - window) / stride + 1, border, border)
    }

    /// Outputs along one side, and the padding before and after it.
    static func same(_ size: Int, window: Int, stride: Int) -> (outputs: Int, before: Int, after: Int) {
        let outputs = (size + stride - 1) / stride
        let padding = max((outputs - 1) * stride + window - size, 0)
        return (outputs, padding / 2, padding - padding / 2)
    }

    mutating func activate(_ input: Signal, _ name: String, _ activation: Activation) -> Signal {
        var expected = input
        (expected.mean, expected.meanSquare) = activation.moments
        expected.range = activation.range
        switch activation {
        case .none: return input
        case .relu:
            return add("Relu", name + "/relu", [input.value], shape: input.shape, like: expected)
        case .relu6:
            let ends = [scalar(0), scalar(6)]
            return add("Clip", name + "/relu6", [input.value] + ends, shape: input.shape, like: expected)
        case .hardSwish:
            return add("HardSwish", name + "/hard-swish", [input.value], shape: input.shape, like: expected)
        case .hardSigmoid:
            return add(
                "HardSigmoid", name + "/hard-sigmoid", [input.value], shape: input.shape, like: expected,
                ["alpha": .float(1 / 6), "beta": .float(0.5)])
        }
    }
}

extension Signal {
    /// What weights scaled to a spread give.
    fileprivate static func sum(spread: Float, of input: Signal) -> Signal {
        Signal(
            value: input.value, shape: [], mean: 0, meanSquare: spread * spread, range: -5 * spread...5 * spread)
    }
}
