import EdgeArguments
import EdgeEngines
import EdgeModels
import EdgePlatform
import EdgeProfiling
import EdgeRecords

/// One run of `edgeplan models evaluate` of a language model, on a text.
struct PerplexityRun {
    private let parsed: ParsedCommand
    private let surroundings: Surroundings
    private let path: String
    private let model: EvaluatedModel
    private let kind: EngineKind
    private let passageTokens: Int

    /// As llama.cpp's own tool has it.
    private static let usualTokens = 512

    /// Whether it is a text that is to be read, and not labelled data.
    static func isMeant(by parsed: ParsedCommand, in surroundings: Surroundings) throws -> Bool {
        if let metric = parsed.text(ifGiven: "metric") { return metric == Accuracy.perplexity }
        return try ModelChoice.format(of: parsed.text("model"), in: surroundings) == .gguf
    }

    init(_ parsed: ParsedCommand, in surroundings: Surroundings) throws {
        (self.parsed, self.surroundings) = (parsed, surroundings)
        guard let path = parsed.text(ifGiven: "data") else { throw EvaluationRequestError.missing("data") }
        self.path = path
        let fileBytes = try UserFile.head(of: path, count: 0).fileBytes
        guard fileBytes <= TextLimit.bytes else {
            throw FileTreeError.tooLarge(path: path, limitBytes: TextLimit.bytes)
        }
        let word = parsed.text("model")
        model = try EvaluatedModel(word, precision: parsed.text(ifGiven: "precision"), in: surroundings, binding: [:])
        guard model.record.format == .gguf, let language = model.record.language,
            let tokenizer = language.tokenizer, tokenizer != "no_vocab"
        else { throw EvaluationRequestError.noWords(word) }
        let named = parsed.isGiven("engine") ? EngineName(rawValue: parsed.text("engine")) : nil
        let reading = EngineKind.all.filter { $0.formats.contains(.gguf) }
        guard let kind = named.flatMap(EngineKind.named) ?? reading.first else {
            throw EvaluationRequestError.noWords(word)
        }
        try kind.check(.gguf)
        self.kind = kind
        let most = language.contextTokens ?? Self.usualTokens
        passageTokens = min(parsed.number(ifGiven: "context") ?? Self.usualTokens, most)
    }

    /// Nil if the user stopped it.
    func evaluation() throws -> ModelEvaluation? {
        Interruption.watch()
        defer { surroundings.console.clearProgress() }
        let hash = try UserFile.hash(of: path)
        guard let result = try result() else { return nil }
        let name = path.split(separator: "/").last.map { String($0).printable } ?? path
        let dataset = ModelEvaluation.Dataset(
            name: name, hash: hash, samples: result.passages, available: result.passagesThere)
        var figure = result.perplexity
        figure.basis = [model.hash, hash]
        let passages = result.passages < result.passagesThere ? ", \(result.passages) of its passages" : ""
        // What is judged by another length, or in other tokens, is another metric.
        let accuracy = Accuracy(
            kind: .measured, metric: Accuracy.perplexity,
            dataset: "\(name), \(result.textTokens) tokens, \(passageTokens) at once\(passages)", engine: kind.name,
            value: figure)
        try model.keep(accuracy)
        return ModelEvaluation(
            model: model.record.name, variant: model.variant.name, hash: model.hash, engine: kind.name,
            dataset: dataset, metric: Accuracy.perplexity,
            rows: [.init(instructionSet: nil, accuracy: accuracy)])
    }

    private func result() throws -> TextReading.Result? {
        let workers = try WorkerSetting(instructionSets: [], memoryBytes: nil, in: surroundings)
        let threads = try parsed.isGiven("threads") ? parsed.number("threads") : CompressionSource.usableCPUs()
        var order = try model.order(on: kind.name, threads: threads, in: workers.files)
        order.tokens = TokenOrder(promptThreads: threads, promptTokens: 1, contextTokens: passageTokens)
        do {
            return try TextReading(try workers.start(cpus: [])) { done, all in
                surroundings.console.progress(
                    "\(model.variant.name): passage \(done + 1) of \(all)", fraction: Double(done) / Double(all))
            } isInterrupted: {
                Interruption.isRequested
            }.result(
                of: path, workers.open(kind.name), order, length: passageTokens,
                passagesAtMost: parsed.number(ifGiven: "samples"))
        } catch WorkerFailure.interrupted {
            return nil
        } catch let failure as WorkerFailure {
            throw WorkerAnswersError(name: model.variant.name, engine: kind.name, failure, verb: "evaluated")
        }
    }
}
