import EdgeTestSupport
import Testing

@testable import EdgeModels

@Suite struct BoxSuppressionTests {
    private func box(_ top: Float, _ left: Float, _ bottom: Float, _ right: Float) -> Box {
        Box(top: top, left: left, bottom: bottom, right: right)
    }

    private func detections(
        _ boxes: [Box], _ scores: [Float], labels: Int, by suppression: BoxSuppression = BoxSuppression()
    ) throws -> [Detection] {
        let numbers = boxes.flatMap { [$0.top, $0.left, $0.bottom, $0.right] }
        return try suppression.detections(boxes: numbers.span, scores: scores.span, labels: labels)
    }

    @Test func `overlap is the common part of both together`() {
        #expect(box(0, 0, 1, 1).overlap(with: box(0, 0, 1, 1)) == 1)
        #expect(box(0, 0, 1, 1).overlap(with: box(0, 0.5, 1, 1.5)) == Float(1) / 3)
        #expect(box(0, 0, 1, 1).overlap(with: box(2, 2, 3, 3)) == 0)
        #expect(box(0, 0, 0, 0).overlap(with: box(0, 0, 0, 0)) == 0)
    }

    @Test func `the surest of overlapping boxes stays, and one of another label beside it`() throws {
        let boxes = [box(0, 0, 0.5, 0.5), box(0, 0, 0.5, 0.49), box(0.5, 0.5, 1, 1)]
        let found = try detections(boxes, [0.7, 0, 0.9, 0.8, 0.1, 0.4], labels: 2)
        #expect(
            found == [
                Detection(box: boxes[1], label: 0, score: 0.9), Detection(box: boxes[1], label: 1, score: 0.8),
                Detection(box: boxes[2], label: 1, score: 0.4),
            ])
    }

    @Test func `nothing that stays overlaps, and all that goes does`() throws {
        var random = SeededRandom(seed: 8)
        let boxes = (0..<200).map { _ -> Box in
            let (top, left) = (Float.random(in: 0...0.7, using: &random), Float.random(in: 0...0.7, using: &random))
            return box(top, left, top + 0.3, left + 0.3)
        }
        let scores = boxes.map { _ in Float.random(in: 0...1, using: &random) }
        let suppression = BoxSuppression(maximum: 1000)
        let found = try detections(boxes, scores, labels: 1, by: suppression)
        for (index, one) in found.enumerated() {
            #expect(found[..<index].allSatisfy { $0.box.overlap(with: one.box) <= 0.6 && $0.score >= one.score })
        }
        for (box, score) in zip(boxes, scores) where score >= 0.3 {
            #expect(found.contains { $0.box == box || $0.box.overlap(with: box) > 0.6 && $0.score >= score })
        }
    }

    @Test func `outputs of another network are refused`() {
        #expect(throws: DetectionError.boxesAndScores(boxNumbers: 4, scores: 3, labels: 2)) {
            try detections([box(0, 0, 1, 1)], [1, 1, 1], labels: 2)
        }
        #expect(throws: DetectionError.self) { try detections([], [], labels: 0) }
    }

    @Test func `anchors are those of TensorFlow's detector`() {
        let grid = AnchorGrid(sides: [19, 10, 5, 3, 2, 1])
        #expect(grid.anchors.count == 1917)
        #expect(grid.anchorsPerCell == [3, 6, 6, 6, 6, 6])
        #expect(grid.anchors[0] == .init(middleY: 0.5 / 19, middleX: 0.5 / 19, height: 0.1, width: 0.1))
        // The single cell of the last map: its last anchor lies between this scale and the whole picture.
        #expect(grid.anchors[1916].middleX == 0.5)
        #expect(abs(grid.anchors[1916].width - 0.97468) < 1e-5)
        #expect(abs(grid.anchors[1912].width - 0.95 * 2.0.squareRoot().float) < 1e-5)
    }
}

extension Double {
    fileprivate var float: Float { Float(self) }
}
