import EdgeRecords

/// Networks of no published architecture, made up to learn from what layers of all shapes take on a device.
///
/// What a prediction knows of layers it has from networks that were measured; published ones leave large gaps between
/// their shapes. These are drawn at random, each from its number: widths, windows, strides, gates and sizes as small
/// networks for pictures have them, plain and residual convolutions, and layers of vectors.
enum PracticeNetwork {
    static let count = 32
    /// From here on they are as small as those for sounds and thumbnails.
    private static let firstSmall = 17
    private static let firstThumbnail = 25

    static func name(_ number: Int) -> String { "practice-\(number)" }

    static func build(_ network: inout NetworkBuilder, _ number: Int) {
        var draws = Draws(name: name(number))
        if number >= firstThumbnail { return buildForThumbnails(&network, &draws) }
        if number >= firstSmall { return buildSmall(&network, &draws) }
        // One of eight is of vectors alone.
        if number % 8 == 7 { return buildOfVectors(&network, &draws) }
        // Small pictures and large ones by turns, so that all sizes of the device's caches are met.
        let side = [224, 96, 160, 32, 128, 288, 192, 64][number % 8]
        var signal = network.input("input", [1, draws.isOneOf(6) ? 1 : 3, side, side], range: -1...1)
        let scale = draws.between(0.3, 1.6)
        func channels(_ count: Double) -> Int { max(8, Int(count * scale / 8 + 0.5) * 8) }
        signal = network.convolution(
            signal, "stem", to: channels(24), window: draws.isOneOf(4) ? 5 : 3, stride: side > 64 ? 2 : 1,
            draws.activation())
        var width = 16.0
        var block = 0
        // Detectors look at maps that are not as small as that.
        let least = number % 4 == 1 ? 12 : 3
        while signal.shape[2] > least, block < 18 {
            width *= draws.between(1.1, 1.9)
            let outputs = channels(min(width, 320))
            for place in 0..<draws.whole(1, 3) {
                block += 1
                let stride = place == 0 && (block > 1 || side <= 64) ? 2 : 1
                signal = self.block(signal, "block-\(block)", to: outputs, stride: stride, &draws, &network)
            }
        }
        if number % 4 == 1 { scores(of: signal, &draws, &network) }
        signal = network.convolution(signal, "head", to: channels(draws.between(200, 1000)), draws.activation())
        signal = network.globalAverage(signal, "pool")
        signal = network.flatten(signal, "flatten")
        if draws.isOneOf(3) { signal = network.dense(signal, "hidden", to: channels(900), .relu) }
        network.output(network.dense(signal, "classifier", to: draws.whole(10, 1000)), "logits")
    }

    private static func block(
        _ input: Signal, _ name: String, to channels: Int, stride: Int, _ draws: inout Draws,
        _ network: inout NetworkBuilder
    ) -> Signal {
        let activation = draws.activation()
        let window: FilterSize = draws.isOneOf(3) ? 5 : 3
        switch draws.whole(0, 7) {
        case 0 where input.shape[2] <= 64:
            let first = network.convolution(input, name + "/first", to: channels, window: 3, stride: stride, .relu)
            return network.convolution(first, name + "/second", to: channels, window: 3)
        case 1:
            let filtered = network.depthwise(input, name + "/depthwise", window: window, stride: stride, activation)
            return network.convolution(filtered, name + "/pointwise", to: channels, activation)
        default:
            let expanded = max(8, Int(Double(input.shape[1]) * draws.between(1.5, 6.5) / 8) * 8)
            let bottleneck = InvertedBottleneck(
                name: name, expanded: expanded, channels: channels, window: window, stride: stride,
                activation: activation, squeezed: draws.isOneOf(4) ? max(8, expanded / 32 * 8) : nil)
            return bottleneck.build(input, &network)
        }
    }

    /// What detectors do behind their convolutions: numbers are moved into rows, joined, cut and squashed.
    private static func scores(of signal: Signal, _ draws: inout Draws, _ network: inout NetworkBuilder) {
        let labels = draws.whole(8, 96)
        let rows = (1...2).map { number in
            let name = "detect-\(number)"
            let anchors = draws.whole(2, 6)
            var map = network.convolution(signal, name + "/predict", to: anchors * labels, isNormalized: false)
            map = network.transpose(map, name + "/by-cell", [0, 2, 3, 1])
            return network.reshape(map, name + "/rows", [1, map.shape[1] * map.shape[2] * anchors, labels])
        }
        let all = network.concatenation(rows, "all-scores", axis: 1)
        network.output(network.sigmoid(network.slice(all, "scores", axis: 2, 1..<labels), "sigmoid"), "probabilities")
    }
}
