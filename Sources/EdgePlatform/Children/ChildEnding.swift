public import EdgeRecords

/// How a child ended.
public struct ChildEnding: Hashable, Sendable {
    /// Of an exit; nil if a signal ended it.
    public let status: Int32?
    public let signal: Int32?
    /// It did not end by itself in time.
    public let wasKilled: Bool
    public let peakResidentBytes: Int
    public let processorNanoseconds: Int

    package init(
        status: Int32?, signal: Int32? = nil, wasKilled: Bool = false, peakResidentBytes: Int = 0,
        processorNanoseconds: Int = 0
    ) {
        self.status = status
        self.signal = signal
        self.wasKilled = wasKilled
        self.peakResidentBytes = peakResidentBytes
        self.processorNanoseconds = processorNanoseconds
    }

    /// In words: `signal 4 (illegal instruction)`, `exit status 3`.
    public var text: String {
        if let signal { return "signal \(signal)" + (Self.names[signal].map { " (\($0))" } ?? "") }
        return "exit status \(status ?? 0)"
    }

    private static let names: [Int32: String] = [
        4: "illegal instruction", 5: "trap", 6: "abort", 7: "bus error", 8: "arithmetic error", 9: "killed",
        11: "segmentation fault", 15: "terminated", 24: "processor time limit", 31: "forbidden system call",
    ]
}

/// Why there is no child, or no speaking with it.
public enum ChildError: ExplainedError {
    case notStarted(program: String, code: Int32)
    case notHeard(code: Int32)

    public var what: String {
        switch self {
        case .notStarted(let program, _): "\(program) could not be started"
        case .notHeard: "a worker could not be spoken with"
        }
    }

    public var `where`: String {
        switch self {
        case .notStarted(let program, _): program
        case .notHeard: "its channel"
        }
    }

    public var why: String {
        switch self {
        case .notStarted(_, 2): "it does not exist"
        case .notStarted(_, 13): "this user may not run it"
        case .notStarted(_, 11): "the system allows no more processes"
        case .notStarted(_, 12): "there is not enough memory"
        case .notStarted(_, let code): "the system answered with error \(code)"
        case .notHeard(let code): code == 11 ? "it takes nothing any more" : "it is gone"
        }
    }

    public var remedy: String {
        switch self {
        case .notStarted(_, 2), .notStarted(_, 13): "install it, or check its path and rights"
        case .notStarted: "end other programs, or raise the limit on processes and memory"
        case .notHeard: "measure again; `--verbose` shows what it printed"
        }
    }

    public var status: ExitStatus {
        switch self {
        case .notStarted: .missing
        case .notHeard: .defect
        }
    }
}
