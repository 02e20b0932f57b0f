/// The only ways to make one figure out of several: a measurement and a prediction are never added as if equal.
extension Figure {
    /// The sum of figures of one source and one statistic.
    ///
    /// Its interval is unknown: the ends of several do not add up to the end of the sum.
    public static func sum(of figures: [Figure]) throws(FigureError) -> Figure {
        try combined(figures) { $0.reduce(0, +) }
    }

    /// The plain average of figures of one source and one statistic.
    public static func mean(of figures: [Figure]) throws(FigureError) -> Figure {
        try combined(figures) { $0.reduce(0, +) / Double($0.count) }
    }

    /// How many times `other` this is.
    ///
    /// Sources may differ, since comparing a prediction with its measurement is what a ratio is for; statistics may not.
    public func ratio(to other: Figure) throws(FigureError) -> Double {
        guard statistic == other.statistic else { throw .differentStatistics(statistic, other.statistic) }
        return value / other.value
    }

    private static func combined(
        _ figures: [Figure], _ operation: ([Double]) -> Double
    ) throws(FigureError) -> Figure {
        guard let first = figures.first else { throw .noFigures }
        var basis: [String] = []
        for figure in figures {
            guard figure.source == first.source else { throw .differentSources(first.source, figure.source) }
            guard figure.statistic == first.statistic else {
                throw .differentStatistics(first.statistic, figure.statistic)
            }
            for reason in figure.basis where !basis.contains(reason) { basis.append(reason) }
        }
        return Figure(
            operation(figures.map(\.value)), first.statistic, count: figures.map(\.count).min() ?? 0,
            source: first.source, basis: basis)
    }
}

/// Why figures could not be put together.
public enum FigureError: ExplainedError {
    case noFigures
    case differentSources(Figure.Source, Figure.Source)
    case differentStatistics(Statistic, Statistic)

    public var what: String { "the figures could not be combined" }
    public var `where`: String { "a calculation" }

    public var why: String {
        switch self {
        case .noFigures: "there are none"
        case .differentSources(let one, let other): "one is \(one.rawValue), another \(other.rawValue)"
        case .differentStatistics(let one, let other): "one is the \(one.rawValue), another the \(other.rawValue)"
        }
    }

    public var remedy: String { "take figures of one source and one statistic" }
    public var status: ExitStatus { .defect }
}
