/// Several tasks' choices, measured at the same time until it was decided whether each meets its own target beside the
/// others.
public struct SetVerification: VersionedRecord {
    public static let schemaName = "edgeplan.setverification/1"

    public var schema = SetVerification.schemaName
    public var deviceClass: String
    /// `meets` only if all do.
    public var verdict: Verdict
    /// One plain sentence.
    public var summary: String
    /// One for each task, in the order of the plans.
    public var verifications: [Verification]
    /// Of all together.
    public var memoryBytes: Figure?
    /// The command to type next, where there is one.
    public var next: String?

    public init(deviceClass: String, verdict: Verdict, summary: String, verifications: [Verification]) {
        self.deviceClass = deviceClass
        self.verdict = verdict
        self.summary = summary
        self.verifications = verifications
    }
}
