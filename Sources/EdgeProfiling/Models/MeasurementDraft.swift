package import EdgeEngines
package import EdgeRecords

/// A measurement while its processes come in; every figure is made anew from them.
package struct MeasurementDraft {
    package var candidate: Candidate
    package let scenario: Scenario
    /// What was asked for.
    private let details: ScenarioDetails?
    package private(set) var runs: [WorkerRun] = []
    /// Of each run, in the same order.
    package private(set) var nanoseconds: [[Int]] = []
    private var requests: [RequestParts?] = []
    package var inputFiles: Int?
    package var failure: WorkerRefusal?
    /// Which intervals of latency get a share for.
    var drift: RunDrift?
    package internal(set) var layers: [LayerMeasurement]?
    /// What fixed work took in the process whose layers are kept.
    private var layersCanary: Int?
    package var comparison: OutputComparison?
    /// Why its answers were held against nothing.
    package var uncompared: String?
    package var modelBytes: Int?
    /// Of a run that is gone on with, whose outputs are compared no more.
    private var fidelity: Accuracy?

    package init(_ candidate: Candidate, in scenario: Scenario = .quiet, _ details: ScenarioDetails? = nil) {
        self.candidate = candidate
        self.scenario = scenario
        self.details = details
    }

    /// What a measurement that was kept had come to; a process whose block is not there counts for nothing.
    package init(_ measurement: Measurement, _ blocks: [SampleBlock]) {
        candidate = measurement.candidate
        scenario = measurement.scenario
        details = measurement.scenarioDetails?.request
        modelBytes = measurement.modelBytes
        layers = measurement.layers
        inputFiles = measurement.inputFiles
        fidelity = measurement.fidelity
        uncompared = measurement.uncompared
        for run in measurement.workers ?? [] {
            if let block = blocks.first(where: { $0.number == run.block }) {
                add(run, block.nanoseconds, block.request)
            }
        }
        if measurement.outcome != .ok { failure = WorkerRefusal(measurement.outcome, measurement.reason ?? "") }
    }

    /// Load without a rest that was cut short cannot be gone on with: the device has cooled down.
    func isUnfinished(of subject: ModelSubject) -> Bool {
        guard case .sustained(let nanoseconds) = subject.scenario, failure == nil else { return false }
        return runs.count < Stretches(of: nanoseconds).count
    }

    package mutating func add(_ run: WorkerRun, _ times: [Int], _ request: RequestParts? = nil) {
        runs.append(run)
        nanoseconds.append(times)
        requests.append(request)
    }

    /// Of all its processes the quietest's: a neighbour slows some operations more than others.
    mutating func take(_ times: [LayerTimes], of run: WorkerRun) {
        let canary = run.arithmeticCanary.map { max($0.beforeNanoseconds, $0.afterNanoseconds) } ?? .max
        if let layersCanary, layersCanary <= canary { return }
        layersCanary = canary
        layers = times.map(LayerMeasurement.init)
    }

    /// Marks the blocks that were not quiet.
    package mutating func judge(by check: QuietCheck) {
        for place in runs.indices {
            let contention = check.contention(of: runs[place].judged(in: scenario))
            runs[place].contention = contention
            runs[place].contended = contention != nil
        }
    }

    package var contendedBlocks: Int { runs.count { $0.contended } }

    /// How many are wanting to as many quiet blocks; none once repeating made none of them quiet.
    package func blocksOwed(of processes: Int) -> Int {
        // Load without a rest cannot be begun in the middle.
        if scenario == .sustained { return 0 }
        let wanting = min(runs.count, processes) - (runs.count - contendedBlocks)
        let repeats = runs.dropFirst(processes)
        let helps = repeats.count < wanting || repeats.contains { !$0.contended }
        return helps ? max(0, wanting) : 0
    }

    /// Such as `m-mobilenet-v2-int8-native-2-on-0-1`.
    package static func identifier(
        of candidate: Candidate, in scenario: Scenario = .quiet, _ details: ScenarioDetails? = nil
    ) -> String {
        let place = candidate.cpus.map { "-on-" + CPUSet($0).listText.split(separator: ",").joined(separator: "+") }
        let parts: [String?] = [
            scenario == .quiet ? nil : scenario.rawValue, scenario == .besideModel ? details?.companion : nil,
            candidate.ownPromptThreads.map { "prompt\($0)" },
            candidate.promptTokens.map { "after\($0)of\(candidate.contextTokens ?? 0)" },
            candidate.concurrency.map { "at\($0)" },
            details?.ratePerSecond.map { NumberText.chosen($0) }, details?.arrivals?.rawValue,
        ]
        let way = [candidate.provider, candidate.placement == .cpu ? nil : candidate.placement.rawValue]
        let engine = [candidate.engine.rawValue] + way.compactMap { $0 }
        let words =
            "m-\(candidate.variant)-\(engine.joined(separator: "-"))-\(candidate.threads)" + (place ?? "")
            + parts.compactMap { $0.map { "-" + $0 } }.joined()
        return String(words.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "+") ? $0 : "-" })
    }

    package var identifier: String { Self.identifier(of: candidate, in: scenario, details) }

    /// The samples of each process.
    package var blocks: [SampleBlock] {
        runs.indices.map { place in
            let run = runs[place]
            var block = SampleBlock(
                number: run.block, process: run.process, isContended: run.contended, nanoseconds: nanoseconds[place])
            block.request = requests[place]
            return block
        }
    }

    package var measurement: Measurement { measurement(withIntervals: true) }

    /// - Parameter withIntervals: they take longer than all else.
    package func measurement(withIntervals: Bool) -> Measurement {
        var measurement = Measurement(
            id: identifier, candidate: candidate, outcome: failure?.outcome ?? .ok)
        measurement.scenario = scenario
        measurement.scenarioDetails = details
        measurement.reason = failure?.reason
        measurement.modelBytes = modelBytes
        measurement.layers = layers
        guard !runs.isEmpty else { return measurement }
        // What other work spoilt is kept and shown, and counts only where there is nothing else.
        let clean = runs.indices.filter { !runs[$0].contended }
        let counted = clean.isEmpty ? Array(runs.indices) : clean
        measurement.contended = clean.isEmpty
        measurement.workers = runs
        measurement.processes = Set(counted.map { runs[$0].process }).count
        measurement.warmUpRuns = counted.compactMap { runs[$0].warmUpRuns }.max()
        let blocks = blocks
        measurement.samples = Samples(of: counted.map { blocks[$0] })
        let times = counted.map { place in nanoseconds[place].map { Double($0) } }
        let processes = scenario == .sustained ? [times.flatMap { $0 }] : times
        measurement.runDrift = drift
        measurement.latencyNanoseconds = latencies(processes, withIntervals: withIntervals)
        measurement.inputFiles = inputFiles
        measurement.takeRequests(counted.map { blocks[$0] }) { latencies($0, withIntervals: withIntervals) }
        measurement.scenarioDetails?.take(counted.map { runs[$0] }, counted.map { nanoseconds[$0] }, in: scenario)
        measurement.takePrompts(counted.compactMap { runs[$0].promptNanoseconds }) {
            latencies($0, withIntervals: withIntervals)
        }
        measurement.latencyHistogram = LatencyHistogram(of: counted.flatMap { nanoseconds[$0] })
        measurement.loadNanoseconds = Self.figure(counted.compactMap { runs[$0].loadNanoseconds })
        measurement.firstInferenceNanoseconds = Self.figure(counted.compactMap { runs[$0].firstInferenceNanoseconds })
        measurement.processorNanoseconds = Self.figure(counted.compactMap { runs[$0].processorNanoseconds })
        measurement.energyMicrojoules = Figure.energy(of: counted.compactMap { runs[$0].energy })
        measurement.peakMemoryBytes = Self.figure(runs.compactMap(\.peakMemoryBytes), .maximum)
        measurement.engineMemoryBytes = Self.figure(runs.compactMap(\.engineMemoryBytes), .maximum)
        compare(&measurement)
        return measurement
    }

    /// Right answers are a figure, wrong ones an outcome.
    private func compare(_ measurement: inout Measurement) {
        measurement.fidelity = fidelity
        measurement.uncompared = uncompared
        guard let comparison else { return }
        if let fault = comparison.fault(at: candidate.precision) {
            guard failure == nil else { return }
            measurement.outcome = .wrongAnswer
            measurement.reason = fault
        }
        guard comparison.mismatch == nil else { return }
        measurement.fidelity = Accuracy(
            kind: .fidelity, metric: Accuracy.cosine, dataset: "seeded input",
            value: Figure(
                max(comparison.cosine, 0), .single, count: 1, source: .measured,
                basis: ["the outputs of \(comparison.standard)"]))
    }

    private func latencies(_ processes: [[Double]], withIntervals: Bool) -> FiguresByStatistic {
        let sorted = processes.flatMap { $0 }.sorted()
        let statistics: [Statistic] = [.median, .p90, .p95, .p99]
        let confidence = BlockBootstrap.confidence(processes: processes.count)
        let intervals =
            confidence == nil || !withIntervals ? [:] : BlockBootstrap(processes: processes).intervals(of: statistics)
        return FiguresByStatistic(
            (statistics + [.minimum]).compactMap { statistic in
                Quantile.value(of: statistic, ofSorted: sorted).map { value in
                    // Far out in a tail the draws may miss the sample itself.
                    let interval = intervals[statistic].map {
                        Figure.Interval(low: min($0.low, value), high: max($0.high, value))
                    }
                    let figure = Figure(
                        value, statistic, count: sorted.count, interval: interval,
                        confidence: interval == nil ? nil : confidence, source: .measured)
                    return drift?.widened(figure) ?? figure
                }
            })
    }

    /// One value from each process.
    private static func figure(_ values: [Int], _ statistic: Statistic = .median) -> Figure? {
        let sorted = values.map { Double($0) }.sorted()
        return Quantile.value(of: statistic, ofSorted: sorted).map {
            Figure($0, statistic, count: sorted.count, source: .measured)
        }
    }
}

