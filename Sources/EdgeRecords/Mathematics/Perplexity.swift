/// How surprised a language model was by the passages of a text.
///
/// Tokens of one passage resemble each other, so the interval comes from how much whole passages differ, where there
/// are several.
public struct Perplexity {
    private var passages: [Passage] = []

    private struct Passage {
        let tokens: Int
        let sum: Double
        let squares: Double
    }

    public init() {}

    /// - Parameters:
    ///   - sum: of the natural logarithms of how likely each token was found.
    ///   - squares: of the same logarithms.
    public mutating func add(tokens: Int, sum: Double, squares: Double) {
        guard tokens > 0 else { return }
        passages.append(Passage(tokens: tokens, sum: sum, squares: squares))
    }

    /// Nil without passages, and where the model gave what is no number.
    public var figure: Figure? {
        let tokens = passages.reduce(0) { $0 + $1.tokens }
        guard tokens > 0 else { return nil }
        let mean = -passages.reduce(0) { $0 + $1.sum } / Double(tokens)
        let value = Exponential.exp(mean)
        guard value.isFinite else { return nil }
        var figure = Figure(value, .mean, count: tokens, source: .measured)
        if let reach = reach(around: mean, tokens: tokens), reach.isFinite {
            figure.interval = .init(low: Exponential.exp(mean - reach), high: Exponential.exp(mean + reach))
            figure.confidence = 0.95
        }
        return figure
    }

    private func reach(around mean: Double, tokens: Int) -> Double? {
        if passages.count > 1 {
            let means = passages.map { -$0.sum / Double($0.tokens) }
            let centre = means.reduce(0, +) / Double(means.count)
            let variance = means.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(means.count - 1)
            return Student.twoSided95(freedom: means.count - 1) * (variance / Double(means.count)).squareRoot()
        }
        guard tokens > 1 else { return nil }
        let variance = passages.reduce(0) { $0 + $1.squares } / Double(tokens) - mean * mean
        return Student.twoSided95(freedom: tokens - 1) * (max(variance, 0) / Double(tokens - 1)).squareRoot()
    }
}

/// How many standard errors hold the mean of few numbers.
enum Student {
    /// 95 times in a hundred; to a hundredth, by the expansion of Cornish and Fisher from three degrees on.
    static func twoSided95(freedom: Int) -> Double {
        guard freedom > 2 else { return freedom == 2 ? 4.302653 : freedom == 1 ? 12.706205 : .infinity }
        let z = 1.959963985
        let inverse = 1 / Double(freedom)
        let square = z * z
        let first = z * (square + 1) / 4
        let second = z * ((5 * square + 16) * square + 3) / 96
        let third = z * (((3 * square + 19) * square + 17) * square - 15) / 384
        return z + inverse * (first + inverse * (second + inverse * third))
    }
}
