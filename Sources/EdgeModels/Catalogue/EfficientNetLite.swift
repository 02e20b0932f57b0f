/// EfficientNet-Lite (Google 2020): EfficientNet without squeeze and excitation, with ReLU6 for swish.
enum EfficientNetLite {
    struct Scale {
        let number: Int
        let width: Double
        let depth: Double
        let resolution: Int
    }

    static let scales = [
        Scale(number: 0, width: 1, depth: 1, resolution: 224), Scale(number: 1, width: 1, depth: 1.1, resolution: 240),
        Scale(number: 2, width: 1.1, depth: 1.2, resolution: 260),
    ]

    /// FilterSize, expansion, output channels and repeats before scaling, and stride of the first, of each stage.
    private static let stages: [(window: FilterSize, expansion: Int, channels: Int, repeats: Int, stride: Int)] = [
        (3, 1, 16, 1, 1), (3, 6, 24, 2, 2), (5, 6, 40, 2, 2), (3, 6, 80, 3, 2), (5, 6, 112, 3, 1), (5, 6, 192, 4, 2),
        (3, 6, 320, 1, 1),
    ]

    static func build(_ network: inout NetworkBuilder, _ scale: Scale) {
        // (pixel - 127) / 128.
        let range: ClosedRange<Float> = -0.9921875...1
        var signal = network.input("input", [1, 3, scale.resolution, scale.resolution], range: range)
        // Stem, head, and the repeats of the first and last stage stay as they are at every scale.
        signal = network.convolution(signal, "stem", to: 32, window: 3, stride: 2, .relu6)
        var number = 1
        for (index, stage) in stages.enumerated() {
            let isScaled = index != 0 && index != stages.count - 1
            let repeats = isScaled ? Int((Double(stage.repeats) * scale.depth).rounded(.up)) : stage.repeats
            for place in 0..<repeats {
                let block = InvertedBottleneck(
                    name: "block-\(number)", expanded: signal.shape[1] * stage.expansion,
                    channels: ChannelCount.rounded(Double(stage.channels) * scale.width), window: stage.window,
                    stride: place == 0 ? stage.stride : 1)
                signal = block.build(signal, &network)
                number += 1
            }
        }
        signal = network.convolution(signal, "head", to: 1280, .relu6)
        signal = network.globalAverage(signal, "pool")
        signal = network.flatten(signal, "flatten")
        network.output(network.dense(signal, "classifier", to: 1000), "logits")
    }
}
