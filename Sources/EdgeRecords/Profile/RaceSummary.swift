/// How a race for the most accurate candidate within a target went: what was measured of how many, and why no more.
public struct RaceSummary: Codable, Hashable, Sendable {
    public var targetNanoseconds: Int
    /// In per cent.
    public var percentile: Double
    /// A ratio.
    public var confidence: Double
    public var candidates: Int
    public var measured: Int
    /// Not measured, because they are no more accurate than the best that meets the target.
    public var lessAccurate = 0
    /// Not measured, because they are most unlikely to be in time.
    public var unlikely = 0
    /// Not measured, because the run was cut short before.
    public var cutShort = 0
    /// Not measured, because nobody knows how accurate they are.
    public var unknownAccuracy = 0
    /// The winner among those of each task and label set.
    public var best: [String] = []
    /// What more samples, or a quieter device, might still let win.
    public var open: [String] = []
    /// The winner and its runner-up, where they were measured once more in turns at the end.
    public var confirmed: [String] = []
    /// Whether it was given up because the device was too busy; nil of records that did not tell.
    public var contended: Bool?

    public init(targetNanoseconds: Int, percentile: Double, confidence: Double, candidates: Int, measured: Int) {
        self.targetNanoseconds = targetNanoseconds
        self.percentile = percentile
        self.confidence = confidence
        self.candidates = candidates
        self.measured = measured
    }
}
