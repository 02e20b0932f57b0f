import EdgeEngines
import EdgeModels
import EdgeNative
import EdgePlatform
import EdgeProfiling
import EdgeRecords

/// A variant that is to answer, with its file's hash.
struct EvaluatedModel {
    let record: Model
    let variant: Variant
    let hash: String
    private let word: String
    /// Nil for a file that our own engine does not read.
    private let graph: Graph?
    private let local: LocalCatalogue

    /// - Throws: `madeUp` for seeded weights: nothing can be learnt of their answers.
    init(_ word: String, precision: String?, in surroundings: Surroundings, binding: [String: Int]) throws {
        self.word = word
        let choice = try ModelChoice(word, in: surroundings, binding: binding, withHash: true)
        guard choice.record.weights != .seeded else { throw EvaluationRequestError.madeUp(word) }
        let variants = choice.record.variants
        let chosen = variants.first { precision == nil || $0.precision.rawValue == precision }
        guard let chosen, let hash = chosen.hash else {
            throw ModelChoiceError.noVariant(
                model: word, precision: precision ?? "any precision", known: variants.map(\.precision.rawValue))
        }
        (record, variant, self.hash) = (choice.record, chosen, hash)
        graph = choice.record.format == .onnx ? try choice.graph(chosen.precision, toBe: "evaluated") : nil
        local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
    }

    /// Compiled for the instruction sets that may be used just now.
    func answers(threads: Int) throws -> NativeAnswers {
        guard let graph else { throw EngineError.otherFormat(engine: .native, record.format, known: [.onnx]) }
        let options = NativeOptions(precision: variant.precision == .bf16 ? .bf16 : .fp32)
        return try NativeAnswers(
            NativeModel(graph, options: options), precision: variant.precision, threads: threads)
    }

    /// By another engine, in a worker of its own.
    func answers(
        of engine: EngineName, threads: Int, by workers: WorkerSetting, binding: [String: Int]
    ) throws -> WorkerAnswers {
        let order = try order(on: engine, threads: threads, in: workers.files, binding: binding)
        return try WorkerAnswers(
            try workers.start(cpus: []), workers.open(engine), order, name: variant.name, folder: workers.work,
            isInterrupted: { Interruption.isRequested })
    }

    /// How an engine is to load it.
    func order(
        on engine: EngineName, threads: Int, in files: ModelFiles, binding: [String: Int] = [:]
    ) throws -> LoadOrder {
        let model = try ProfiledModel(named: word, asked: [variant.precision], binding: binding, among: local)
        let kind = EngineKind.named(engine)
        try kind?.check(record.format)
        let arithmetic = try kind?.arithmetic(
            of: variant.precision, isStored: model.isStored(variant.precision))
        var order = LoadOrder(
            path: try model.file(variant.precision, in: files).path,
            precision: arithmetic ?? variant.precision, threads: threads)
        order.sizes = binding
        return order
    }

    func keep(_ accuracy: Accuracy) throws {
        try local.keep(accuracy, at: variant.precision, of: hash)
    }
}

/// What a request to evaluate lacks.
enum EvaluationRequestError: ExplainedError {
    case missing(String)
    case madeUp(String)
    case unknownPositive(String, known: [String])
    case onlyOwnSets(EngineName)
    /// Of a model that is of no language, or whose file has no vocabulary.
    case noWords(String)

    var what: String {
        switch self {
        case .missing, .onlyOwnSets: "nothing was evaluated"
        case .madeUp(let model), .noWords(let model): "\(model) cannot be evaluated"
        case .unknownPositive(let word, _): "there is no class called \(word)"
        }
    }

    var `where`: String {
        switch self {
        case .missing(let option): "edgeplan models evaluate --\(option)"
        case .madeUp: "edgeplan models evaluate"
        case .noWords: "edgeplan models evaluate --metric perplexity"
        case .onlyOwnSets(let engine): "--isa and --engine \(engine.rawValue)"
        case .unknownPositive: "edgeplan models evaluate --positive"
        }
    }

    var why: String {
        switch self {
        case .missing: "the option is needed and was not given"
        case .onlyOwnSets: "only our own engine can be kept from instruction sets that are there"
        case .madeUp: "its weights are made up: it measures speed and memory, and its answers mean nothing"
        case .noWords: "a text says something only to a language model in a GGUF file that holds its vocabulary"
        case .unknownPositive(_, let known):
            known.isEmpty ? "the data has numbers for classes" : "the classes are \(known.joined(separator: ", "))"
        }
    }

    var remedy: String {
        switch self {
        case .missing("data"): "name a folder or file with labelled samples: --data photos"
        case .missing(let option): "add --\(option)"
        case .onlyOwnSets: "leave one of them out"
        case .noWords: "choose another metric, or name a GGUF file with a tokenizer"
        case .madeUp: "evaluate a model with trained weights, or add one of yours with `edgeplan models add`"
        case .unknownPositive(_, let known): known.isEmpty ? "name its number: --positive 1" : "name one of these"
        }
    }

    var status: ExitStatus {
        switch self {
        case .madeUp, .noWords: .badInput
        default: .wrongUsage
        }
    }
}
