import EdgeRecords

/// What is known of a candidate's accuracy, and the lower end of it, by which candidates are ranked.
struct RankingAccuracy {
    let accuracy: Accuracy
    let ranking: Figure

    /// - Parameters:
    ///   - measured: on this device, against labels or the variant at full precision.
    ///   - published: of the variant itself.
    ///   - parent: of the variant it was made from.
    init?(measured: Accuracy?, fidelity: Accuracy?, published: Accuracy?, parent: Accuracy?) {
        if let own = [measured, published].compactMap({ $0 }).first(where: { $0.kind != .fidelity }) {
            accuracy = own
            if own.metric == Accuracy.perplexity {
                self.ranking = Self.likelihood(of: own.value)
                return
            }
            var ranking = own.value
            ranking.value = Self.lowerEnd(of: own)
            self.ranking = ranking
            return
        }
        // How near outputs lie to each other says nothing of how often the answer is the same.
        let agreement = [fidelity, measured, published].compactMap { $0 }.first {
            $0.kind == .fidelity && $0.metric != Accuracy.cosine
        }
        guard let agreement else { return nil }
        accuracy = agreement
        guard let parent, parent.kind != .fidelity else { return nil }
        ranking = Figure(
            Self.lowerEnd(of: parent) * Self.lowerEnd(of: agreement), .single, count: agreement.value.count,
            source: .predicted, basis: parent.value.basis + agreement.value.basis)
    }

    /// Of a perplexity how likely each token was found: there more is better, as in all that is ranked.
    private static func likelihood(of perplexity: Figure) -> Figure {
        var ranking = perplexity
        ranking.interval = perplexity.interval.map { .init(low: 1 / $0.high, high: 1 / $0.low) }
        ranking.value = 1 / (perplexity.interval?.high ?? perplexity.value)
        return ranking
    }

    /// A published figure is taken at its word; of what was measured only the lower end is sure.
    private static func lowerEnd(of accuracy: Accuracy) -> Double {
        guard accuracy.kind != .published else { return accuracy.value.value }
        return accuracy.value.interval?.low ?? accuracy.value.value
    }
}

extension Figure {
    /// How far a ratio that was counted may be off by chance; 0 if it is not known from how many.
    var standardError: Double {
        guard count > 1, (0...1).contains(value) else { return 0 }
        return (value * (1 - value) / Double(count)).squareRoot()
    }
}
