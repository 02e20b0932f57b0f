package import EdgeRecords

/// Why a race left candidates unmeasured.
package struct RaceSkips: Hashable {
    /// No more accurate than the best that meets the target.
    package var surpassed = 0
    /// So unlikely to be in time that measuring them would not pay.
    package var unlikely = 0
    /// Worth measuring, if it had not been cut short.
    package var cutShort = 0
    /// They could not win: nobody knows how accurate they are.
    package var unknown = 0

    package init() {}

    package var total: Int { surpassed + unlikely + cutShort + unknown }
}

extension Race {
    /// - Parameter beliefs: of every candidate, after all that was measured.
    package func skips(_ beliefs: [LatencyBelief]) -> RaceSkips {
        var skips = RaceSkips()
        let surpassed = best.map { accuracies[$0] } ?? 0
        for place in accuracies.indices where verdicts[place] == nil {
            let gain = beliefs[place].cautiousChance(within: targetNanoseconds) * (accuracies[place] - surpassed)
            if accuracies[place] <= surpassed {
                skips.surpassed += 1
            } else if gain < Self.worthwhileGain {
                skips.unlikely += 1
            } else {
                skips.cutShort += 1
            }
        }
        return skips
    }

    /// The lower end of what is known of a candidate's accuracy; nil if nothing is.
    package static func knownAccuracy(of candidate: Candidate, in models: [Model]) -> Double? {
        let models = ModelIndex(models)
        return RankingAccuracy(
            measured: nil, fidelity: nil,
            published: models.file(of: candidate)?.accuracy(on: candidate.engine, isaClass: candidate.knownISAClass),
            parent: models.parentAccuracy(of: candidate))?.ranking.value
    }

    /// The accuracy by which a candidate races: what is known of it; nil if nothing is.
    ///
    /// A variant of which nothing is known is taken to lose what such variants usually lose of the one at full precision:
    /// that only settles what is worth measuring, and is never shown as its accuracy.
    package static func accuracy(of candidate: Candidate, in models: [Model]) -> Double? {
        if let known = knownAccuracy(of: candidate, in: models) { return known }
        let parent = ModelIndex(models).parentAccuracy(of: candidate)
        guard let parent, parent.kind != .fidelity else { return nil }
        return parent.value.value * (candidate.precision.isNarrowFloat ? 0.999 : 0.98)
    }
}

extension Precision {
    fileprivate var isNarrowFloat: Bool { self == .bf16 || self == .fp16 }
}

extension WorkPredictor {
    /// What is believed of a candidate's latency; nil where nothing can be predicted.
    package func belief(of candidate: Candidate, _ variant: Variant, at statistic: Statistic) -> LatencyBelief? {
        let latency = option(for: candidate, variant)?.latencyNanoseconds
        guard let figure = latency?[statistic] ?? latency?[.median], let interval = figure.interval, figure.value > 0,
            interval.low > 0, interval.high > interval.low
        else { return nil }
        return LatencyBelief(
            mean: Exponential.log(figure.value),
            deviation: Exponential.log(interval.high / interval.low) / 2 / LatencyBelief.deviationsOfNineTenths)
    }
}
