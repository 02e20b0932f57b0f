public import EdgeRecords

/// What the program finds around it: the environment and the terminal; commands read nothing of this kind themselves.
public struct Surroundings: Sendable {
    public var environment: [String: String]
    /// Nil when standard output is no terminal.
    public var terminalWidth: Int?
    public var console: any Console

    public init(environment: [String: String], terminalWidth: Int?, console: any Console) {
        self.environment = environment
        self.terminalWidth = terminalWidth
        self.console = console
    }

    /// The folder that scratch folders are made in.
    var scratchPlace: String { environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp" }

    /// The width that text for people is fitted to; a file or pipe gets what fits most screens, or what `COLUMNS` says.
    var textWidth: Int {
        let told = environment["COLUMNS"].flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
        return min(max(terminalWidth ?? told ?? 100, 40), 160)
    }
}

/// Keeps progress to itself: for `--quiet`, for tests, and where standard error is no terminal.
public struct SilentConsole: Console {
    public init() {}
    public func progress(_ text: String, fraction: Double?) {}
    public func clearProgress() {}
    public func note(_ text: String) {}
    public func explain(_ text: String) {}
}
