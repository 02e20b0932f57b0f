/// SSDLite on MobileNetV2 at 300 × 300, as TensorFlow's detection library configures it for COCO.
///
/// The graph ends in boxes (top, left, bottom, right, as parts of the picture) and scores of 90 labels.
enum DetectorSSDLite {
    static let labels = 90
    /// Cells along a side of each map that is looked at.
    private static let sides = [19, 10, 5, 3, 2, 1]

    static func build(_ network: inout NetworkBuilder) {
        let input = network.input("input", [1, 3, 300, 300], range: -1...1)
        let grid = AnchorGrid(sides: sides)
        var corrections: [Signal] = []
        var logits: [Signal] = []
        for (index, map) in maps(input, &network).enumerated() {
            let name = "detect-\(index + 1)"
            let anchors = grid.anchorsPerCell[index]
            corrections.append(head(map, name + "/box", numbers: 4, anchors: anchors, &network))
            // The background is a class of its own.
            logits.append(head(map, name + "/class", numbers: labels + 1, anchors: anchors, &network))
        }
        let allCorrections = network.concatenation(corrections, "corrections", axis: 1)
        let allLogits = network.concatenation(logits, "all-logits", axis: 1)
        network.output(decode(allCorrections, grid, &network), "boxes")
        let foreground = network.slice(allLogits, "logits", axis: 2, 1..<labels + 1)
        network.output(network.sigmoid(foreground, "sigmoid"), "scores")
    }

    /// The expansion of block 14, the head, and four maps that halve the side each.
    private static func maps(_ input: Signal, _ network: inout NetworkBuilder) -> [Signal] {
        var maps: [Signal] = []
        var signal = MobileNetV2.features(input, &network, width: 1) { number, expanded in
            if number == 14 { maps.append(expanded) }
        }
        maps.append(signal)
        for (index, channels) in [512, 256, 256, 128].enumerated() {
            let name = "extra-\(index + 1)"
            signal = network.convolution(signal, name + "/reduce", to: channels / 2, .relu6)
            signal = network.depthwise(signal, name + "/depthwise", stride: 2, .relu6)
            signal = network.convolution(signal, name + "/expand", to: channels, .relu6)
            maps.append(signal)
        }
        return maps
    }

    /// A map's answers as rows of so many numbers, one for each anchor.
    private static func head(
        _ map: Signal, _ name: String, numbers: Int, anchors: Int, _ network: inout NetworkBuilder
    ) -> Signal {
        var signal = network.depthwise(map, name + "/depthwise", .relu6)
        signal = network.convolution(signal, name + "/predict", to: anchors * numbers, isNormalized: false)
        signal = network.transpose(signal, name + "/by-cell", [0, 2, 3, 1])
        let rows = signal.shape[1] * signal.shape[2] * anchors
        return network.reshape(signal, name + "/rows", [1, rows, numbers])
    }

    /// Boxes from corrections of anchors: middles are moved by a tenth of them, sides grow by the power of a fifth.
    private static func decode(_ corrections: Signal, _ grid: AnchorGrid, _ network: inout NetworkBuilder) -> Signal {
        let shape = [1, grid.anchors.count, 2]
        let steps = network.table(
            "anchor steps", shape, grid.anchors.flatMap { [$0.height / 10, $0.width / 10] })
        let middles = network.table("anchor middles", shape, grid.anchors.flatMap { [$0.middleY, $0.middleX] })
        let halves = network.table(
            "anchor halves", shape, grid.anchors.flatMap { [$0.height / 2, $0.width / 2] })
        let moves = network.slice(corrections, "moves", axis: 2, 0..<2)
        let growths = network.slice(corrections, "growths", axis: 2, 2..<4)
        let moved = network.combine("Mul", moves, steps, "moved")
        let middle = network.combine("Add", moved, middles, "middle")
        let fifth = network.combine("Mul", growths, network.scalar(0.2), "growth")
        let power = network.add("Exp", "power", [fifth.value], shape: shape, like: fifth)
        let half = network.combine("Mul", power, halves, "half")
        let first = network.combine("Sub", middle, half.value, "first corner")
        let last = network.combine("Add", middle, half.value, "last corner")
        return network.concatenation([first, last], "corners", axis: 2)
    }
}
