import EdgeArguments
import EdgeEngines
import EdgeModels
import EdgePlanning
import EdgeRecords
import EdgeReporting

/// `edgeplan predict`: what to expect of a model that was not measured.
enum PredictCommand {
    static let declaration = Command(
        "predict", "Estimate what was not measured, with an error bar.", theme: "Plan",
        details: """
            Predicts latency, load time and memory of a model from the device's ceilings (`edgeplan profile kernels`) and
            the work of each layer; layers and networks that were measured on this device (`edgeplan profile models
            --layers`) correct it. Each prediction carries a bar that holds the truth nine times of ten, learned from
            architectures that were left out. A prediction proves nothing: measure what matters.

            Of a language model (a GGUF file) the prompt and each token after it are predicted apart, from the bytes that
            they move and the operations that they take, with how far back each token looks. Language models that were
            measured here correct it.
            """,
        operands: [
            Operand(
                "model", .text, "A model of the catalogue, one of yours, or an ONNX, .tflite or GGUF file.", .optional)
        ],
        options: [
            .value("precision", .words(of: ["fp32", "bf16", "int8"]), "Only these precisions."),
            .value("threads", .numbers(1...1024, orAuto: true), default: "auto", "With how many threads."),
            .value("engine", .text, called: "NAME", "On which engine; `native` otherwise, `llama.cpp` for GGUF files."),
            .value(
                "profile", .path(), called: "FILE", "Learn from this profile, and not from the store's.",
                isRepeatable: true),
            .flag("evaluate", "Say how good predictions are on this device, for architectures left out in turn."),
            ModelsCommand.binding,
        ] + LanguageSettings.lengths,
        examples: [
            Example("edgeplan predict mobilenet-v2", "At every precision, with every number of threads."),
            Example("edgeplan predict net.onnx --threads 2", "A file of yours that was never run."),
            Example(
                "edgeplan predict model.gguf --prompt-tokens 1024", "A prompt of 1024 tokens, and tokens after it."),
            Example("edgeplan predict --evaluate --profile kernels.json --profile models.json", "How far to trust it."),
        ],
        statuses: [
            StatusMeaning(.badInput, "No ceilings were measured, or the model cannot be read."),
            StatusMeaning(.notTrustworthy, "Predicted from ceilings alone: no network was measured."),
        ],
        seeAlso: ["plan", "profile kernels", "profile models"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let sources = PlanSources(
            paths: parsed.texts("profile"), devicePath: nil,
            store: StoreFolder.path(named: parsed.text(ifGiven: "store"), in: surroundings.environment),
            environment: surroundings.environment)
        let profiles = try sources.evidence(mustBeHere: false).map(\.profile)
        let models = try KnownModels.records(of: profiles, withLayers: true, in: surroundings.environment)
        guard let predictor = WorkPredictor(profiles, models: models), let first = profiles.first else {
            throw PredictionError.noCeilings
        }
        var answer = PredictionAnswer(model: parsed.text(ifGiven: "model"), deviceClass: first.device.class)
        var isGrounded = predictor.hasWholes
        if let word = answer.model {
            let choice = try ModelChoice(word, in: surroundings, binding: try Binding.sizes(parsed))
            if let facts = choice.record.language {
                let language = LanguagePrediction(choice.record, facts, profiles, models)
                isGrounded = try language.predict(parsed, into: &answer)
            } else {
                try predict(choice, predictor, parsed, into: &answer)
            }
        }
        if parsed.flag("evaluate") {
            guard let evaluation = predictor.evaluation else { throw PredictionError.nothingToEvaluate }
            answer.evaluation = evaluation
        } else if answer.model == nil {
            throw PredictionError.noModel
        }
        if !predictor.hasWholes, !answer.rows.contains(where: { $0.promptNanoseconds != nil }) {
            answer.remarks.append(
                "no network was measured on this device: its ceilings speak alone, and the bars are a guess; "
                    + "edgeplan profile models --layers")
        }
        let output =
            parsed.flag("json")
            ? try RecordText.encode(answer) : PredictionText.text(of: answer, width: surroundings.textWidth)
        return Outcome(output: output, status: isGrounded ? .done : .notTrustworthy)
    }

    private static func predict(
        _ choice: ModelChoice, _ predictor: WorkPredictor, _ parsed: ParsedCommand,
        into answer: inout PredictionAnswer
    ) throws {
        let asked = parsed.words("precision").map { Precision(rawValue: $0) }
        var threads = predictor.threads
        if case .listed(let listed) = parsed.list("threads") { threads = listed }
        let engine = EngineName(rawValue: parsed.text(ifGiven: "engine") ?? EngineName.native.rawValue)
        try EngineKind.named(engine)?.check(choice.record.format)
        for variant in choice.record.variants where asked.isEmpty || asked.contains(variant.precision) {
            for count in threads {
                var candidate = Candidate(
                    model: choice.record.name, variant: variant.name, precision: variant.precision,
                    weights: choice.record.weights, engine: engine, threads: count)
                candidate.modelHash = variant.hash
                if let row = predictor.row(for: candidate, variant) { answer.rows.append(row) }
            }
        }
        if answer.rows.isEmpty { throw PredictionError.nothingPredicted(choice.record.name) }
        if !choice.uncounted.isEmpty {
            answer.remarks.append(
                "not counted, since their sizes depend on the input: \(choice.uncounted.joined(separator: ", "))")
        }
    }
}

/// Why nothing can be predicted.
enum PredictionError: ExplainedError {
    case noCeilings
    case noModel
    case nothingToEvaluate
    case nothingPredicted(String)

    var what: String {
        switch self {
        case .nothingPredicted(let word): "nothing can be predicted of \(word)"
        case .nothingToEvaluate: "predictions cannot be evaluated"
        default: "nothing can be predicted"
        }
    }

    var `where`: String {
        switch self {
        case .noCeilings, .nothingToEvaluate: "the profiles"
        case .noModel, .nothingPredicted: "edgeplan predict"
        }
    }

    var why: String {
        switch self {
        case .noCeilings: "they hold no ceilings, which every prediction starts from"
        case .noModel: "no model was named"
        case .nothingToEvaluate: "they hold no networks of two architectures at one setting"
        case .nothingPredicted: "it has no variant of that precision, or no layer whose work is known"
        }
    }

    var remedy: String {
        switch self {
        case .noCeilings: "measure them: edgeplan profile kernels --quick"
        case .noModel: "name a model, or ask with --evaluate how good predictions are here"
        case .nothingToEvaluate: "measure several: edgeplan profile models --layers"
        case .nothingPredicted: "see its variants and layers: edgeplan models show MODEL"
        }
    }

    var status: ExitStatus {
        switch self {
        case .noModel, .nothingPredicted: .wrongUsage
        default: .badInput
        }
    }
}
