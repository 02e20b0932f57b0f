import FoundationEssentials

/// Captures of real machines: never part of the package, so tests of them are skipped where the folder is not named.
public enum Fixtures {
    /// What `EDGEPLAN_FIXTURES` names; nil if it is unset.
    public static var folder: String? {
        ProcessInfo.processInfo.environment["EDGEPLAN_FIXTURES"].flatMap { $0.isEmpty ? nil : $0 }
    }
}
