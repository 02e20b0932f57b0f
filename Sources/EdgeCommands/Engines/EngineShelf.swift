import EdgeEngines
import EdgeModels
import EdgePlatform
import EdgeProbing
import EdgeRecords

/// Looks at engines, each in a worker of its own.
struct EngineShelf {
    private let workers: WorkerSetting
    private let console: any Console
    private let device: Device?
    private let models: LocalCatalogue

    private static let deadlineNanoseconds = 60_000_000_000
    /// Small, with convolutions of all kinds and a product.
    private static let knownModel = "ds-cnn"

    init(in surroundings: Surroundings) throws {
        workers = try WorkerSetting(instructionSets: [], memoryBytes: nil, in: surroundings)
        console = surroundings.console
        device = try? DeviceProbe(tree: FileTree.open("/")).device()
        models = LocalCatalogue(folder: CacheFolder.models(in: surroundings.environment))
    }

    func describe(_ kind: EngineKind) -> EngineList.Engine {
        var engine = EngineList.Engine(kind.name, isBuiltIn: kind.places == nil, precisions: kind.precisions)
        engine.formats = kind.formats
        engine.lookedIn = workers.places(of: kind).map { .init(kind: $0.kind, path: $0.path, found: $0.found) }
        engine.library = workers.library(of: kind)
        engine.libraryHash = engine.library.flatMap(Self.hash)
        engine.package = EngineLock.package(for: kind.name)
        engine.knownBad = kind.knownBad
        guard kind.places == nil || engine.library != nil else {
            engine.reason = "its library was found nowhere"
            return engine
        }
        do throws(WorkerFailure) {
            let worker = try workers.start(cpus: [])
            engine.version = try ask(worker, .open(workers.open(kind.name))).opened?.version
            engine.isUsable = true
            worker.leave()
            engine.routes = try routes(of: kind)
        } catch .failed(let refusal) {
            engine.reason = refusal.reason
        } catch {
            engine.reason = "interrupted"
        }
        return engine
    }

    /// In a worker of its own: libraries of drivers are opened that may end it.
    private func routes(of kind: EngineKind) throws(WorkerFailure) -> [EngineRoute] {
        guard kind.routes.count > 1 else { return [EngineRoute.own.offered()] }
        let worker = try workers.start(cpus: [])
        _ = try ask(worker, .open(workers.open(kind.name)))
        var told: [EngineRoute]
        do throws(WorkerFailure) {
            told = try ask(worker, .routes).routes ?? []
            worker.leave()
        } catch .failed(let refusal) {
            told = kind.routes.map { EngineRoute($0.provider, $0.placement, reason: refusal.reason) }
        }
        return told.map { route in
            var route = route
            if route.isOffered, let obstacle = device?.obstacle(to: route.placement, for: kind.name, route.provider) {
                (route.isUsable, route.reason) = (false, obstacle)
            }
            return route
        }
    }

