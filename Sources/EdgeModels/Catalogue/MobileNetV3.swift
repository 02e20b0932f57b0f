/// MobileNetV3 (Howard and others 2019), both sizes at full width and 224 × 224 pixels.
enum MobileNetV3 {
    enum Size: String, CaseIterable {
        case small, large
    }

    private struct Row {
        let window: FilterSize
        let expanded: Int
        let channels: Int
        let isGated: Bool
        let activation: Activation
        let stride: Int

        init(
            _ window: FilterSize, _ expanded: Int, _ channels: Int, _ gate: Bool, _ activation: Activation,
            _ stride: Int
        ) {
            self.window = window
            self.expanded = expanded
            self.channels = channels
            isGated = gate
            self.activation = activation
            self.stride = stride
        }
    }

    /// Tables 1 and 2 of the paper.
    private static func rows(_ size: Size) -> [Row] {
        switch size {
        case .large:
            [
                Row(3, 16, 16, false, .relu, 1), Row(3, 64, 24, false, .relu, 2), Row(3, 72, 24, false, .relu, 1),
                Row(5, 72, 40, true, .relu, 2), Row(5, 120, 40, true, .relu, 1), Row(5, 120, 40, true, .relu, 1),
                Row(3, 240, 80, false, .hardSwish, 2), Row(3, 200, 80, false, .hardSwish, 1),
                Row(3, 184, 80, false, .hardSwish, 1), Row(3, 184, 80, false, .hardSwish, 1),
                Row(3, 480, 112, true, .hardSwish, 1), Row(3, 672, 112, true, .hardSwish, 1),
                Row(5, 672, 160, true, .hardSwish, 2), Row(5, 960, 160, true, .hardSwish, 1),
                Row(5, 960, 160, true, .hardSwish, 1),
            ]
        case .small:
            [
                Row(3, 16, 16, true, .relu, 2), Row(3, 72, 24, false, .relu, 2), Row(3, 88, 24, false, .relu, 1),
                Row(5, 96, 40, true, .hardSwish, 2), Row(5, 240, 40, true, .hardSwish, 1),
                Row(5, 240, 40, true, .hardSwish, 1), Row(5, 120, 48, true, .hardSwish, 1),
                Row(5, 144, 48, true, .hardSwish, 1), Row(5, 288, 96, true, .hardSwish, 2),
                Row(5, 576, 96, true, .hardSwish, 1), Row(5, 576, 96, true, .hardSwish, 1),
            ]
        }
    }

    static func build(_ network: inout NetworkBuilder, _ size: Size) {
        var signal = network.input("input", [1, 3, 224, 224], range: -1...1)
        signal = network.convolution(signal, "stem", to: 16, window: 3, stride: 2, .hardSwish)
        var widest = 0
        for (index, row) in rows(size).enumerated() {
            let block = InvertedBottleneck(
                name: "block-\(index + 1)", expanded: row.expanded, channels: row.channels, window: row.window,
                stride: row.stride, activation: row.activation,
                squeezed: row.isGated ? ChannelCount.rounded(Double(row.expanded) / 4) : nil)
            signal = block.build(signal, &network)
            widest = max(widest, row.expanded)
        }
        signal = network.convolution(signal, "head", to: widest, .hardSwish)
        signal = network.globalAverage(signal, "pool")
        signal = network.flatten(signal, "flatten")
        signal = network.dense(signal, "penultimate", to: size == .large ? 1280 : 1024, .hardSwish)
        network.output(network.dense(signal, "classifier", to: 1000), "logits")
    }
}
