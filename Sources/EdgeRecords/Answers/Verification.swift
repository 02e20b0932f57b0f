/// A plan's claim, measured anew until it was decided.
public struct Verification: VersionedRecord {
    public static let schemaName = "edgeplan.verification/1"

    public var schema = Verification.schemaName
    /// Which was measured: the plan's choice, or what came nearest where it has none.
    public var candidate: Candidate
    public var deviceClass: String
    public var requirement: Requirement
    public var verdict: Verdict
    /// One plain sentence.
    public var summary: String
    /// What the plan says of its latency.
    public var promised: Figure?
    public var latencyNanoseconds = FiguresByStatistic()
    /// Fresh processes, those among them that other work disturbed, and the samples of the others.
    public var processes = 0
    public var contendedProcesses = 0
    public var samples = 0
    /// About how many more would settle it; nil if it is settled, or no number is likely to.
    public var samplesNeeded: Int?
    /// Of the facts that the plan stands on: those that are not as they were.
    public var changed: [PlanCheck.Finding] = []
    /// The command to type next, where there is one.
    public var next: String?

    public init(
        candidate: Candidate, deviceClass: String, requirement: Requirement, verdict: Verdict, summary: String
    ) {
        self.candidate = candidate
        self.deviceClass = deviceClass
        self.requirement = requirement
        self.verdict = verdict
        self.summary = summary
    }
}
