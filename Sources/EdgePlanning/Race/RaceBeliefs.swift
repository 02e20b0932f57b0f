package import EdgeRecords

/// What is believed of the latencies of candidates that race, after some of them were measured.
package struct RaceBeliefs {
    /// By the names of the candidates' models, with layers.
    private let models: [String: Model]
    /// Of this device, measured before.
    private let earlier: [Profile]
    private let statistic: Statistic

    package init(models: [String: Model], earlier: [Profile], statistic: Statistic) {
        (self.models, self.earlier, self.statistic) = (models, earlier, statistic)
    }

    package func beliefs(of candidates: [Candidate], after measured: [Measurement]) -> [LatencyBelief] {
        var profiles = earlier
        if var latest = earlier.last {
            latest.measurements = measured
            profiles.append(latest)
        }
        let predictor = WorkPredictor(profiles, models: Array(models.values))
        let rough = RoughBeliefs(
            measured.compactMap { measurement in
                guard let operations = variant(of: measurement.candidate)?.operations,
                    let figure = measurement.latencyNanoseconds[.median]
                else { return nil }
                return (operations, figure.value)
            })
        return candidates.map { candidate in
            let variant = variant(of: candidate)
            return variant.flatMap { predictor?.belief(of: candidate, $0, at: statistic) }
                ?? rough.belief(operations: variant?.operations)
        }
    }

    private func variant(of candidate: Candidate) -> Variant? {
        models[candidate.model]?.variants.first { $0.precision == candidate.precision }
    }
}
