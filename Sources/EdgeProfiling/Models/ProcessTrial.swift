import EdgeEngines
import EdgeRecords

/// One fresh process for one candidate: opened, loaded, warmed up, measured, and gone.
struct ProcessTrial {
    let open: OpenOrder
    let load: LoadOrder
    let plan: ModelProfilePlan
    var scenario = ScenarioOrder.quiet
    /// Where the worker may write.
    var scratch: String?
    var thermalState: () -> ThermalState = { ThermalState() }
    /// Starts what is to run beside it.
    var startCompanion: (ScenarioOrder.Companion) throws -> any WorkerConversation = { _ in
        throw WorkerFailure.failed(WorkerRefusal(.refused, "nothing can run beside it"))
    }
    let isInterrupted: () -> Bool

    /// What a process came to.
    struct Findings {
        var run: WorkerRun
        var nanoseconds: [Int] = []
        /// Nil where only the model was timed.
        var request: RequestParts?
        var engineVersion: String
        var inputShape: [Int]?
        var isolation: [String]
        var layers: [LayerTimes]?
        var outputs: [OutputComparison.Output]?
        fileprivate let baselineBytes: Int
    }

    /// - Parameter answers: where outputs are to be written, if they are wanted.
    func findings(
        from worker: any WorkerConversation, process: Int, notesLayers: Bool, answers: String?
    ) throws -> Findings {
        var findings = try begin(worker, process: process)
        switch scenario {
        case .beside(let companion): try measure(&findings, beside: companion, worker)
        case .rate(let perSecond, let arrivals):
            try measure(&findings, .init(perSecond: perSecond, arrivals: arrivals, seed: process), worker)
        case .quiet, .sustained: try findings.take(try block(quietBlock, worker))
        }
        if notesLayers { findings.layers = try layers(worker) }
        if let answers {
            let ports = try ask(worker, .answer(into: answers)).outputs.orGarbage()
            findings.outputs = try OutputFiles.read(ports, in: answers)
        }
        worker.leave()
        return findings
    }

    /// Nil of an engine that does not tell them of this model: its latency is known all the same.
    private func layers(_ worker: any WorkerConversation) throws -> [LayerTimes]? {
        do throws(WorkerFailure) {
            return try ask(worker, .layers(runs: plan.layerRuns, scratch: scratch)).layers.orGarbage()
        } catch .failed(let refusal) where refusal.outcome == .refused {
            return nil
        }
    }

    /// With prompts, of a language model.
    private var quietBlock: BlockOrder {
        var order = plan.block
        order.prompts = load.tokens == nil ? nil : plan.prompts
        // Of a whole request nobody could tell the model's part.
        order.energy = plan.energyMeters.isEmpty || load.data != nil ? nil : plan.energyMeters
        return order
    }

    /// Load without a rest, a stretch after the other.
    ///
    /// - Parameter keep: called when a stretch ends.
    func sustain(
        nanoseconds: Int, on worker: any WorkerConversation, clock: () -> Int, keep: (Findings) throws -> Void
    ) throws {
        let stretches = Stretches(of: nanoseconds)
        var findings = try begin(worker, process: 0)
        let start = clock()
        for number in 0..<stretches.count {
            var blocks: [BlockTimes] = []
            repeat {
                if isInterrupted() { throw WorkerFailure.interrupted }
                blocks.append(try block(BlockOrder(chunk: stretches.chunkNanoseconds), worker))
            } while clock() - start < stretches.nanoseconds * (number + 1)
            try findings.take(blocks)
            findings.thin()
            findings.run.endNanoseconds = clock() - start
            findings.run.take(thermalState())
            try keep(findings)
            // What happens once belongs to the first stretch.
            findings.run = WorkerRun(process: 0, block: number + 1)
        }
        worker.leave()
    }

    /// Opened, loaded and warmed up.
    func begin(_ worker: any WorkerConversation, process: Int) throws -> Findings {
        let opened = try ask(worker, .open(open)).opened.orGarbage()
        let loaded = try ask(worker, .load(load), besides: loading).loaded.orGarbage()
        let warm = try ask(worker, .warmUp(plan.warmUp)).warm.orGarbage()
        var run = WorkerRun(process: process, block: process)
        run.loadNanoseconds = loaded.loadNanoseconds
        run.firstInferenceNanoseconds = warm.firstNanoseconds
        run.warmUpRuns = warm.runs
        run.threadsSeen = warm.threadsSeen
        run.engineMemoryBytes = max(opened.openedBytes - opened.baselineBytes, 0)
        return Findings(
            run: run, engineVersion: opened.version, inputShape: loaded.inputs.first?.shape,
            isolation: worker.isolation, baselineBytes: opened.baselineBytes)
    }

    private var loading: Int { EngineKind.named(open.engine)?.loadingNanoseconds ?? 0 }

    /// The device is quiet before and after: fixed work is timed then, and not while it is made busy.
    private func measure(
        _ findings: inout Findings, beside companion: ScenarioOrder.Companion, _ worker: any WorkerConversation
    ) throws {
        let before = try ask(worker, .canary(times: plan.block.canaries)).canary.orGarbage()
        var order = plan.block
        order.canaries = 0
        let other = try startCompanion(companion)
        let seen: BlockTimes
        do {
            seen = try block(order, worker)
        } catch {
            other.end()
            throw error
        }
        other.end()
        // It is gone, and so short a time is no reason to lose the block.
        let after = try ask(worker, .canary(times: plan.block.canaries), canBeCut: false).canary.orGarbage()
        try findings.take(seen)
        findings.run.arithmeticCanary = .init(before, after)
    }

