import EdgePlatform

/// Whether an engine takes more memory with every run: looked at after 1, 2, 4, 8 … runs, outside of what is timed.
struct MemoryGrowth {
    private let resident: () -> Int?
    private var seen: [(runs: Int, bytes: Int)] = []
    private var next = 1

    /// Arenas may grow once more after the warm-up; a leak goes on.
    private static let (stepAtLeast, wholeAtLeast) = (8 << 20, 64 << 20)

    init(resident: @escaping () -> Int? = { ProcessStatus.own?.bytes("VmRSS") }) { self.resident = resident }

    /// Called after each run.
    mutating func note(runs: Int, isLast: Bool = false) {
        guard runs >= next || isLast, let bytes = resident() else { return }
        if seen.last?.runs != runs { seen.append((runs, bytes)) }
        next = runs * 2
    }

    /// Of each run, where it grew in all of the last three spans; nil where it does not, or where nothing tells.
    var bytesPerRun: Int? {
        guard seen.count >= 4, let last = seen.last else { return nil }
        let latest = Array(seen.suffix(4))
        let steps = zip(latest, latest.dropFirst()).map { $1.bytes - $0.bytes }
        let whole = last.bytes - latest[0].bytes
        guard steps.allSatisfy({ $0 >= Self.stepAtLeast }), whole >= Self.wholeAtLeast else { return nil }
        return whole / max(last.runs - latest[0].runs, 1)
    }
}
