import EdgeArguments
import EdgeEngines
import EdgeModels
import EdgePlatform
import EdgeProfiling
import EdgeRecords
import EdgeReporting

/// One run of `edgeplan models quantize` of a GGUF file, which llama.cpp writes anew.
struct LanguageQuantizing {
    private let parsed: ParsedCommand
    private let surroundings: Surroundings
    private let record: Model
    private let from: Variant
    private let parent: VariantCard.Parent
    private let kept: (catalogue: LocalCatalogue, model: Model)?
    private let stem: String
    private let asked: Precision

    /// Hours for the largest on a small device.
    private static let deadline = 6 * 3_600_000_000_000
    private static let usual = Precision(rawValue: "q8_0")
    /// What only networks of our own kind are made with.
    private static let otherOptions = [
        "method", "keep-accuracy", "no-equalization", "no-float-sums", "no-bias-correction", "nearest", "calibrate",
        "held-out", "preprocessing", "bind",
    ]

    static let choices: [Choice] = LlamaCppFileType.all.map(\.precision).filter { $0 != .bf16 }.map {
        Choice($0.rawValue, "of a GGUF file")
    }

    /// Whether a word is of GGUF files alone.
    static func isOnly(_ word: String) -> Bool { choices.contains { $0.word == word } }

    init(_ parsed: ParsedCommand, in surroundings: Surroundings) throws {
        (self.parsed, self.surroundings) = (parsed, surroundings)
        asked = parsed.isGiven("precision") ? Precision(rawValue: parsed.text("precision")) : Self.usual
        guard LlamaCppFileType.number(of: asked) != nil else { throw LanguageQuantizingError.notGGUF(asked) }
        if let option = Self.otherOptions.first(where: parsed.isGiven) {
            throw LanguageQuantizingError.otherOption(option)
        }
        let word = parsed.text("model")
        let local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
        let choice = try ModelChoice(word, in: surroundings, binding: [:], withHash: true)
        guard let from = choice.record.variants.first else { throw LanguageQuantizingError.notGGUF(asked) }
        (record, self.from) = (choice.record, from)
        kept = try local.model(named: word).map { (local, $0) }
        stem = ModelName.suggested(for: word)
        parent = CompressionSource.parent(choice, named: choice.isFile ? stem : word)
        Interruption.watch()
    }

    func outcome() throws -> Outcome {
        guard asked != from.precision else { throw LanguageQuantizingError.sameNumbers(parsed.text("model"), asked) }
        try check(asked)
        let path = path(of: asked)
        // Beside the place that it is for, so that it comes there whole by its name alone.
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let workers = try WorkerSetting(instructionSets: [], memoryBytes: nil, in: surroundings, place: folder)
        let made = workers.work + "/made.gguf"
        let version = try write(made, workers)
        let file = try GGUFFile.read(at: made)
        let card = try card(of: file, hash: try UserFile.hash(of: made), version, runs: runs(made, workers))
        if card.precision != asked { try check(card.precision) }
        try keep(made, file, card)
        guard !parsed.flag("json") else { return Outcome(output: try RecordText.encode(card)) }
        return Outcome(
            output: CardText.text(of: card, path: self.path(of: card.precision), width: surroundings.textWidth))
    }

    private func path(of precision: Precision) -> String {
        if let output = parsed.text(ifGiven: "output") { return output }
        if let kept { return kept.catalogue.path(of: kept.model, precision) }
        return "\(stem)-\(precision.rawValue).gguf"
    }

    private func check(_ precision: Precision) throws(ModelFileError) {
        let path = path(of: precision)
        if !parsed.flag("force"), UserFile.isThere(path) { throw .alreadyThere(path: path) }
    }
}

// What llama.cpp does, in workers.
extension LanguageQuantizing {
    private var source: String {
        get throws {
            guard let kept else { return parsed.text("model") }
            return try kept.catalogue.checkedPath(of: kept.model, from.precision)
        }
    }

    /// - Returns: the engine's version.
    private func write(_ made: String, _ workers: WorkerSetting) throws -> String {
        let threads = try parsed.number(ifGiven: "threads") ?? CompressionSource.usableCPUs()
        let order = QuantizeOrder(
            from: try source, to: made, precision: asked, threads: threads, isRequantized: isRequantized)
        surroundings.console.progress("\(parent.name): writing \(asked.rawValue)", fraction: nil)
        defer { surroundings.console.clearProgress() }
        do throws(WorkerFailure) {
            let worker = try workers.start(cpus: [])
            let version = try ask(worker, .open(workers.open(.llamaCpp))).opened?.version
            _ = try ask(worker, .quantize(order))
            worker.leave()
            return version ?? "unknown"
        } catch {
            throw WorkerAnswersError(name: parent.name, engine: .llamaCpp, error, verb: "quantized")
        }
    }

