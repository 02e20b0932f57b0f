import EdgeKernels
public import EdgeNative
public import EdgePlatform
public import EdgeRecords

/// Times one model on our own engine, in this process: first figures, with no claim about how sure they are.
///
/// The seam for the measuring method: it is given a model and gives a measurement.
public struct ModelBench {
    /// Runs that count, after those that warm up.
    public var runs = 30
    public var warmUpRuns = 3
    /// A slow model is run less often, but at least this often.
    public var leastRuns = 5
    public var durationNanoseconds = 2_000_000_000
    /// Whether the time of each layer is noted too, in runs of their own.
    public var notesLayers = false
    private let clock: () -> Int
    private let isInterrupted: () -> Bool

    public init(
        build: Profile.Build = .current, clock: @escaping () -> Int = { Int(MonotonicClock.nanoseconds) },
        isInterrupted: @escaping () -> Bool = { Interruption.isRequested }
    ) throws(ProfilingError) {
        guard build == .release else { throw .debugBuild }
        self.clock = clock
        self.isInterrupted = isInterrupted
    }

    /// Nil if the user stopped it.
    ///
    /// - Parameter load: makes the model from a graph or a file; its time is the load time.
    public func measurement(
        of candidate: Candidate, load: () throws -> NativeModel
    ) throws -> Measurement? {
        let start = clock()
        let model = try load()
        let session = try Session(model, threads: candidate.threads, cpus: candidate.cpus ?? [])
        let loaded = clock()
        try session.run()
        let first = clock() - loaded
        guard let times = try steadyTimes(session) else { return nil }
        var measurement = Measurement(
            id: Self.identifier(of: candidate), candidate: candidate, outcome: .ok)
        measurement.loadNanoseconds = Figure(Double(loaded - start), .single, count: 1, source: .measured)
        measurement.firstInferenceNanoseconds = Figure(Double(first), .single, count: 1, source: .measured)
        measurement.latencyNanoseconds = Self.figures(of: times)
        measurement.warmUpRuns = warmUpRuns + 1
        measurement.processes = 1
        measurement.samples = Samples(
            nanoseconds: times, process: times.map { _ in 0 }, block: times.map { _ in 0 })
        measurement.peakMemoryBytes = Figure(
            Double(model.arenaBytes + model.weightBytes), .total, count: 0, source: .predicted, basis: ["memory plan"])
        if notesLayers { measurement.layers = try layers(of: session, candidate) }
        return measurement
    }

    private func steadyTimes(_ session: Session) throws -> [Int]? {
        for _ in 0..<warmUpRuns { try session.run() }
        var times: [Int] = []
        let end = clock() + durationNanoseconds
        while times.count < runs, times.count < leastRuns || clock() < end {
            if isInterrupted() { return nil }
            let start = clock()
            try session.run()
            times.append(clock() - start)
        }
        return times
    }

    private func layers(of session: Session, _ candidate: Candidate) throws -> [LayerMeasurement] {
        let runs = try (0..<max(self.runs, 1)).map { _ in try session.timedRun() }
        var layers = session.model.layers.enumerated().map { number, layer in
            let times = runs.map { Double($0[number]) }.sorted()
            return LayerMeasurement(
                name: layer.name, operation: layer.kind, kernels: session.kernels(ofLayer: number),
                operations: layer.arithmetic,
                nanoseconds: Figure(
                    Quantile.median(ofSorted: times), .median, count: times.count, source: .measured))
        }
        let rounds = Rounds(
            atMost: 20, durationNanoseconds: 60_000_000, clock: clock, isInterrupted: isInterrupted)
        var ceilings = try LayerCeilings(
            threads: candidate.threads, cpus: candidate.cpus ?? [], rounds: rounds)
        try ceilings.rate(&layers)
        return layers
    }

    private static func figures(of times: [Int]) -> FiguresByStatistic {
        let sorted = times.map { Double($0) }.sorted()
        let statistics: [Statistic] = [.median, .p95, .minimum]
        return FiguresByStatistic(
            statistics.compactMap { statistic in
                Quantile.value(of: statistic, ofSorted: sorted).map {
                    Figure($0, statistic, count: sorted.count, source: .measured)
                }
            })
    }

    private static func identifier(of candidate: Candidate) -> String {
        let words = "m-\(candidate.variant)-\(candidate.engine.rawValue)-\(candidate.threads)"
        return String(words.lowercased().map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
