/// What the program tells the shell when it ends.
public enum ExitStatus: Int32, CaseIterable, Sendable {
    /// The work is done, or the answer is yes.
    case done = 0
    /// The answer is no: a target missed, nothing feasible, a gate failed, a regression.
    case no = 1
    case wrongUsage = 2
    case badInput = 3
    /// The answer cannot be trusted: undecided, contended, throttled, stale or predicted only.
    case notTrustworthy = 4
    /// An engine or a device is missing.
    case missing = 5
    /// A defect of ours.
    case defect = 70
    /// Interrupted; what was measured is kept.
    case interrupted = 130
}
