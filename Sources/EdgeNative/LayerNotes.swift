import EdgePlatform

/// How long each layer took, noted over many runs.
///
/// Reading the clock takes as long as a tiny layer does. So after the first run, each notes as many layers as cost a
/// two-hundredth of it, in turn: all of a large network, a few of a tiny one.
public struct LayerNotes: Sendable {
    /// What each of the model's layers took, in nanoseconds, run by run.
    public private(set) var nanoseconds: [[Int64]]
    private var layersARun: Int
    private var next = 0

    public init(_ session: Session) {
        nanoseconds = session.model.layers.map { _ in [] }
        layersARun = nanoseconds.count
    }

    /// In how many runs every layer was noted; without any layer, in as many as one likes.
    public var runs: Int { nanoseconds.map(\.count).min() ?? .max }

    mutating func nextLayers() -> Range<Int> {
        let layers = next..<min(next + layersARun, nanoseconds.count)
        next = layers.upperBound == nanoseconds.count ? 0 : layers.upperBound
        return layers
    }

    mutating func note(_ took: Int64, ofLayer number: Int) { nanoseconds[number].append(took) }

    /// Learns from a run that noted every layer how many may be noted in the next.
    mutating func settle(after took: Int64) {
        guard layersARun == nanoseconds.count else { return }
        let readings = Int(took / 200 / max(Self.readingNanoseconds, 1))
        layersARun = min(max(readings - 1, 1), nanoseconds.count)
    }

    private static let readingNanoseconds: Int64 = {
        let start = MonotonicClock.nanoseconds
        for _ in 0..<63 { _ = MonotonicClock.nanoseconds }
        return (MonotonicClock.nanoseconds - start) / 64
    }()
}
