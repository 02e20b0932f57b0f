import EdgeModels

extension PlainOperators {
    /// The choice of a detector's best boxes.
    static let suppression: [OperatorName: Operation] = [
        "NonMaxSuppression": { call throws(PlainFault) in
            let (boxes, scores) = (try call.input(0), try call.input(1))
            guard boxes.shape.count == 3, scores.shape.count == 3, boxes.shape[2] == 4,
                boxes.shape[0] == scores.shape[0], boxes.shape[1] == scores.shape[2]
            else { throw .shapes(boxes.shape, scores.shape) }
            let most = try call.integer(2) ?? 0
            let (overlap, least) = (try call.number(3) ?? 0, try call.number(4) ?? -.infinity)
            let (classes, count) = (scores.shape[1], scores.shape[2])
            try call.checkSteps(scores.shape[0], classes, count, min(max(most, 1), count))
            let isCentred = call.flag("center_point_box")
            let (corners, numbers) = (boxes.reals, scores.reals)
            let all = (0..<boxes.shape[0] * count).map { Box(corners[$0 * 4..<$0 * 4 + 4], isCentred: isCentred) }
            var chosen: [Int] = []
            for batch in 0..<scores.shape[0] {
                for kind in 0..<classes {
                    let own = numbers[(batch * classes + kind) * count..<(batch * classes + kind + 1) * count]
                    let ours = Array(all[batch * count..<(batch + 1) * count])
                    for box in best(ours, Array(own), most: most, overlap: overlap, least: least) {
                        chosen += [batch, kind, box]
                    }
                }
            }
            return [Tensor(shape: [chosen.count / 3, 3], wholes: chosen, as: .s64)]
        }
    ]

    /// From the highest score down, each box that overlaps none of those before it too much.
    private static func best(
        _ boxes: [Box], _ scores: [Double], most: Int, overlap: Double, least: Double
    ) -> [Int] {
        let candidates = scores.indices.filter { scores[$0] > least }
            .sorted { scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1] }
        var best: [Int] = []
        for candidate in candidates {
            guard best.count < most else { break }
            if best.allSatisfy({ boxes[$0].overlap(with: boxes[candidate]) <= overlap }) { best.append(candidate) }
        }
        return best
    }
}

private struct Box {
    let left, top, right, bottom: Double

    /// Two opposite corners in any order, rows first; or the middle with width and height, columns first.
    init(_ numbers: ArraySlice<Double>, isCentred: Bool) {
        let all = Array(numbers)
        if isCentred {
            (left, right) = (all[0] - all[2] / 2, all[0] + all[2] / 2)
            (top, bottom) = (all[1] - all[3] / 2, all[1] + all[3] / 2)
        } else {
            (top, bottom) = (min(all[0], all[2]), max(all[0], all[2]))
            (left, right) = (min(all[1], all[3]), max(all[1], all[3]))
        }
    }

    private var area: Double { (right - left) * (bottom - top) }

    /// The area that both cover, as a part of what either covers.
    func overlap(with other: Box) -> Double {
        let width = min(right, other.right) - max(left, other.left)
        let height = min(bottom, other.bottom) - max(top, other.top)
        guard width > 0, height > 0, area > 0, other.area > 0 else { return 0 }
        return width * height / (area + other.area - width * height)
    }
}
