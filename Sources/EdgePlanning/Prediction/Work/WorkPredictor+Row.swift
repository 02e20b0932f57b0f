package import EdgeRecords

extension WorkPredictor {
    /// Layers that a row names at the most: the rest cost little.
    private static let namedLayers = 20

    /// All that is expected of a candidate; nil where nothing can be.
    package func row(for candidate: Candidate, _ variant: Variant) -> PredictionAnswer.Row? {
        guard let option = option(for: candidate, variant),
            let expected = expectation(of: variant, engine: candidate.engine, threads: candidate.threads)
        else { return nil }
        var row = PredictionAnswer.Row(candidate: candidate, latencyNanoseconds: option.latencyNanoseconds)
        row.peakMemoryBytes = option.peakMemoryBytes
        row.loadNanoseconds = loadNanoseconds(of: variant)
        let whole = max(expected.medianNanoseconds, 1)
        let costly = expected.layers.enumerated().sorted {
            ($1.element.nanoseconds, $0.offset) < ($0.element.nanoseconds, $1.offset)
        }
        row.layers = costly.prefix(Self.namedLayers).map { _, cost in
            .init(
                name: cost.layer.name, kind: cost.layer.kind,
                nanoseconds: Figure(
                    cost.nanoseconds.rounded(), .median, count: 0, source: .predicted, basis: ["ceilings and layers"]),
                share: min(cost.nanoseconds / whole, 1))
        }
        return row
    }
}