    private func measure(
        _ findings: inout Findings, _ requests: BlockOrder.Requests, _ worker: any WorkerConversation
    ) throws {
        var order = plan.requestBlock
        order.requests = requests
        let seen = try block(order, worker)
        try findings.take(seen)
        let services = (seen.services ?? []).map { Double($0) }.sorted()
        findings.run.serviceNanoseconds = services.isEmpty ? nil : Int(Quantile.median(ofSorted: services))
        findings.run.unanswered = seen.unanswered
    }

    private func block(_ order: BlockOrder, _ worker: any WorkerConversation) throws -> BlockTimes {
        // Samples that are being taken are finished; a long block is no hang.
        let most = order.requests == nil ? order.nanosecondsAtMost : 2 * order.nanosecondsAtMost
        return try ask(worker, .measure(order), canBeCut: false, besides: most).block.orGarbage()
    }

    private func ask(
        _ worker: any WorkerConversation, _ request: WorkerRequest, canBeCut: Bool = true, besides nanoseconds: Int = 0
    ) throws(WorkerFailure) -> WorkerReply {
        try worker.ask(
            request, deadline: plan.deadlineNanoseconds + nanoseconds, isInterrupted: { canBeCut && isInterrupted() })
    }
}

extension ProcessTrial.Findings {
    mutating func take(_ block: BlockTimes) throws { try take([block]) }

    /// Blocks that follow each other, as one.
    fileprivate mutating func take(_ blocks: [BlockTimes]) throws {
        nanoseconds = blocks.flatMap(\.nanoseconds)
        guard !nanoseconds.isEmpty, nanoseconds.allSatisfy({ $0 > 0 }) else {
            throw WorkerFailure.failed(WorkerRefusal(.crashed, "it answered with times that are none"))
        }
        if let grown = blocks.compactMap(\.grownBytesPerRun).max() {
            throw WorkerFailure.failed(
                WorkerRefusal(
                    .outOfMemory,
                    "its memory grew by \(NumberText.bytes(grown)) with each run, as far as was seen without end: the engine "
                        + "leaks; measure another version of it"))
        }
        request = try RequestParts(of: blocks)
        run.processorNanoseconds = blocks.reduce(0) { $0 + $1.processorNanoseconds } / blocks.count
        run.peakMemoryBytes = max((blocks.map(\.peakBytes).max() ?? 0) - baselineBytes, 0)
        let prompts = blocks.flatMap { $0.prompts ?? [] }
        guard prompts.allSatisfy({ $0 > 0 }) else {
            throw WorkerFailure.failed(WorkerRefusal(.crashed, "it answered with times that are none"))
        }
        run.promptNanoseconds = prompts.isEmpty ? nil : prompts
        run.disturbedSamples = blocks.reduce(0) { $0 + $1.disturbed.count }
        run.pressureShare = blocks.compactMap(\.pressure).max()
        run.arithmeticCanary = .init(blocks[0].arithmeticBefore, blocks[blocks.count - 1].arithmeticAfter)
        run.energy = blocks.count == 1 ? blocks[0].energy.map { .init($0, runs: nanoseconds.count) } : nil
        if blocks.contains(where: \.wasThrottled) { run.contention = "the control group's quota held it up" }
    }
}

extension ProcessTrial.Findings {
    /// To as many samples as a stretch keeps.
    fileprivate mutating func thin() {
        nanoseconds = nanoseconds.thinned(atMost: Stretches.samplesAtMost)
        request = request.map {
            RequestParts(
                preprocess: $0.preprocess.thinned(atMost: Stretches.samplesAtMost),
                postprocess: $0.postprocess.thinned(atMost: Stretches.samplesAtMost))
        }
    }
}

extension [Int] {
    /// Evenly over the whole time.
    func thinned(atMost most: Int) -> [Int] {
        guard count > most else { return self }
        return (0..<most).map { self[$0 * count / most] }
    }
}

extension RequestParts {
    /// Nil of blocks in which only the model was timed.
    fileprivate init?(of blocks: [BlockTimes]) throws {
        guard blocks.contains(where: { $0.preparations != nil }) else { return nil }
        self.init(
            preprocess: blocks.flatMap { $0.preparations ?? [] }, postprocess: blocks.flatMap { $0.readings ?? [] })
        let count = blocks.reduce(0) { $0 + $1.nanoseconds.count }
        guard preprocess.count == count, postprocess.count == count, (preprocess + postprocess).allSatisfy({ $0 >= 0 })
        else { throw WorkerFailure.failed(WorkerRefusal(.crashed, "it answered with times that are none")) }
    }
}

extension BlockOrder {
    /// A part of load without a rest, with hardly any fixed work in between.
    fileprivate init(chunk nanoseconds: Int) {
        self.init()
        (samplesAtLeast, samplesWanted, samplesAtMost) = (1, 1, 500_000)
        (nanosecondsAtLeast, nanosecondsAtMost) = (nanoseconds, nanoseconds)
        canaries = 3
    }
}

extension Optional {
    /// An answer of the kind that was asked for.
    fileprivate func orGarbage() throws(WorkerFailure) -> Wrapped {
        guard let self else { throw .failed(WorkerRefusal(.crashed, "it answered with what was not asked")) }
        return self
    }
}

extension WorkerRun.CanaryTimes {
    /// Nil if no canary ran.
    init?(_ before: [Int], _ after: [Int]) {
        guard !before.isEmpty, !after.isEmpty else { return nil }
        let sorted = [before, after].map { times in times.map { Double($0) }.sorted() }
        let medians = sorted.map { Quantile.median(ofSorted: $0) }
        let spreads = zip(sorted, medians).map { Quantile.percentile(90, ofSorted: $0) / max($1, 1) }
        self.init(
            beforeNanoseconds: Int(medians[0]), afterNanoseconds: Int(medians[1]),
            spread: (spreads.max() ?? 1))
    }
}
