/// One quantity seen through several statistics: `{ "median": …, "p95": … }`.
public struct FiguresByStatistic: Codable, Hashable, Sendable {
    private var figures: [Statistic: Figure] = [:]

    /// Of two figures of one statistic the last stays.
    public init(_ figures: [Figure] = []) {
        for figure in figures { self.figures[figure.statistic] = figure }
    }

    public subscript(statistic: Statistic) -> Figure? { figures[statistic] }

    public mutating func insert(_ figure: Figure) { figures[figure.statistic] = figure }

    public var isEmpty: Bool { figures.isEmpty }

    /// Sorted by the statistic's word.
    public var all: [Figure] { figures.values.sorted { $0.statistic.rawValue < $1.statistic.rawValue } }

    public init(from decoder: any Decoder) throws {
        let named = try decoder.singleValueContainer().decode([String: Figure].self)
        for (name, figure) in named {
            guard figure.statistic.rawValue == name else {
                throw DecodingError.dataCorrupted(
                    .init(
                        codingPath: decoder.codingPath,
                        debugDescription: "the key \(name) holds a figure that is the \(figure.statistic.rawValue)"))
            }
        }
        self.init(Array(named.values))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(
            Dictionary(figures.map { ($0.key.rawValue, $0.value) }) { $1 })
    }
}
