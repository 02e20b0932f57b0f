import EdgeRecords

/// How right a candidate is: a share of its answers, or how surprised a language model is by a text.
///
/// Of surprise less is better; the two are never in one column.
struct Rightness: Hashable {
    var share: Figure?
    var perplexity: Figure?

    init() {}

    init(_ accuracy: Accuracy?) {
        if accuracy?.metric == Accuracy.perplexity { perplexity = accuracy?.value } else { share = accuracy?.value }
    }

    /// What it is ranked by: of a perplexity its inverse, which is turned back.
    init(_ option: Plan.Option?) {
        guard let ranking = option?.rankingAccuracy else { return }
        guard option?.accuracy?.metric == Accuracy.perplexity else {
            share = ranking
            return
        }
        var figure = ranking
        figure.value = 1 / ranking.value
        figure.interval = ranking.interval.map { .init(low: 1 / $0.high, high: 1 / $0.low) }
        perplexity = figure
    }
}

extension CandidateRow {
    var rightness: Rightness { Rightness(accuracy) }

    /// More is better; nil where nothing is known.
    var goodness: Double? { rightness.share?.value ?? rightness.perplexity.map { -$0.value } }
}

/// The columns that rows need to say how right each is.
struct RightnessColumns {
    private let hasShares: Bool
    private let hasPerplexities: Bool

    init(_ all: [Rightness]) {
        hasPerplexities = all.contains { $0.perplexity != nil }
        hasShares = !hasPerplexities || all.contains { $0.share != nil }
    }

    var heads: [ReportTable.Column] {
        (hasShares ? [.init("accuracy, %")] : []) + (hasPerplexities ? [.init("perplexity")] : [])
    }

    func cells(_ one: Rightness) -> [ReportTable.Cell] {
        (hasShares ? [.init(one.share, unit: 0.01)] : []) + (hasPerplexities ? [.init(one.perplexity, unit: 1)] : [])
    }
}
