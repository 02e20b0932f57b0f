import EdgeRecords

/// A candidate as every section shows it: its measurement, and what the plan says of it.
struct CandidateRow: Hashable {
    enum Standing: String {
        case chosen
        case current = "as deployed now"
        case tied
        case nearest
    }

    var candidate: Candidate
    var measurement: Measurement?
    var latency: FiguresByStatistic
    var accuracy: Accuracy?
    var peakMemoryBytes: Figure?
    var energyMicrojoules: Figure?
    var standing: Standing?
    /// What the plan found, where it looked.
    var verdict: Verdict?
    /// For sentences: `mobilenet-v2/int8 on 2 threads`.
    var label = ""
    /// For charts: `mobilenet-v2/int8 ×2`.
    var mark = ""

    init(_ measurement: Measurement) {
        self.measurement = measurement
        candidate = measurement.candidate
        latency = measurement.latencyNanoseconds
        accuracy = measurement.accuracy
        peakMemoryBytes = measurement.peakMemoryBytes
        energyMicrojoules = measurement.energyMicrojoules
    }

    init(_ option: Plan.Option) {
        candidate = option.candidate
        latency = option.latencyNanoseconds
        accuracy = option.accuracy
        peakMemoryBytes = option.peakMemoryBytes
        energyMicrojoules = option.energyMicrojoules
        verdict = option.verdict
    }

    var isContended: Bool { measurement?.contended ?? false }

    func provenance(of figure: Figure) -> Provenance {
        let provenance = Provenance(figure.source)
        return provenance == .measured && isContended ? .contended : provenance
    }

    /// Load and first inference: what the first answer waits for.
    var coldStart: Figure? {
        guard let load = measurement?.loadNanoseconds, let first = measurement?.firstInferenceNanoseconds else {
            return nil
        }
        return try? Figure.sum(of: [load, first])
    }
}

/// Whether two candidates are the same thing to run, whatever was written beside it.
struct CandidateKey: Hashable {
    private let variant: String
    private let engine: String
    private let threads: Int
    private let cpus: [Int]?

    init(_ candidate: Candidate) {
        (variant, engine, threads) = (candidate.variant, candidate.engineInWords, candidate.threads)
        cpus = candidate.cpus
    }
}
