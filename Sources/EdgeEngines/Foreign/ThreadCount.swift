import EdgePlatform
import EdgeRecords

/// How many threads an engine took that does not tell: they are counted before and after.
struct ThreadCount {
    private let engine: EngineName
    private let before: Int?

    init(of engine: EngineName) {
        self.engine = engine
        before = Self.now
    }

    /// - Throws: `refused` if it is not just what was asked for, of which the caller is one.
    func check(asked: Int) throws(EngineError) {
        guard let before, let now = Self.now, now - before != asked - 1 else { return }
        throw .refused(
            engine: engine, while: "loading the model",
            why: "asked for \(asked) threads, it started \(now - before) besides the caller")
    }

    private static var now: Int? { ProcessStatus.own?.number("Threads") }
}
