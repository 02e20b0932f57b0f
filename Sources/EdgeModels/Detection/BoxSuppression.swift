/// What a detector found: where, what, how sure.
public struct Detection: Hashable, Sendable {
    public var box: Box
    /// An index into the label set.
    public var label: Int
    public var score: Float

    public init(box: Box, label: Int, score: Float) {
        self.box = box
        self.label = label
        self.score = score
    }
}

/// Keeps of many overlapping boxes of one label the surest.
///
/// It is done here and not in the graph, whose shapes it would make depend on the picture: so every engine runs the
/// very same network, and this time is measured apart.
public struct BoxSuppression: Sendable {
    public var minimumScore: Float
    /// Two boxes of one label that overlap more are one thing.
    public var maximumOverlap: Float
    public var maximumPerLabel: Int
    public var maximum: Int

    /// The settings of TensorFlow's SSDLite but for the score: its 1e-8 serves precision-recall curves only.
    public init(
        minimumScore: Float = 0.3, maximumOverlap: Float = 0.6, maximumPerLabel: Int = 100, maximum: Int = 100
    ) {
        self.minimumScore = minimumScore
        self.maximumOverlap = maximumOverlap
        self.maximumPerLabel = maximumPerLabel
        self.maximum = maximum
    }

    /// The surest first; of equals the earlier box, then the lower label.
    ///
    /// - Parameters:
    ///   - boxes: four numbers each: top, left, bottom, right.
    ///   - scores: for each box one number for each label.
    /// - Throws: `boxesAndScores` if the two do not belong together.
    public func detections(boxes: Span<Float>, scores: Span<Float>, labels: Int) throws(DetectionError) -> [Detection] {
        let count = boxes.count / 4
        let (expected, overflow) = count.multipliedReportingOverflow(by: labels)
        guard labels > 0, boxes.count == count * 4, !overflow, scores.count == expected else {
            throw .boxesAndScores(boxNumbers: boxes.count, scores: scores.count, labels: labels)
        }
        var found: [(place: Int, detection: Detection)] = []
        for label in 0..<labels {
            var candidates: [(place: Int, score: Float)] = []
            for place in 0..<count where scores[place * labels + label] >= minimumScore {
                candidates.append((place, scores[place * labels + label]))
            }
            candidates.sort { ($1.score, $0.place) < ($0.score, $1.place) }
            found += keep(candidates, of: boxes, label: label)
        }
        found.sort { one, other in
            (other.detection.score, one.place, one.detection.label)
                < (one.detection.score, other.place, other.detection.label)
        }
        return found.prefix(maximum).map(\.detection)
    }

    private func keep(
        _ candidates: [(place: Int, score: Float)], of boxes: Span<Float>, label: Int
    ) -> [(place: Int, detection: Detection)] {
        var kept: [(place: Int, detection: Detection)] = []
        for candidate in candidates where kept.count < maximumPerLabel {
            let start = candidate.place * 4
            let box = Box(
                top: boxes[start], left: boxes[start + 1], bottom: boxes[start + 2], right: boxes[start + 3])
            guard !kept.contains(where: { $0.detection.box.overlap(with: box) > maximumOverlap }) else { continue }
            kept.append((candidate.place, Detection(box: box, label: label, score: candidate.score)))
        }
        return kept
    }
}
