public import EdgePlatform
public import EdgeRecords

/// How far long work is, and whether it is to go on.
public struct Work: Sendable {
    private let console: any Console
    private let isInterrupted: @Sendable () -> Bool
    /// Threads that networks are run with.
    public let threads: Int

    public init(
        console: any Console, threads: Int,
        isInterrupted: @escaping @Sendable () -> Bool = { Interruption.isRequested }
    ) {
        self.console = console
        self.threads = threads
        self.isInterrupted = isInterrupted
    }

    func report(_ text: String, _ done: Int, of all: Int) throws(CompressionError) {
        if isInterrupted() { throw .interrupted }
        console.progress(text, fraction: all > 0 ? Double(done) / Double(all) : nil)
    }

    func explain(_ text: String) { console.explain(text) }
}