extension Measurement {
    /// Of a language model: how prompts are read, and that its latency is that of one token.
    fileprivate mutating func takePrompts(_ processes: [[Int]], _ figures: ([[Double]]) -> FiguresByStatistic) {
        guard let tokens = candidate.promptTokens else { return }
        nanosecondsPerToken = latencyNanoseconds
        guard !processes.isEmpty else { return }
        let times = figures(processes.map { $0.map { Double($0) } })
        promptNanoseconds = times
        guard let median = times[.median], median.value > 0 else { return }
        func rate(_ nanoseconds: Double) -> Double { Double(tokens) / nanoseconds * 1e9 }
        let interval = median.interval.map { Figure.Interval(low: rate($0.high), high: rate(max($0.low, 1))) }
        promptTokensPerSecond = Figure(
            rate(median.value), .median, count: median.count, interval: interval, confidence: median.confidence,
            source: .measured)
    }

    /// The parts of whole requests and their sums, if all blocks have them.
    fileprivate mutating func takeRequests(_ blocks: [SampleBlock], _ figures: ([[Double]]) -> FiguresByStatistic) {
        let parts = blocks.compactMap(\.request)
        guard parts.count == blocks.count, !blocks.isEmpty else { return }
        preprocessNanoseconds = figures(parts.map { $0.preprocess.map { Double($0) } })
        postprocessNanoseconds = figures(parts.map { $0.postprocess.map { Double($0) } })
        requestNanoseconds = figures(
            zip(blocks, parts).map { block, part in
                block.nanoseconds.indices.map {
                    Double(block.nanoseconds[$0] + part.preprocess[$0] + part.postprocess[$0])
                }
            })
    }
}
