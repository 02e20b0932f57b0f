/// A number with its provenance; the unit is in the name of the key that holds it.
public struct Figure: Codable, Hashable, Sendable {
    /// How the number came about; a source never moves up, not even when another confirms it.
    public enum Source: String, Codable, CaseIterable, Sendable {
        case measured, predicted, imported, published
    }

    public var value: Double
    public var statistic: Statistic
    /// Samples behind it; 0 where it rests on none, as a prediction may.
    public var count: Int
    /// Its lower and upper end, where they are known.
    public var interval: Interval?
    /// How sure it is that the interval holds the truth, from 0 to 1.
    public var confidence: Double?
    public var source: Source
    /// The measurements, model file, table or citation that it rests on.
    public var basis: [String]

    public init(
        _ value: Double, _ statistic: Statistic, count: Int, interval: Interval? = nil, confidence: Double? = nil,
        source: Source, basis: [String] = []
    ) {
        self.value = value
        self.statistic = statistic
        self.count = count
        self.interval = interval
        self.confidence = confidence
        self.source = source
        self.basis = basis
    }

    /// Refuses what no measurement can have given: such a file was damaged, or edited by hand.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        value = try container.decode(Double.self, forKey: .value)
        statistic = try container.decode(Statistic.self, forKey: .statistic)
        count = try container.decode(Int.self, forKey: .count)
        interval = try container.decodeIfPresent(Interval.self, forKey: .interval)
        confidence = try container.decodeIfPresent(Double.self, forKey: .confidence)
        source = try container.decode(Source.self, forKey: .source)
        basis = try container.decodeIfPresent([String].self, forKey: .basis) ?? []
        try container.refuse(flaw)
    }

    /// What no measurement can have given, and the key that says so.
    var flaw: (key: String, why: String)? {
        if !(value >= 0) { return ("value", "no figure is below 0") }
        if count < 0 { return ("count", "no fewer than 0 samples can be behind it") }
        guard let confidence, !(0...1).contains(confidence) else { return nil }
        return ("confidence", "it is a part, from 0 to 1")
    }

    /// Written as a list of two numbers.
    public struct Interval: Codable, Hashable, Sendable {
        public var low: Double
        public var high: Double

        public init(low: Double, high: Double) {
            self.low = low
            self.high = high
        }

        public init(from decoder: any Decoder) throws {
            let ends = try decoder.singleValueContainer().decode([Double].self)
            guard ends.count == 2, ends[0] <= ends[1] else {
                throw DecodingError.dataCorrupted(
                    .init(codingPath: decoder.codingPath, debugDescription: "an interval is [low, high]"))
            }
            self.init(low: ends[0], high: ends[1])
        }

        public func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode([low, high])
        }
    }
}
