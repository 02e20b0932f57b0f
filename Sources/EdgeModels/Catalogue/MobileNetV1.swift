/// MobileNetV1 (Howard and others 2017) as the MLPerf Tiny visual-wake-words reference has it: a quarter of the
/// channels, 96 × 96 pixels, two classes.
enum MobileNetV1 {
    /// Output channels at full width, and stride, of each depthwise block.
    private static let blocks: [(channels: Int, stride: Int)] = [
        (64, 1), (128, 2), (128, 1), (256, 2), (256, 1), (512, 2), (512, 1), (512, 1), (512, 1), (512, 1), (512, 1),
        (1024, 2), (1024, 1),
    ]

    static func build(_ network: inout NetworkBuilder) {
        var signal = network.input("input", [1, 3, 96, 96], range: 0...1)
        signal = network.convolution(signal, "stem", to: 32 / 4, window: 3, stride: 2, .relu)
        for (index, block) in blocks.enumerated() {
            signal = network.depthwise(signal, "block-\(index + 1)/depthwise", stride: block.stride, .relu)
            signal = network.convolution(signal, "block-\(index + 1)/pointwise", to: block.channels / 4, .relu)
        }
        signal = network.globalAverage(signal, "pool")
        signal = network.flatten(signal, "flatten")
        signal = network.dense(signal, "classifier", to: 2)
        network.output(network.softmax(signal, "softmax"), "scores")
    }
}
