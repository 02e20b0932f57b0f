// Layers without weights.
extension NetworkBuilder {
    /// A residual connection.
    mutating func sum(_ left: Signal, _ right: Signal, _ name: String) -> Signal {
        var expected = left
        expected.mean += right.mean
        expected.meanSquare = left.variance + right.variance + expected.mean * expected.mean
        let reach = 5 * expected.meanSquare.squareRoot()
        expected.range =
            max(
                left.range.lowerBound + right.range.lowerBound, -reach)...min(
                left.range.upperBound + right.range.upperBound, reach)
        return add("Add", name, [left.value, right.value], shape: left.shape, like: expected)
    }

    /// One number of each channel: its mean.
    mutating func globalAverage(_ input: Signal, _ name: String) -> Signal {
        var expected = input
        // What varies between pixels is averaged away; about an eighth varies between channels.
        expected.meanSquare = input.mean * input.mean + input.variance / 8
        let shape = [input.shape[0], input.shape[1], 1, 1]
        return add("GlobalAveragePool", name, [input.value], shape: shape, like: expected)
    }

    /// From one number of each channel to a vector.
    mutating func flatten(_ input: Signal, _ name: String) -> Signal {
        let shape = [input.shape[0], input.shape.dropFirst().reduce(1, *)]
        return add("Flatten", name, [input.value], shape: shape, like: input, ["axis": .integer(1)])
    }

    /// Each channel weighed by what its mean tells: squeeze and excitation, as MobileNetV3 has it.
    mutating func squeezeExcite(_ input: Signal, _ name: String, to channels: Int) -> Signal {
        let pooled = globalAverage(input, name + "/squeeze")
        let squeezed = convolution(pooled, name + "/reduce", to: channels, .relu, isNormalized: false)
        let gate = convolution(
            squeezed, name + "/expand", to: input.shape[1], .hardSigmoid, isNormalized: false)
        var expected = input
        expected.mean *= gate.mean
        expected.meanSquare *= gate.meanSquare
        return add("Mul", name + "/scale", [input.value, gate.value], shape: input.shape, like: expected)
    }

    /// Scores that sum to 1.
    mutating func softmax(_ input: Signal, _ name: String) -> Signal {
        var expected = input
        expected.range = 0...1
        return add("Softmax", name, [input.value], shape: input.shape, like: expected, ["axis": .integer(1)])
    }
}
