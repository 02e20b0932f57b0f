/// A child's group: itself, what it started, and what that started in turn.
public enum ProcessGroup {
    /// What they have used so far, those that are gone left out.
    public struct Usage: Hashable, Sendable {
        public var processes = 0
        public var processorNanoseconds = 0
        /// Held just now, memory that several share counted once.
        public var bytes = 0

        public init() {}
    }

    /// Linux counts so for programs, whatever the kernel's own clock is.
    private static let nanosecondsPerTick = 10_000_000

    /// - Parameters:
    ///   - group: the identifier of its first process.
    ///   - tree: `/proc`; nil for the running system's.
    public static func usage(of group: Int, in tree: FileTree? = nil) -> Usage {
        var usage = Usage()
        guard let tree = tree ?? (try? FileTree(root: "/proc")) else { return usage }
        for identifier in ((try? tree.names(in: "/")) ?? []).compactMap({ Int($0) }) {
            guard let stat = ProcessStat(tree, identifier), stat.group == group, !stat.hasEnded else { continue }
            usage.processes += 1
            usage.processorNanoseconds &+= stat.ticks &* nanosecondsPerTick
            usage.bytes &+= bytes(of: identifier, in: tree)
        }
        return usage
    }

    /// Whether a process is still at work, and not only waiting for somebody to hear of its end.
    public static func isRunning(_ identifier: Int) -> Bool {
        guard let tree = try? FileTree(root: "/proc"), let stat = ProcessStat(tree, identifier) else { return false }
        return !stat.hasEnded
    }

    /// Its share of all that it holds; all of it where the kernel does not tell the share.
    private static func bytes(of identifier: Int, in tree: FileTree) -> Int {
        let shares = try? tree.text(at: "\(identifier)/smaps_rollup")
        if let bytes = shares.flatMap({ ProcessStatus($0).bytes("Pss") }) { return bytes }
        return (try? tree.text(at: "\(identifier)/status")).flatMap { ProcessStatus($0).bytes("VmRSS") } ?? 0
    }
}

/// The line of `/proc/PID/stat`.
private struct ProcessStat {
    let group: Int
    let ticks: Int
    let hasEnded: Bool

    /// Nil for a process that is gone, and for a line that is none.
    init?(_ tree: FileTree, _ identifier: Int) {
        guard let text = try? tree.text(at: "\(identifier)/stat"), let end = text.lastIndex(of: ")") else { return nil }
        // Its name may have blanks and brackets of its own.
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 12, let group = Int(fields[2]), let user = Int(fields[11]), let system = Int(fields[12])
        else { return nil }
        (self.group, ticks, hasEnded) = (group, user &+ system, ["Z", "X"].contains(fields[0]))
    }
}
