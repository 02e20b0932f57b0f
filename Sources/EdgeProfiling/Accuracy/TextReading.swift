package import EdgeEngines
package import EdgeRecords

/// Lets a language model read a text, passage by passage, as llama.cpp's own tool does: of each passage the second half
/// is judged, after the first.
package struct TextReading {
    private let worker: any WorkerConversation
    /// Called with how many passages are done, of how many.
    private let progress: (Int, Int) -> Void
    private let isInterrupted: () -> Bool

    /// Nanoseconds that one passage may take, even on a slow device.
    private static let deadline = 3_600_000_000_000

    package init(
        _ worker: any WorkerConversation, progress: @escaping (Int, Int) -> Void,
        isInterrupted: @escaping () -> Bool
    ) {
        (self.worker, self.progress, self.isInterrupted) = (worker, progress, isInterrupted)
    }

    package struct Result {
        package let perplexity: Figure
        package let textTokens: Int
        package let passages: Int
        /// That the text has.
        package let passagesThere: Int
    }

    /// - Parameters:
    ///   - length: of a passage in tokens, the context's at most.
    ///   - passagesAtMost: evenly spread over the text; nil for all.
    package func result(
        of path: String, _ open: OpenOrder, _ load: LoadOrder, length: Int, passagesAtMost: Int?
    ) throws -> Result {
        _ = try ask(.open(open))
        _ = try ask(.load(load))
        let tokens = try ask(.text(at: path)).textTokens ?? 0
        let there = tokens / length
        guard there > 0 else { throw EvaluationError.shortText(place: path, tokens: tokens, needed: length) }
        let count = min(there, passagesAtMost ?? there)
        var perplexity = Perplexity()
        for number in 0..<count {
            progress(number, count)
            let place = number * there / count
            let order = PassageOrder(start: place * length, count: length, firstJudged: length / 2 + 1)
            guard let passage = try ask(.passage(order)).passage else {
                throw WorkerFailure.failed(WorkerRefusal(.crashed, "it said nothing of a passage"))
            }
            perplexity.add(tokens: passage.tokens, sum: passage.sum, squares: passage.squares)
        }
        worker.leave()
        guard let figure = perplexity.figure else { throw EvaluationError.notNumbers(place: path) }
        return Result(perplexity: figure, textTokens: tokens, passages: count, passagesThere: there)
    }

    private func ask(_ request: WorkerRequest) throws(WorkerFailure) -> WorkerReply {
        try worker.ask(request, deadline: Self.deadline, isInterrupted: isInterrupted)
    }
}
