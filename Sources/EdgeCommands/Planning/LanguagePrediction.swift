import EdgeArguments
import EdgeEngines
import EdgePlanning
import EdgeRecords

/// What `edgeplan predict` says of a language model.
struct LanguagePrediction {
    private let model: Model
    private let facts: LanguageFacts
    private let predictor: LanguagePredictor?

    /// - Parameter models: those of the profiles, as far as they are known.
    init(_ model: Model, _ facts: LanguageFacts, _ profiles: [Profile], _ models: [Model]) {
        self.model = model
        self.facts = facts
        predictor = LanguagePredictor(profiles, models: [model] + models)
    }

    /// - Returns: whether language models were measured on this device, and not its ceilings alone.
    func predict(_ parsed: ParsedCommand, into answer: inout PredictionAnswer) throws -> Bool {
        guard let predictor else { throw PredictionError.noCeilings }
        let engine = EngineName(rawValue: parsed.text(ifGiven: "engine") ?? EngineName.llamaCpp.rawValue)
        try EngineKind.named(engine)?.check(model.format)
        var threads = predictor.threads
        if case .listed(let listed) = parsed.list("threads") { threads = listed }
        let order = LanguageSettings(lengthsOf: parsed).order(for: facts, promptThreads: 1)
        let room = max(order.contextTokens, order.promptTokens + 1)
        for variant in model.variants {
            for count in threads {
                var candidate = Candidate(
                    model: model.name, variant: variant.name, precision: variant.precision, weights: model.weights,
                    engine: engine, threads: count)
                candidate.modelHash = variant.hash
                (candidate.promptTokens, candidate.promptThreads) = (order.promptTokens, count)
                candidate.contextTokens = room
                if let row = predictor.row(for: candidate, facts, variant) { answer.rows.append(row) }
            }
        }
        if answer.rows.isEmpty { throw PredictionError.nothingPredicted(model.name) }
        answer.remarks.append(
            "a prompt of \(order.promptTokens) tokens, and each token right after it, in a context of "
                + "\(room); from the bytes that they move and the operations that they take, against "
                + "this device's ceilings")
        let measured = predictor.measuredModels
        answer.remarks.append(
            measured == 0
                ? "no language model was measured on this device: the bars are a guess; edgeplan profile models --model "
                    + "FILE.gguf"
                : "corrected by \(measured) language \(measured == 1 ? "model" : "models") measured on this device")
        return measured > 0
    }
}
