public import EdgeRecords

/// Why a detector's outputs could not be read.
public enum DetectionError: ExplainedError {
    case boxesAndScores(boxNumbers: Int, scores: Int, labels: Int)

    public var what: String { "the detector's outputs do not belong together" }
    public var `where`: String { "boxes and scores" }

    public var why: String {
        switch self {
        case .boxesAndScores(let numbers, let scores, let labels):
            "\(numbers) numbers of boxes, four for each, do not go with \(scores) scores of \(labels) labels"
        }
    }

    public var remedy: String { "give both outputs of one run of the network, and its number of labels" }
}
