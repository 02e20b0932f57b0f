/// Single runs, in the order they were taken; the three lists have one length.
public struct Samples: Codable, Hashable, Sendable {
    /// More are thinned evenly within blocks before they enter a profile; the store keeps all.
    public static let limit = 2000

    public var nanoseconds: [Int]
    /// Which worker process each came from, counted from 0.
    public var process: [Int]
    /// Which block each came from, counted from 0.
    public var block: [Int]
    /// How many there were, if some were left out.
    public var thinnedFrom: Int?
    /// Of whole requests: what making the input took for each, and what reading the answer did.
    public var preprocessNanoseconds: [Int]?
    public var postprocessNanoseconds: [Int]?

    public init(nanoseconds: [Int], process: [Int], block: [Int], thinnedFrom: Int? = nil) {
        self.nanoseconds = nanoseconds
        self.process = process
        self.block = block
        self.thinnedFrom = thinnedFrom
    }
}
