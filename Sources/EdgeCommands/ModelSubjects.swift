import EdgeArguments
import EdgeEngines
import EdgeModels
import EdgePlatform
import EdgeProfiling
import EdgeRecords

/// The candidates that a command line asks for: models × precisions × engines × threads.
struct ModelSubjects {
    private let parsed: ParsedCommand
    private let device: Device
    private let workers: WorkerSetting
    private let surroundings: Surroundings
    private let local: LocalCatalogue
    private let asked: AskedModels

    init(
        _ parsed: ParsedCommand, on device: Device, with workers: WorkerSetting, in surroundings: Surroundings
    ) throws {
        self.parsed = parsed
        self.device = device
        self.workers = workers
        self.surroundings = surroundings
        local = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
        asked = try AskedModels(parsed, among: local)
    }

    /// The candidates, and what was asked for and is none.
    struct Found {
        var subjects: [ModelSubject] = []
        var leftOut: [LeftOut] = []
    }

    func all() throws -> Found {
        var threads: [Int] = []
        if case .listed(let listed) = parsed.list("threads") { threads = listed }
        let placements = try Placement.clustered(
            on: device, threads: threads, isOversubscribed: parsed.flag("oversubscribe"))
        let language = LanguageSettings(parsed)
        let ways = try language.ways(at: placements, on: device, isOversubscribed: parsed.flag("oversubscribe"))
        let binding = try Binding.sizes(parsed)
        let data = try OwnInput(parsed, models: parsed.isGiven("input") ? records() : [:])
        var found = Found()
        var unable = LeftOutVariants()
        let models = try asked.models(binding: binding, &unable)
        let runners = asked.engines.flatMap { self.runners(of: $0, &unable) }
        for model in models {
            unable.note(model, asked: asked.expected(of: model))
            for precision in model.precisions {
                for runner in runners where unable.isAble(runner.engine, precision, of: model) {
                    if serves(runner), parsed.isGiven("rate") {
                        unable.note(
                            "\(model.name)@\(runner.engine.rawValue)",
                            "it is measured with so many requests at once (--concurrency), and not at a rate")
                        continue
                    }
                    if model.language != nil {
                        found.subjects += (serves(runner) ? placements.map { ($0, $0.threads) } : ways).flatMap {
                            placement, promptThreads in
                            language.orders(for: model.language, promptThreads: promptThreads, on: runner.engine)
                                .map { Self.subject(model, precision, runner, placement, with: workers, tokens: $0) }
                        }
                        continue
                    }
                    found.subjects += placements.map { placement in
                        var subject = Self.subject(
                            model, precision, runner, placement, with: workers, on: data.data(for: model.name))
                        subject.notesLayers =
                            parsed.flag("layers") && EngineKind.named(runner.engine)?.tellsLayers == true
                        return subject
                    }
                }
            }
        }
        found.leftOut = unable.all
        guard !found.subjects.isEmpty else {
            throw ModelChoiceError.noCandidate(
                models: models.map(\.name), engines: parsed.words("engine"), asked: asked.precisions.map(\.rawValue),
                reasons: LeftOutVariants.sentences(found.leftOut))
        }
        for place in found.subjects.indices {
            found.subjects[place].obstacle = device.obstacle(to: found.subjects[place].candidate)
        }
        found.subjects = try ScenarioOptions(parsed, on: device, with: workers, among: local)
            .applied(to: found.subjects)
        return found
    }

    private func serves(_ runner: Runner) -> Bool { EngineKind.named(runner.engine)?.serves == true }

    /// The models by the names of their candidates, with layers.
    func records() throws -> [String: Model] {
        let binding = try Binding.sizes(parsed)
        var records: [String: Model] = [:]
        for word in asked.names {
            let name = ModelFormat(ofFileNamed: word) != nil ? ProfiledModel.plainName(of: word) : word
            do {
                records[name] = try ModelChoice(word, in: surroundings, binding: binding).record
            } catch is any ExplainedError where asked.isEveryModel {
                // It is left out, with the reason.
                continue
            }
        }
        return records
    }

    /// An engine in each of the ways that were asked for.
    private func runners(of engine: EngineName, _ unable: inout LeftOutVariants) -> [Runner] {
        let placements = parsed.words("placement").compactMap { Candidate.Placement(rawValue: $0) }
        do throws(EngineError) {
            let routes = try EngineKind.named(engine)?.routes(
                providers: parsed.words("provider"), placements: placements)
            return (routes ?? []).map { Runner(engine: engine, provider: $0.provider, place: $0.placement) }
        } catch {
            unable.note(engine.rawValue, error.why)
            return []
        }
    }

