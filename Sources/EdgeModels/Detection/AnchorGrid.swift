/// The boxes that a single-shot detector's answers are corrections of.
///
/// As in "SSD" (Liu and others 2016) with TensorFlow's detection library's choices: scales grow evenly from map to map,
/// the first map has three anchors a cell, each other six.
struct AnchorGrid {
    struct Anchor: Equatable {
        let middleY: Float
        let middleX: Float
        let height: Float
        let width: Float
    }

    let anchors: [Anchor]
    /// Anchors in each cell of each map.
    let anchorsPerCell: [Int]

    private static let scales: ClosedRange<Double> = 0.2...0.95
    private static let aspectRatios = [1, 2, 0.5, 3, 0.3333]

    /// - Parameter sides: cells along a side of each map, finest first.
    init(sides: [Int]) {
        let step = (Self.scales.upperBound - Self.scales.lowerBound) / Double(max(sides.count - 1, 1))
        var anchors: [Anchor] = []
        var anchorsPerCell: [Int] = []
        for (level, side) in sides.enumerated() {
            let scale = Self.scales.lowerBound + step * Double(level)
            let next = level + 1 < sides.count ? scale + step : 1
            let shapes = Self.shapes(level: level, scale: scale, next: next)
            anchorsPerCell.append(shapes.count)
            for row in 0..<side {
                for column in 0..<side {
                    anchors += shapes.map { shape in
                        Anchor(
                            middleY: Float((Double(row) + 0.5) / Double(side)),
                            middleX: Float((Double(column) + 0.5) / Double(side)), height: Float(shape.height),
                            width: Float(shape.width))
                    }
                }
            }
        }
        self.anchors = anchors
        self.anchorsPerCell = anchorsPerCell
    }

    private static func shapes(level: Int, scale: Double, next: Double) -> [(height: Double, width: Double)] {
        var kinds: [(scale: Double, ratio: Double)] =
            level == 0 ? [(0.1, 1), (scale, 2), (scale, 0.5)] : aspectRatios.map { (scale, $0) }
        if level > 0 { kinds.append(((scale * next).squareRoot(), 1)) }
        return kinds.map { kind in
            let root = kind.ratio.squareRoot()
            return (kind.scale / root, kind.scale * root)
        }
    }
}
