import EdgeModels
public import EdgeRecords

/// Asks a model about labelled data, and counts.
public struct Evaluation {
    let data: EvaluationData
    let metric: Metric
    /// Called now and then with how many samples are done.
    let progress: (Int) -> Void
    let isInterrupted: () -> Bool

    public init(
        _ data: EvaluationData, metric: Metric, progress: @escaping (Int) -> Void,
        isInterrupted: @escaping () -> Bool
    ) {
        self.data = data
        self.metric = metric
        self.progress = progress
        self.isInterrupted = isInterrupted
    }

    /// What a model answered, and how right that was.
    public struct Result {
        public let value: Figure
        /// One word for each sample: two results differ where these do.
        public let answers: [Int]
        /// For metrics that say of each sample whether it is right.
        public let isRight: [Bool]
    }

    /// - Parameter reference: whose answers are compared with; only for agreement.
    /// - Returns: Nil if the user stopped it.
    public func result(of model: some AnsweringModel, against reference: [Int]? = nil) throws -> Result? {
        switch metric {
        case .top(let count):
            try data.checkLabels(outputs: model.outputCount)
            guard count < model.outputCount else {
                throw EvaluationError.tooFewOutputs(
                    metric: metric.name, outputs: model.outputCount, needed: count + 1)
            }
            return try counted(model) { scores, place, _ in scores.ranks(data.data.label(at: place) ?? -1, among: count)
            }
        case .agreement:
            return try counted(model) { scores, _, number in scores.highest == reference?[number] }
        case .areaUnderCurve(let positive, let isReconstruction):
            return try detection(of: model, positive: positive, isReconstruction: isReconstruction)
        case .meanAveragePrecision: return try retrieval(of: model)
        }
    }

    /// The place of the highest score for each sample, for others to be compared with.
    public func answers(of model: some AnsweringModel) throws -> [Int]? {
        try counted(model) { _, _, _ in true }?.answers
    }

    /// The share of samples that are right.
    private func counted(
        _ model: some AnsweringModel, isRight: (_ scores: [Float], _ place: Int, _ number: Int) -> Bool
    ) throws -> Result? {
        var answers: [Int] = []
        var verdicts: [Bool] = []
        let isComplete = try forEach(model) { scores, _, place in
            answers.append(scores.highest ?? -1)
            verdicts.append(isRight(scores, place, verdicts.count))
        }
        guard isComplete else { return nil }
        let right = verdicts.count { $0 }
        let figure = Figure(
            Double(right) / Double(max(verdicts.count, 1)), .mean, count: verdicts.count,
            interval: Wilson.interval(of: right, in: verdicts.count), confidence: 0.95, source: .measured)
        return Result(value: figure, answers: answers, isRight: verdicts)
    }

    private static let numbersAtOnce = 4 << 20

    /// Calls `body` with each sample's scores, its input and its place; false if the user stopped it.
    func forEach(_ model: some AnsweringModel, _ body: ([Float], [Float], Int) throws -> Void) throws -> Bool {
        // As many at once as fit into little memory.
        let numbers = max(model.inputShape.reduce(1, *), model.outputCount, 1)
        let most = min(max(Self.numbersAtOnce / numbers, 1), 64)
        for start in stride(from: 0, to: data.places.count, by: most) {
            if isInterrupted() { return false }
            progress(start)
            let places = Array(data.places[start..<min(start + most, data.places.count)])
            let inputs = try places.map { try data.input($0, for: model) }
            for (number, answer) in try model.answers(to: inputs).enumerated() {
                try body(answer, inputs[number], places[number])
            }
        }
        return true
    }
}
