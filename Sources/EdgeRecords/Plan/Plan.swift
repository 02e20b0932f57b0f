/// The recommendation for a requirement on a device class, with its evidence.
public struct Plan: VersionedRecord {
    public static let schemaName = "edgeplan.plan/1"

    public var schema = Plan.schemaName
    public var requirement: Requirement
    public var deviceClass: String
    /// What the class is made of, so that another device can be told what differs.
    public var deviceClassKey: String?
    /// The profiles it rests on, each as `sha256:` and its digits.
    public var profileHashes: [String] = []
    public var verdict: Verdict
    /// One plain sentence.
    public var summary: String
    /// Nil unless the verdict is `meets`, or the user allowed less.
    public var choice: Option?
    /// The nearest candidate, where nothing meets the requirement.
    public var closest: Option?
    /// What is deployed now, where the user named it.
    public var current: Option?
    /// Options that cannot be told apart from the choice.
    public var tiedWith: [Option] = []
    /// Best first.
    public var ranked: [Option] = []
    /// Measurements that no other beats in everything.
    public var pareto: [String] = []
    public var rejected: [Rejection] = []
    public var relaxation: Relaxation?
    /// What else would make something fit; empty where something does.
    public var waysOut: [WayOut] = []
    public var fallbacks: [Fallback] = []
    public var expires: [Expiry] = []
    /// How servers are started for candidates that have one.
    public var configurations: [Configuration] = []
    public var effort: Effort?
    /// What a reader must know to take the answer as it is meant.
    public var remarks: [String] = []
    /// The command that tells more, where there is one.
    public var next: String?
    /// The command line that makes this plan again.
    public var reproduce: String?

    public init(requirement: Requirement, deviceClass: String, verdict: Verdict, summary: String) {
        self.requirement = requirement
        self.deviceClass = deviceClass
        self.verdict = verdict
        self.summary = summary
    }
}

/// The answer to a requirement.
public enum Verdict: String, Codable, CaseIterable, Sendable {
    case meets, misses
    /// More samples could settle it.
    case undecided
    /// The device was not quiet enough to say.
    case contended
}
