/// What a number says about its samples, such as `median` or `p95`.
public struct Statistic: RawRepresentable, Codable, Hashable, Sendable {
    public var rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let median = Self(rawValue: "median")
    public static let mean = Self(rawValue: "mean")
    public static let minimum = Self(rawValue: "minimum")
    public static let maximum = Self(rawValue: "maximum")
    public static let total = Self(rawValue: "total")
    /// One observation, or a number that is no statistic at all, such as a published accuracy.
    public static let single = Self(rawValue: "single")
    public static let p90 = Self(rawValue: "p90")
    public static let p95 = Self(rawValue: "p95")
    public static let p99 = Self(rawValue: "p99")

    /// `p95` for 95, `p99.9` for 99.9; 50 is the median.
    public static func percentile(_ percent: Double) -> Self {
        percent == 50 ? .median : Self(rawValue: "p" + JSONWriter.text(of: JSONValue(percent), layout: .line))
    }
}
