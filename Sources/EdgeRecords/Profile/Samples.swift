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

    /// Refuses what is damaged, or was edited by hand.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        nanoseconds = try container.decode([Int].self, forKey: .nanoseconds)
        process = try container.decode([Int].self, forKey: .process)
        block = try container.decode([Int].self, forKey: .block)
        thinnedFrom = try container.decodeIfPresent(Int.self, forKey: .thinnedFrom)
        preprocessNanoseconds = try container.decodeIfPresent([Int].self, forKey: .preprocessNanoseconds)
        postprocessNanoseconds = try container.decodeIfPresent([Int].self, forKey: .postprocessNanoseconds)
        try container.refuse(flaw)
    }

    /// What no clock can have given, and the key that says so.
    var flaw: (key: String, why: String)? {
        if !nanoseconds.allSatisfy({ $0 > 0 }) { return ("nanoseconds", "every run takes longer than nothing") }
        for (key, list, why) in [
            ("process", process, "they are counted from 0"), ("block", block, "they are counted from 0"),
            ("preprocessNanoseconds", preprocessNanoseconds, "nothing takes less than nothing"),
            ("postprocessNanoseconds", postprocessNanoseconds, "nothing takes less than nothing"),
        ] {
            guard let list else { continue }
            if list.count != nanoseconds.count { return (key, "there is one for each sample, \(nanoseconds.count)") }
            if !list.allSatisfy({ $0 >= 0 }) { return (key, why) }
        }
        return nil
    }
}
