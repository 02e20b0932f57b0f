import EdgeModels
import EdgeRecords

extension Evaluation {
    /// How well the model's score tells the class to be found from all others.
    func detection(of model: some AnsweringModel, positive: Int?, isReconstruction: Bool) throws -> Result? {
        let isEncoder = isReconstruction && model.outputCount == model.inputShape.reduce(1, *)
        if !isEncoder, model.outputCount > 1 { try data.checkLabels(outputs: model.outputCount) }
        let labels = try labels(positive: positive)
        var scores: [Double] = []
        let isComplete = try forEach(model) { answer, input, place in
            let score = isEncoder ? Self.meanSquare(answer, input) : Self.score(answer, positive: positive ?? 1)
            guard score.isFinite else { throw EvaluationError.notNumbers(place: data.data.place(of: place)) }
            scores.append(score)
        }
        guard isComplete else { return nil }
        let positives = scores.indices.filter { labels[$0] }.map { scores[$0] }
        let negatives = scores.indices.filter { !labels[$0] }.map { scores[$0] }
        guard let area = ReceiverCurve.area(positives: positives, negatives: negatives) else {
            throw EvaluationError.oneSided(positives: positives.count, negatives: negatives.count)
        }
        let figure = Figure(
            area.value, .single, count: scores.count, interval: area.interval, confidence: 0.95, source: .measured)
        return Result(value: figure, answers: scores.map { Int(Float($0).bitPattern) }, isRight: [])
    }

    /// Whether each sample is of the class to be found: where only 0 and 1 are labels, that is 1.
    private func labels(positive: Int?) throws(EvaluationError) -> [Bool] {
        var labels: [Int] = []
        for place in data.places {
            guard let label = data.data.label(at: place) else { throw .unlabelled(place: data.data.place(of: place)) }
            labels.append(label)
        }
        let kinds = Set(labels)
        guard positive != nil || kinds.isSubset(of: [0, 1]) else { throw .noPositive(classes: kinds.count) }
        let isPositive = labels.map { $0 == positive ?? 1 }
        let count = isPositive.count { $0 }
        guard count > 0, count < labels.count else {
            throw .oneSided(positives: count, negatives: labels.count - count)
        }
        return isPositive
    }

    /// How well the scores of each class find its samples among all.
    func retrieval(of model: some AnsweringModel) throws -> Result? {
        guard model.outputCount > 1 else {
            throw EvaluationError.tooFewOutputs(metric: metric.name, outputs: model.outputCount, needed: 2)
        }
        try data.checkLabels(outputs: model.outputCount)
        var scores: [[Double]] = Array(repeating: [], count: model.outputCount)
        var answers: [Int] = []
        let isComplete = try forEach(model) { answer, _, place in
            guard answer.allSatisfy(\.isFinite) else {
                throw EvaluationError.notNumbers(place: data.data.place(of: place))
            }
            answers.append(answer.highest ?? -1)
            for index in scores.indices { scores[index].append(Self.score(answer, positive: index)) }
        }
        guard isComplete else { return nil }
        let labels = data.places.map { data.data.label(at: $0) }
        let classes = scores.indices.compactMap { index in
            AveragePrecision(scores: scores[index], isWanted: labels.map { $0 == index })
        }
        let mean = AveragePrecision.mean(of: classes, samples: labels.count)
        let figure = Figure(
            mean?.value ?? 0, .mean, count: labels.count, interval: mean?.interval, confidence: 0.95, source: .measured)
        return Result(value: figure, answers: answers, isRight: [])
    }

    /// What an auto-encoder could not reproduce.
    private static func meanSquare(_ answer: [Float], _ input: [Float]) -> Double {
        zip(answer, input).reduce(0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) } / Double(max(input.count, 1))
    }

    /// The score of one class against all others, so that samples can be compared: of scores that are no
    /// probabilities, the log odds that a softmax would give.
    private static func score(_ answer: [Float], positive: Int) -> Double {
        guard answer.count > 1 else { return answer.first.map { Double($0) } ?? .nan }
        let numbers = answer.map { Double($0) }
        let isProbability = numbers.allSatisfy { (0...1).contains($0) } && abs(numbers.reduce(0, +) - 1) < 1e-3
        guard !isProbability else { return numbers[positive] }
        let others = numbers.indices.filter { $0 != positive }.map { numbers[$0] }
        return numbers[positive] - Exponential.logOfSum(others)
    }
}
