import EdgeEngines
import EdgeRecords

/// One fresh process for one candidate: opened, loaded, warmed up, measured, and gone.
struct ProcessTrial {
    let open: OpenOrder
    let load: LoadOrder
    let plan: ModelProfilePlan
    let isInterrupted: () -> Bool

    /// What a process came to.
    struct Findings {
        var run: WorkerRun
        var nanoseconds: [Int]
        var engineVersion: String
        var inputShape: [Int]?
        var isolation: [String]
        var layers: [LayerTimes]?
        var outputs: [OutputComparison.Output]?
    }

    /// - Parameter answers: where outputs are to be written, if they are wanted.
    func findings(
        from worker: any WorkerConversation, process: Int, notesLayers: Bool, answers: String?
    ) throws -> Findings {
        func ask(_ request: WorkerRequest, canBeCut: Bool = true) throws(WorkerFailure) -> WorkerReply {
            // Samples that are being taken are finished.
            try worker.ask(request, deadline: plan.deadlineNanoseconds, isInterrupted: { canBeCut && isInterrupted() })
        }
        let opened = try ask(.open(open)).opened.orGarbage()
        let loaded = try ask(.load(load)).loaded.orGarbage()
        let warm = try ask(.warmUp(plan.warmUp)).warm.orGarbage()
        let block = try ask(.measure(plan.block), canBeCut: false).block.orGarbage()
        guard !block.nanoseconds.isEmpty, block.nanoseconds.allSatisfy({ $0 > 0 }) else {
            throw WorkerFailure.failed(WorkerRefusal(.crashed, "it answered with times that are none"))
        }
        var run = WorkerRun(process: process, block: process)
        run.loadNanoseconds = loaded.loadNanoseconds
        run.firstInferenceNanoseconds = warm.firstNanoseconds
        run.warmUpRuns = warm.runs
        run.threadsSeen = warm.threadsSeen
        run.processorNanoseconds = block.processorNanoseconds
        run.peakMemoryBytes = max(block.peakBytes - opened.baselineBytes, 0)
        run.engineMemoryBytes = max(opened.openedBytes - opened.baselineBytes, 0)
        run.disturbedSamples = block.disturbed.count
        run.pressureShare = block.pressure
        run.arithmeticCanary = .init(block.arithmeticBefore, block.arithmeticAfter)
        if block.wasThrottled { run.contention = "the control group's quota held it up" }
        var findings = Findings(
            run: run, nanoseconds: block.nanoseconds, engineVersion: opened.version,
            inputShape: loaded.inputs.first?.shape, isolation: worker.isolation)
        if notesLayers { findings.layers = try ask(.layers(runs: plan.layerRuns)).layers.orGarbage() }
        if let answers {
            let ports = try ask(.answer(into: answers)).outputs.orGarbage()
            findings.outputs = try OutputFiles.read(ports, in: answers)
        }
        worker.leave()
        return findings
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
