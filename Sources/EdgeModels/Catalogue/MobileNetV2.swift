/// MobileNetV2 (Sandler and others 2018), layer for layer as TensorFlow's slim library has it.
enum MobileNetV2 {
    /// Expansion, output channels at full width, repeats, and stride of the first, of each stage.
    static let stages: [(expansion: Int, channels: Int, repeats: Int, stride: Int)] = [
        (1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 3, 2), (6, 64, 4, 2), (6, 96, 3, 1), (6, 160, 3, 2), (6, 320, 1, 1),
    ]

    static func build(_ network: inout NetworkBuilder, width: Double, resolution: Int) {
        let input = network.input("input", [1, 3, resolution, resolution], range: -1...1)
        var signal = features(input, &network, width: width) { _, _ in }
        signal = network.globalAverage(signal, "pool")
        signal = network.flatten(signal, "flatten")
        network.output(network.dense(signal, "classifier", to: 1000), "logits")
    }

    /// Everything before the classifier.
    ///
    /// - Parameter seeExpansion: called with the number of each block from 1 and its expanded signal.
    static func features(
        _ input: Signal, _ network: inout NetworkBuilder, width: Double, seeExpansion: (Int, Signal) -> Void
    ) -> Signal {
        var signal = network.convolution(
            input, "stem", to: ChannelCount.rounded(32 * width), window: 3, stride: 2, .relu6)
        var number = 1
        for stage in stages {
            for place in 0..<stage.repeats {
                let block = InvertedBottleneck(
                    name: "block-\(number)", expanded: signal.shape[1] * stage.expansion,
                    channels: ChannelCount.rounded(Double(stage.channels) * width), window: 3,
                    stride: place == 0 ? stage.stride : 1)
                signal = block.build(signal, &network) { seeExpansion(number, $0) }
                number += 1
            }
        }
        // Narrow networks keep all 1280, which carry their accuracy.
        return network.convolution(signal, "head", to: ChannelCount.rounded(1280 * max(width, 1)), .relu6)
    }
}

/// Channels as the MobileNets round them: to the nearest multiple of 8, and never down by more than a tenth.
enum ChannelCount {
    static func rounded(_ channels: Double) -> Int {
        let nearest = max(8, Int(channels + 4) / 8 * 8)
        return Double(nearest) < 0.9 * channels ? nearest + 8 : nearest
    }
}