    /// - Parameter route: what it hands the models to.
    func check(_ kind: EngineKind, by route: EngineRoute) throws -> EngineCheck {
        if kind.formats == [.gguf] { return try checkLanguage(kind) }
        if kind.serves { return try checkServed(kind, by: route) }
        if kind.formats == [.ctranslate2] { return try checkSpeech(kind) }
        let obstacle = device?.obstacle(to: route.placement, for: kind.name, route.provider)
        var version: String?
        var checks: [EngineCheck.Check] = []
        guard let model = Catalogue.model(named: Self.knownModel) else {
            return EngineCheck(engine: kind.name, version: nil, checks: [])
        }
        let variants = KnownVariants(of: model, console: console)
        for precision in Self.checked(kind) {
            let name = "\(model.name)-\(precision.rawValue)"
            let graph = try variants.graph(precision)
            let path = try workers.files.file(of: graph, named: name).path
            // Of a file of bf16 weights: it is the file that is looked at, and not what a processor can compute in.
            let arithmetic = precision == .bf16 ? .fp32 : try kind.arithmetic(of: precision, isStored: true)
            let order = LoadOrder(path: path, precision: arithmetic, threads: 1)
            var other = order
            if !kind.formats.contains(.onnx) {
                other.path = try workers.files.file(of: graph, named: name, as: .tflite).path
            }
            (other.provider, other.placement) = (route.provider, route.placement)
            let variant = "\(model.name)/\(precision.rawValue)"
            if let obstacle {
                checks.append(.init(variant: variant, outcome: .missing, reason: obstacle))
                continue
            }
            do {
                let right = try answer(.native, order)
                let given = try answer(kind.name, other)
                version = given.version
                let comparison = OutputComparison(given.outputs, reference: right.outputs)
                // The same file at the same precision: more than rounding is wrong.
                let fault = comparison.fault(at: precision == .fp32 ? .fp32 : .bf16)
                checks.append(.init(variant: variant, comparison, fault: fault))
            } catch WorkerFailure.failed(let refusal) {
                checks.append(.init(variant: variant, outcome: refusal.outcome, reason: refusal.reason))
            }
        }
        console.clearProgress()
        return EngineCheck(engine: kind.name, version: version, checks: checks)
    }

    /// The variants that are written here in a form that it reads.
    private static func checked(_ kind: EngineKind) -> [Precision] {
        guard kind.formats.contains(.onnx) else { return [.fp32] }
        // A file of bf16 weights is read also by engines that compute nothing in bf16.
        return Precision.known.filter { $0 == .bf16 || $0 != .fp16 && kind.precisions.contains($0) }
    }

    /// Against what the plainest arithmetic says, since no other engine here reads such files.
    private func checkLanguage(_ kind: EngineKind) throws -> EngineCheck {
        var version: String?
        var checks: [EngineCheck.Check] = []
        for precision in SeededLanguageModel.precisions {
            guard let model = SeededLanguageModel(precision) else { continue }
            let name = "\(SeededLanguageModel.name)-\(precision.rawValue)"
            let path = try workers.files.file(of: model.file, named: name, .gguf).path
            var order = LoadOrder(path: path, precision: precision, threads: 1)
            let tokens = TokenOrder(promptThreads: 1, promptTokens: 17, contextTokens: 64)
            order.tokens = tokens
            let scores = model.scores(
                after: SeededTokens.promptAndNext(tokens, vocabulary: SeededLanguageModel.vocabulary))
            let variant = "\(SeededLanguageModel.name)/\(precision.rawValue)"
            do {
                let given = try answer(kind.name, order)
                version = given.version
                let right = OutputComparison.Output(
                    port: TensorPort(name: "scores", type: .f32, shape: [1, scores.count]),
                    bytes: TensorBytes.bytes(of: .f32(scores)))
                let comparison = OutputComparison(given.outputs, reference: [right])
                // Keys and values are kept in 16 bits, and what meets quantized weights is rounded to 8.
                checks.append(.init(variant: variant, comparison, fault: comparison.fault(at: .bf16)))
            } catch WorkerFailure.failed(let refusal) {
                checks.append(.init(variant: variant, outcome: refusal.outcome, reason: refusal.reason))
            }
        }
        return EngineCheck(engine: kind.name, version: version, checks: checks)
    }

