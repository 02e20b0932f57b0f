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

    /// Refuses what no clock can have given: such a file was damaged, or edited by hand.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        nanoseconds = try container.decode([Int].self, forKey: .nanoseconds)
        process = try container.decode([Int].self, forKey: .process)
        block = try container.decode([Int].self, forKey: .block)
        thinnedFrom = try container.decodeIfPresent(Int.self, forKey: .thinnedFrom)
        preprocessNanoseconds = try container.decodeIfPresent([Int].self, forKey: .preprocessNanoseconds)
        postprocessNanoseconds = try container.decodeIfPresent([Int].self, forKey: .postprocessNanoseconds)
        func demand(_ holds: Bool, _ key: CodingKeys, _ why: String) throws {
            if !holds { throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: why) }
        }
        try demand(nanoseconds.allSatisfy { $0 > 0 }, .nanoseconds, "every run takes longer than nothing")
        for (key, list) in [(CodingKeys.process, process), (.block, block)] {
            try demand(list.count == nanoseconds.count, key, "there is one for each sample, \(nanoseconds.count)")
            try demand(list.allSatisfy { $0 >= 0 }, key, "they are counted from 0")
        }
        for (key, list) in [
            (CodingKeys.preprocessNanoseconds, preprocessNanoseconds),
            (.postprocessNanoseconds, postprocessNanoseconds),
        ] {
            guard let list else { continue }
            try demand(list.count == nanoseconds.count, key, "there is one for each sample, \(nanoseconds.count)")
            try demand(list.allSatisfy { $0 >= 0 }, key, "nothing takes less than nothing")
        }
    }
}