    /// Whether what came of it can be loaded, and gives a token.
    private func runs(_ made: String, _ workers: WorkerSetting) -> VariantCard.EngineSupport {
        var order = LoadOrder(path: made, precision: asked, threads: 1)
        order.tokens = TokenOrder(promptThreads: 1, promptTokens: 4, contextTokens: 16)
        do throws(WorkerFailure) {
            let worker = try workers.start(cpus: [])
            _ = try ask(worker, .open(workers.open(.llamaCpp)))
            _ = try ask(worker, .load(order))
            _ = try ask(worker, .answer(into: workers.work))
            worker.leave()
            return .init(engine: .llamaCpp, runs: true, how: "it was loaded, and gave a token")
        } catch .failed(let refusal) {
            return .init(engine: .llamaCpp, runs: false, how: refusal.reason)
        } catch {
            return .init(engine: .llamaCpp, runs: false, how: "it was not tried to the end")
        }
    }

    private func ask(_ worker: WorkerProcess, _ request: WorkerRequest) throws(WorkerFailure) -> WorkerReply {
        try worker.ask(request, deadline: Self.deadline, isInterrupted: { Interruption.isRequested })
    }

    private var isRequantized: Bool { ![.fp32, .fp16, .bf16].contains(from.precision) }
}

// What is written of it.
extension LanguageQuantizing {
    private func card(
        of file: GGUFFile, hash: String, _ version: String, runs: VariantCard.EngineSupport
    ) throws -> VariantCard {
        let (precision, keptLayers) = file.precision
        var card = VariantCard(
            variant: "\(parent.name)/\(precision.rawValue)", precision: precision, parent: parent, hash: hash,
            modelBytes: file.fileBytes)
        card.method = ["written as \(asked.rawValue) by llama.cpp \(version)"]
        if isRequantized {
            card.method.append("from \(from.precision.rawValue): what that had lost already stays lost")
        }
        card.keptLayers = keptLayers
        card.engines = [runs]
        if precision != asked {
            card.remarks.append(
                "most of its numbers are \(precision.rawValue): its rows are too short for the blocks of \(asked.rawValue)"
            )
        }
        card.remarks.append(
            "what it lost is not known yet: edgeplan models evaluate \(kept?.model.name ?? path(of: precision)) --data TEXT"
                + (kept == nil ? "" : " --precision \(precision.rawValue)"))
        return card
    }

    private func keep(_ made: String, _ file: GGUFFile, _ card: VariantCard) throws {
        let path = path(of: card.precision)
        if parsed.text(ifGiven: "output") == nil, let kept {
            var described = Model(name: kept.model.name, task: kept.model.task, labels: nil, weights: .user)
            described.take(file, hash: card.hash)
            guard let variant = described.variants.first else { return }
            try kept.catalogue.add(
                variant, movedFrom: made, card, to: try kept.catalogue.model(named: kept.model.name) ?? kept.model)
            return
        }
        try VariantOutput.keep(card, at: ModelName.plain(path) + ".card.json") { try AtomicFile.move(made, to: path) }
    }
}

/// What cannot be asked of llama.cpp's quantizer.
enum LanguageQuantizingError: ExplainedError {
    case onlyGGUF(String)
    case notGGUF(Precision)
    case otherOption(String)
    case sameNumbers(String, Precision)

    var what: String { "nothing was quantized" }

    var `where`: String {
        switch self {
        case .onlyGGUF, .notGGUF: "edgeplan models quantize --precision"
        case .otherOption(let option): "edgeplan models quantize --\(option)"
        case .sameNumbers(let model, _): model
        }
    }

    var why: String {
        switch self {
        case .onlyGGUF(let word): "\(word) is a kind of GGUF file, and this is none"
        case .notGGUF(let precision): "\(precision.rawValue) is no kind of GGUF file"
        case .otherOption: "llama.cpp writes GGUF files anew by itself, and takes no inputs"
        case .sameNumbers(_, let precision): "its numbers are \(precision.rawValue) already"
        }
    }

    var remedy: String {
        switch self {
        case .onlyGGUF: "name int8 or another of the first, or a GGUF file"
        case .notGGUF: "name q8_0, q4_0, q4_k_m or another: `edgeplan models quantize --help` has all"
        case .otherOption: "leave it out"
        case .sameNumbers: "name another precision"
        }
    }

    var status: ExitStatus { .wrongUsage }
}
