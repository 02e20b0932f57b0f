import EdgeModels
import EdgePlatform
import EdgeRecords

/// The child's side of the protocol: opens one engine, loads one model, runs it, and answers.
package struct Worker {
    private let version: String
    private let kinds: [EngineKind]
    private var engine: (any Engine)?
    private var model: (any LoadedModel)?
    private var requests: RequestLine?
    private var canary: Canary
    private let clock: () -> Int

    /// No input file is larger.
    private static let inputLimitBytes = 1 << 30
    private static let burdenLimitBytes = 1 << 30

    /// - Parameter version: this program's, which is our own engine's too.
    package init(
        version: String, kinds: [EngineKind] = EngineKind.all,
        clock: @escaping () -> Int = { Int(MonotonicClock.nanoseconds) }
    ) {
        self.version = version
        self.kinds = kinds
        self.clock = clock
        // Before the engine: it belongs to the process and not to the model.
        canary = Canary()
    }

    /// Answers the parent until it says `leave` or is gone.
    package mutating func serve() {
        var frames = FrameReader()
        while true {
            let bytes = ParentChannel.read(atMost: 1 << 16)
            guard !bytes.isEmpty else { return }
            frames.append(bytes)
            while let message = try? frames.next() {
                guard let request = try? RecordText.decode(WorkerRequest.self, from: message),
                    let reply = reply(to: request),
                    let text = try? RecordText.encode(reply, layout: .line),
                    ParentChannel.send(FrameReader.frame(Array(text.utf8)))
                else { return }
                // Until the parent ends it, or dies.
                while reply.isBurdened == true, let burden = request.burden {
                    guard (try? burden.step(canary, model)) != nil else { return }
                }
            }
        }
    }

    /// Nil for `leave`.
    package mutating func reply(to request: WorkerRequest) -> WorkerReply? {
        guard request.task != .leave else { return nil }
        var reply = WorkerReply()
        do {
            switch request.task {
            case .open: reply.opened = try open(request.open)
            case .routes: reply.routes = try opened().routes()
            case .load: reply.loaded = try load(request.load)
            case .warmUp: reply.warm = try warmUp(request.warmUp ?? WarmUpOrder())
            case .measure: reply.block = try block(request.measure ?? BlockOrder())
            case .answer: reply.outputs = try writeOutputs(to: request.folder)
            case .respond: reply.responded = try respond(to: request.respond)
            case .layers:
                let runs = min(max(request.runs ?? 1, 1), 1000)
                reply.layers = try loaded().layers(runs: runs, scratch: request.folder)
            case .canary: reply.canary = canary.arithmetic(times: min(max(request.runs ?? 1, 1), 1000))
            case .burden: reply.isBurdened = try takeUp(request.burden)
            case .quantize: reply.isQuantized = try quantize(request.quantize)
            case .text: reply.textTokens = try take(textAt: request.text)
            case .passage: reply.passage = try likelihood(of: request.passage)
            case .transcribe: reply.transcript = try transcript(request.transcribe)
            case .leave: break
            }
        } catch {
            reply.failure = WorkerRefusal(error)
        }
        return reply
    }

    private mutating func open(_ order: OpenOrder?) throws -> WorkerReply.Opened {
        guard let order else { throw WorkerMisuse.outOfOrder("open") }
        guard let kind = kinds.first(where: { $0.name == order.engine }) else {
            throw EngineError.unknown(order.engine)
        }
        let baseline = ProcessStatus.own?.bytes("VmHWM") ?? 0
        let engine = try kind.open(order, version)
        self.engine = engine
        return WorkerReply.Opened(
            version: engine.version, baselineBytes: baseline, openedBytes: ProcessStatus.own?.bytes("VmHWM") ?? 0)
    }

    private mutating func load(_ order: LoadOrder?) throws -> WorkerReply.Loaded {
        guard let order else { throw WorkerMisuse.outOfOrder("load") }
        let engine = try opened()
        let start = clock()
        let model = try engine.load(order)
        let nanoseconds = clock() - start
        for (place, port) in model.inputs.enumerated() {
            try model.write(try Self.input(port, place: place, order), toInput: place)
        }
        requests = try order.data.map { try RequestLine($0, for: model) }
        try requests?.prepare(model)
        self.model = model
        canary.cpus = order.cpus
        return WorkerReply.Loaded(
            loadNanoseconds: nanoseconds, residentBytes: ProcessStatus.own?.bytes("VmHWM") ?? 0,
            inputs: model.inputs, outputs: model.outputs)
    }

    private static func input(_ port: TensorPort, place: Int, _ order: LoadOrder) throws -> [UInt8] {
        guard let bytes = port.bytes else {
            throw EngineError.badInput(name: port.name, why: "no memory could hold its shape \(port.shape)")
        }
        guard let path = order.inputs[port.name] else {
            guard let seeded = SeededInput.bytes(for: port, place: place) else {
                throw EngineError.badInput(name: port.name, why: "\(bytes) bytes are too many to make up")
            }
            return seeded
        }
        let given = try UserFile.bytes(of: path, limitBytes: inputLimitBytes)
        guard given.count == bytes else {
            throw EngineError.badInput(
                name: port.name,
                why: "it takes \(bytes) bytes of \(port.type.rawValue) in \(port.shape), "
                    + "and \(given.count) were given")
        }
        return given
    }

    private func warmUp(_ order: WarmUpOrder) throws -> WorkerReply.Warm {
        let model = try loaded()
        let start = clock()
        try model.run()
        let first = clock() - start
        var warmUp = WarmUp(order)
        let end = clock() + order.nanosecondsAtMost
        while !warmUp.isOver, clock() < end || warmUp.runs == 0 {
            let before = clock()
            try model.run()
            warmUp.add(clock() - before)
        }
        return WorkerReply.Warm(
            firstNanoseconds: first, runs: warmUp.runs, hasSettled: warmUp.hasSettled,
            threadsSeen: ProcessStatus.own?.number("Threads"))
    }

    private func block(_ order: BlockOrder) throws -> BlockTimes {
        try BlockTimer(order, canary: canary, requests: requests, clock: clock).times(of: try loaded())
    }

    private func writeOutputs(to folder: String?) throws -> [TensorPort] {
        let model = try loaded()
        guard let folder else { throw WorkerMisuse.outOfOrder("answer") }
        try model.run()
        return try model.outputs.indices.map { place in
            let (port, bytes) = try model.output(place)
            try AtomicFile.write(bytes, to: "\(folder)/output-\(place)")
            return port
        }
    }

    private func respond(to batch: WorkerRequest.Batch?) throws -> Int {
        let model = try loaded()
        guard let batch, batch.count > 0, let size = model.inputs.first?.bytes, size > 0 else {
            throw WorkerMisuse.outOfOrder("respond")
        }
        let given = try UserFile.bytes(of: batch.inputs, limitBytes: Self.inputLimitBytes)
        guard given.count / size == batch.count, given.count % size == 0 else {
            throw EngineError.badInput(
                name: model.inputs[0].name, why: "\(given.count) bytes are not \(batch.count) times \(size)")
        }
        var told: [UInt8] = []
        for start in stride(from: 0, to: given.count, by: size) {
            try model.write(Array(given[start..<start + size]), toInput: 0)
            try model.run()
            told += try model.output(0).bytes
        }
        try AtomicFile.write(told, to: batch.outputs)
        return told.count
    }

    private mutating func takeUp(_ burden: Burden?) throws -> Bool {
        guard let burden else { throw WorkerMisuse.outOfOrder("burden") }
        if burden.kind == .memory {
            canary = Canary(bytes: min(max(burden.bytes ?? 0, 1 << 20), Self.burdenLimitBytes))
        }
        // What cannot be done is said before it begins.
        try burden.step(canary, model)
        return true
    }

    private func quantize(_ order: QuantizeOrder?) throws -> Bool {
        guard let order, let engine else { throw WorkerMisuse.outOfOrder("quantize") }
        guard let quantizer = engine as? any QuantizingEngine else { throw EngineError.notAble("write models anew") }
        try quantizer.quantize(order)
        return true
    }

    private func take(textAt path: String?) throws -> Int {
        guard let path else { throw WorkerMisuse.outOfOrder("text") }
        return try reader().take(text: try UserFile.bytes(of: path, limitBytes: TextLimit.bytes))
    }

    private func likelihood(of order: PassageOrder?) throws -> PassageLikelihood {
        guard let order else { throw WorkerMisuse.outOfOrder("passage") }
        return try reader().likelihood(of: order)
    }

    private func transcript(_ order: SoundOrder?) throws -> Transcript {
        guard let order else { throw WorkerMisuse.outOfOrder("transcribe") }
        guard let listener = try loaded() as? any ListeningModel else { throw EngineError.notAble("write down speech") }
        let bytes = try UserFile.bytes(of: order.path, limitBytes: Self.inputLimitBytes)
        let sound = try Sound(wave: bytes, named: order.path)
        return try listener.transcript(
            of: sound.mono, samplesPerSecond: sound.samplesPerSecond, language: order.language)
    }

    private func reader() throws -> any ReadingModel {
        guard let reader = try loaded() as? any ReadingModel else { throw EngineError.notAble("judge texts") }
        return reader
    }

    private func opened() throws(WorkerMisuse) -> any Engine {
        guard let engine else { throw .outOfOrder("open") }
        return engine
    }

    private func loaded() throws(WorkerMisuse) -> any LoadedModel {
        guard let model else { throw .outOfOrder("run") }
        return model
    }
}

/// A parent that does not keep to the protocol.
enum WorkerMisuse: Error {
    case outOfOrder(String)
}
