/// What one candidate was seen to do under stated conditions, in one scenario.
public struct Measurement: Codable, Hashable, Sendable {
    public enum Outcome: String, Codable, CaseIterable, Sendable {
        case ok, crashed, timedOut, refused, outOfMemory, missing, wrongAnswer
    }

    /// Begins with `m-`.
    public var id: String
    public var candidate: Candidate
    public var scenario = Scenario.quiet
    /// Nil where it was quiet.
    public var scenarioDetails: ScenarioDetails?
    public var outcome: Outcome
    /// Why the outcome is not `ok`.
    public var reason: String?

    /// From filled input tensors to outputs in hand.
    public var latencyNanoseconds = FiguresByStatistic()
    public var latencyHistogram: LatencyHistogram?
    public var preprocessNanoseconds: FiguresByStatistic?
    public var postprocessNanoseconds: FiguresByStatistic?
    /// Of whole requests, from the bytes of the user's data to the answer: the three together, sample by sample.
    public var requestNanoseconds: FiguresByStatistic?
    /// How many files of the user's took turns; nil where the input was made up.
    public var inputFiles: Int?
    public var firstInferenceNanoseconds: Figure?
    public var loadNanoseconds: Figure?
    /// Processor time of one inference, all threads together.
    public var processorNanoseconds: Figure?
    /// Of the process, beyond what it held before the engine came.
    public var peakMemoryBytes: Figure?
    /// The part of it that the engine takes without a model.
    public var engineMemoryBytes: Figure?
    public var modelBytes: Int?
    /// Of one inference; only from a counter that moves.
    public var energyMicrojoules: Figure?

    public var warmUpRuns: Int?
    public var processes: Int?
    public var contended = false
    /// How far runs lie apart, which its intervals of latency hold; nil where they tell of this run alone.
    public var runDrift: RunDrift?
    public var accuracy: Accuracy?
    /// Agreement with the variant at full precision.
    public var fidelity: Accuracy?
    /// Why its answers were held against no other's; nil where they were, and where it is the standard itself.
    public var uncompared: String?
    /// Of a language model: how long its prompt takes, after which the first token is known.
    public var promptNanoseconds: FiguresByStatistic?
    public var promptTokensPerSecond: Figure?
    /// The same as its latency: a run gives one token more, right after the prompt.
    public var nanosecondsPerToken: FiguresByStatistic?
    public var samples: Samples?
    /// What was seen in each process; nil where it was measured in none of its own.
    public var workers: [WorkerRun]?
    /// In the order in which they run; nil unless asked for.
    public var layers: [LayerMeasurement]?

    public init(id: String, candidate: Candidate, outcome: Outcome) {
        self.id = id
        self.candidate = candidate
        self.outcome = outcome
    }
}