    /// A server's, which tells how likely it finds each word.
    private func checkServed(_ kind: EngineKind, by route: EngineRoute) throws -> EngineCheck {
        let variant = "\(SeededLanguageModel.name)/fp32"
        if let obstacle = device?.obstacle(to: route.placement, for: kind.name, route.provider) {
            return EngineCheck(
                engine: kind.name, version: nil, checks: [.init(variant: variant, outcome: .missing, reason: obstacle)])
        }
        guard let model = SeededLanguageModel(.fp32) else {
            return EngineCheck(engine: kind.name, version: nil, checks: [])
        }
        let path = try workers.files.folder(of: model.folder, named: SeededLanguageModel.name)
        var order = LoadOrder(path: path, precision: .fp32, threads: 1)
        var tokens = TokenOrder(promptThreads: 1, promptTokens: 17, contextTokens: 64)
        tokens.concurrency = 1
        (order.tokens, order.provider, order.placement) = (tokens, route.provider, route.placement)
        let read = SeededTokens.promptAndNext(tokens, vocabulary: SeededLanguageModel.vocabulary).dropLast()
        do {
            let given = try answer(kind.name, order)
            let right = OutputComparison.Output(
                port: TensorPort(name: "scores", type: .f32, shape: [1, SeededLanguageModel.vocabulary]),
                bytes: TensorBytes.bytes(of: .f32(model.likelihoods(after: Array(read)))))
            let comparison = OutputComparison(given.outputs, reference: [right])
            return EngineCheck(
                engine: kind.name, version: given.version,
                checks: [.init(variant: variant, comparison, fault: comparison.fault(at: .fp32))])
        } catch WorkerFailure.failed(let refusal) {
            return EngineCheck(
                engine: kind.name, version: nil,
                checks: [.init(variant: variant, outcome: refusal.outcome, reason: refusal.reason)])
        }
    }

    /// Nothing else here reads such a file, and none can be made here: its coarse numbers are held against its fine ones.
    private func checkSpeech(_ kind: EngineKind) throws -> EngineCheck {
        let name = "whisper-base"
        guard let model = try models.model(named: name) else {
            let reason = "there is no model to check it with: edgeplan models install \(name)"
            return EngineCheck(
                engine: kind.name, version: nil, checks: [.init(variant: name, outcome: .missing, reason: reason)])
        }
        let path = try models.checkedPath(of: model, .fp32)
        var check = EngineCheck(engine: kind.name, version: nil, checks: [])
        do {
            let fine = try answer(kind.name, LoadOrder(path: path, precision: .fp32, threads: 1))
            let coarse = try answer(kind.name, LoadOrder(path: path, precision: .int8, threads: 1))
            let comparison = OutputComparison(coarse.outputs, reference: fine.outputs)
            check = EngineCheck(
                engine: kind.name, version: fine.version,
                checks: [.init(variant: "\(name)/int8-dynamic", comparison, fault: comparison.fault(at: .int8))])
        } catch WorkerFailure.failed(let refusal) {
            check = EngineCheck(
                engine: kind.name, version: nil,
                checks: [.init(variant: name, outcome: refusal.outcome, reason: refusal.reason)])
        }
        return check
    }

    private func answer(
        _ engine: EngineName, _ order: LoadOrder
    ) throws -> (version: String?, outputs: [OutputComparison.Output]) {
        let worker = try workers.start(cpus: [], placement: order.placement, for: engine)
        let version = try ask(worker, .open(workers.open(engine))).opened?.version
        _ = try ask(worker, .load(order), besides: EngineKind.named(engine)?.loadingNanoseconds ?? 0)
        let ports = try ask(worker, .answer(into: workers.work)).outputs ?? []
        worker.leave()
        return (version, try OutputFiles.read(ports, in: workers.work))
    }

    private func ask(
        _ worker: WorkerProcess, _ request: WorkerRequest, besides nanoseconds: Int = 0
    ) throws(WorkerFailure) -> WorkerReply {
        try worker.ask(
            request, deadline: Self.deadlineNanoseconds + nanoseconds, isInterrupted: { Interruption.isRequested })
    }

    private static func hash(of path: String) -> String? {
        // One that only the loader knows has no path.
        guard path.contains("/"), let bytes = try? UserFile.bytes(of: path, limitBytes: 1 << 30) else { return nil }
        return "sha256:" + SHA256.hex(of: bytes)
    }
}

extension EngineCheck.Check {
    fileprivate init(variant: String, _ comparison: OutputComparison, fault: String?) {
        self.init(variant: variant, outcome: fault == nil ? .ok : .wrongAnswer, reason: fault)
        cosine = comparison.cosine
        relativeError = comparison.relativeError
        largestDifference = comparison.largestDifference
    }
}
