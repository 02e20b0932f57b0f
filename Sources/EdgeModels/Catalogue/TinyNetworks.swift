/// The keyword-spotting reference of MLPerf Tiny: a small depthwise-separable network (Zhang and others 2017) over 49
/// frames of 10 mel-frequency cepstral coefficients.
enum KeywordSpotter {
    static func build(_ network: inout NetworkBuilder) {
        var signal = network.input("input", [1, 1, 49, 10], range: -20...20)
        signal = network.convolution(signal, "stem", to: 64, window: FilterSize(10, 4), stride: 2, .relu)
        for number in 1...4 {
            signal = network.depthwise(signal, "block-\(number)/depthwise", .relu)
            signal = network.convolution(signal, "block-\(number)/pointwise", to: 64, .relu)
        }
        signal = network.globalAverage(signal, "pool")
        signal = network.flatten(signal, "flatten")
        signal = network.dense(signal, "classifier", to: 12)
        network.output(network.softmax(signal, "softmax"), "scores")
    }
}

/// The small-image reference of MLPerf Tiny: a residual network of eight layers for 32 × 32 pixels.
enum ResNet8 {
    static func build(_ network: inout NetworkBuilder) {
        var signal = network.input("input", [1, 3, 32, 32], range: 0...255)
        signal = network.convolution(signal, "stem", to: 16, window: 3, .relu)
        for (index, channels) in [16, 32, 64].enumerated() {
            let name = "stack-\(index + 1)"
            let stride = index == 0 ? 1 : 2
            var branch = network.convolution(
                signal, name + "/first", to: channels, window: 3, stride: stride, .relu)
            branch = network.convolution(branch, name + "/second", to: channels, window: 3)
            if index > 0 {
                signal = network.convolution(
                    signal, name + "/shortcut", to: channels, stride: stride, isNormalized: false)
            }
            signal = network.rectifiedSum(signal, branch, name)
        }
        signal = network.globalAverage(signal, "pool")
        signal = network.flatten(signal, "flatten")
        signal = network.dense(signal, "classifier", to: 10)
        network.output(network.softmax(signal, "softmax"), "scores")
    }
}

/// The anomaly-detection reference of MLPerf Tiny: what it cannot reproduce of five frames of a log-mel spectrogram is
/// out of the ordinary.
enum AnomalyAutoEncoder {
    static func build(_ network: inout NetworkBuilder) {
        var signal = network.input("input", [1, 640], range: -80...20)
        for (index, count) in [128, 128, 128, 128, 8, 128, 128, 128, 128].enumerated() {
            signal = network.dense(signal, "layer-\(index + 1)", to: count, .relu, isNormalized: true)
        }
        network.output(network.dense(signal, "reconstruction", to: 640), "output")
    }
}

extension NetworkBuilder {
    /// A residual connection with a rectifier behind it.
    fileprivate mutating func rectifiedSum(_ left: Signal, _ right: Signal, _ name: String) -> Signal {
        let total = sum(left, right, name + "/add")
        var expected = total
        expected.range = 0...total.range.upperBound
        // Nothing is lost where the sum is positive, which it is half of the time at least.
        expected.meanSquare = total.meanSquare * 0.75
        expected.mean = (expected.meanSquare / 3).squareRoot()
        return add("Relu", name + "/relu", [total.value], shape: total.shape, like: expected)
    }
}
