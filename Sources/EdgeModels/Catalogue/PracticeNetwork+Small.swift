extension PracticeNetwork {
    /// Few channels, windows and maps of any shape, and hardly any work: what lies between layers is felt.
    static func buildSmall(_ network: inout NetworkBuilder, _ draws: inout Draws) {
        let (rows, columns) = (draws.whole(16, 64), draws.whole(8, 64))
        var signal = network.input("input", [1, draws.isOneOf(2) ? 1 : 3, rows, columns], range: -1...1)
        var width = draws.between(3, 64)
        let window = FilterSize(draws.whole(2, 11), draws.whole(2, 6))
        signal = network.convolution(
            signal, "stem", to: Int(width), window: window, stride: draws.whole(1, 2), draws.activation())
        for number in 1...draws.whole(2, 6) {
            let name = "block-\(number)"
            let stride = signal.shape[2] > 6 && draws.isOneOf(2) ? 2 : 1
            if draws.isOneOf(2) {
                signal = network.depthwise(signal, name + "/depthwise", window: 3, stride: stride, .relu)
                signal = network.convolution(signal, name + "/pointwise", to: Int(width), .relu)
            } else {
                width = min(width * draws.between(1, 2), 96)
                signal = network.convolution(signal, name, to: Int(width), window: 3, stride: stride, .relu)
            }
        }
        signal = network.flatten(network.globalAverage(signal, "pool"), "flatten")
        network.output(network.dense(signal, "classifier", to: draws.whole(2, 40)), "logits")
    }

    static func buildOfVectors(_ network: inout NetworkBuilder, _ draws: inout Draws) {
        var signal = network.input("input", [1, draws.whole(64, 1024)], range: -1...1)
        for number in 1...draws.whole(4, 9) {
            signal = network.dense(signal, "layer-\(number)", to: draws.whole(8, 640), .relu, isNormalized: true)
        }
        network.output(network.dense(signal, "last", to: draws.whole(16, 1024)), "output")
    }

    /// Plain convolutions on thumbnails, with twice the channels where the map is halved, some with short cuts.
    static func buildForThumbnails(_ network: inout NetworkBuilder, _ draws: inout Draws) {
        let side = draws.whole(20, 48)
        var signal = network.input("input", [1, draws.isOneOf(2) ? 1 : 3, side, side], range: -1...1)
        var width = 4 * draws.whole(1, 6)
        let hasShortCuts = draws.isOneOf(3)
        for stage in 1...draws.whole(2, 4) {
            for place in 1...draws.whole(1, 3) {
                let name = "stage-\(stage)/\(place)"
                let stride = place == 1 && (stage > 1 || draws.isOneOf(3)) ? 2 : 1
                let block = network.convolution(signal, name, to: width, window: 3, stride: stride, .relu)
                let isAlike = block.shape == signal.shape
                signal = hasShortCuts && isAlike ? network.sum(block, signal, name + "/add") : block
            }
            width *= 2
        }
        signal = network.flatten(network.globalAverage(signal, "pool"), "flatten")
        network.output(network.dense(signal, "classifier", to: draws.whole(2, 40)), "logits")
    }
}