    static func subject(
        _ model: ProfiledModel, _ precision: Precision, _ runner: Runner, _ placement: Placement,
        with workers: WorkerSetting, on data: InputData? = nil, tokens: TokenOrder? = nil
    ) -> ModelSubject {
        let (files, engine) = (workers.files, runner.engine)
        func prepared(
            _ precision: Precision, on engine: EngineName, threads: Int, cpus: [Int]
        ) throws -> ModelSubject.Prepared {
            let file = try model.file(precision, in: files)
            let kind = EngineKind.named(engine)
            let arithmetic = try kind?.arithmetic(of: precision, isStored: model.isStored(precision)) ?? precision
            var order = LoadOrder(path: file.path, precision: arithmetic, threads: threads)
            order.cpus = cpus
            order.sizes = model.binding
            order.data = data
            order.tokens = tokens
            return ModelSubject.Prepared(order: order, bytes: file.bytes, hash: file.hash)
        }
        var candidate = model.candidate(precision, on: engine, at: placement)
        (candidate.provider, candidate.placement) = (runner.provider, runner.place)
        candidate.concurrency = tokens?.concurrency
        candidate.promptThreads = tokens?.promptThreads
        (candidate.promptTokens, candidate.contextTokens) = (tokens?.promptTokens, tokens?.contextTokens)
        var subject = ModelSubject(
            candidate: candidate, open: workers.open(engine),
            load: {
                var ready = try prepared(precision, on: engine, threads: placement.threads, cpus: placement.cpus)
                (ready.order.provider, ready.order.placement) = (runner.provider, runner.place)
                return ready
            })
        subject.inputFiles = data?.files.count
        let isReference = engine == .native && precision == .fp32
        guard model.format(precision) != .gguf else {
            subject.uncompared =
                "no other engine here reads it: `edgeplan engines check \(engine.rawValue)` holds the engine against plain "
                + "arithmetic"
            return subject
        }
        guard model.format(precision) != .safetensors else {
            subject.uncompared =
                "no other engine here reads it: `edgeplan engines check \(engine.rawValue)` holds the engine against plain "
                + "arithmetic"
            return subject
        }
        guard model.format(precision) != .openvinoIR else {
            subject.keepsState = model.keepsState
            subject.holdAgainstPlainOpenVINO(workers) {
                try prepared(.fp32, on: .openvino, threads: 1, cpus: Array(placement.cpus.prefix(1)))
            }
            return subject
        }
        guard model.format(precision) != .ctranslate2 else {
            subject.uncompared = "no other engine here reads it"
            return subject
        }
        guard model.format(precision) == .onnx else {
            subject.holdAgainstDefinition(of: model.format(precision), model.keepsState, workers) { judge in
                // What runs in bf16 is the fp32 file.
                let own = model.isStored(precision) ? precision : .fp32
                return try prepared(own, on: judge, threads: 1, cpus: Array(placement.cpus.prefix(1)))
            }
            return subject
        }
        if model.hasReference, !isReference {
            subject.reference = { try prepared(.fp32, on: .native, threads: 1, cpus: Array(placement.cpus.prefix(1))) }
        }
        return subject
    }
}

/// An engine, and what it hands a model to.
struct Runner {
    var engine: EngineName
    var provider: String?
    var place = Candidate.Placement.cpu
}

extension ModelSubject {
    /// Compares with what OpenVINO computes in fp32 on the processor, where the candidate does otherwise.
    fileprivate mutating func holdAgainstPlainOpenVINO(
        _ workers: WorkerSetting, _ load: @escaping () throws -> ModelSubject.Prepared
    ) {
        guard candidate.precision == .bf16 || !candidate.runsOnOwnKernels else {
            uncompared = "only OpenVINO says what its own form means: compare with the ONNX file that it was made from"
            return
        }
        referenceOpen = workers.open(.openvino)
        standard = "OpenVINO's in fp32 on the same file"
        reference = load
    }

    /// Compares with what the file means: as plain kernels of the format's own engines compute it, of the first that is
    /// here.
    ///
    /// - Parameter load: the file, as an engine is to load it on one thread.
    fileprivate mutating func holdAgainstDefinition(
        of format: ModelFormat, _ keepsState: Bool, _ workers: WorkerSetting,
        _ load: @escaping (EngineName) throws -> ModelSubject.Prepared
    ) {
        let judges = [
            (EngineName.litert, "LiteRT's reference kernels"), (.tflite, "TensorFlow Lite's built-in kernels"),
        ]
        let judge = judges.first { name, _ in EngineKind.named(name).flatMap(workers.library) != nil }
        guard let (judge, words) = judge else {
            uncompared =
                "only the reference kernels of LiteRT say what a \(format.title) file means, and it is not here: "
                + "edgeplan engines install litert"
            return
        }
        self.keepsState = keepsState
        referenceOpen = workers.open(judge)
        standard = words + " on the same file"
        reference = {
            var prepared = try load(judge)
            prepared.order.isByDefinition = true
            return prepared
        }
    }
}
