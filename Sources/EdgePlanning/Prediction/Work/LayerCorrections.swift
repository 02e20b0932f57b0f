import EdgeRecords

/// How long layers take, as far as those that were timed tell it: a law for each kind.
struct LayerCorrections {
    private let laws: [String: LayerLaw]
    /// The logarithm of how many times its roof a layer takes of which no other is known.
    private let median: Double

    /// What was seen, kind by kind.
    struct Lessons {
        fileprivate let kinds: [String: LayerLessons]
        fileprivate let points: [LayerLessons.Point]

        init(_ points: [LayerLessons.Point]) {
            kinds = Dictionary(grouping: points, by: \.work.kind).mapValues(LayerLessons.init)
            self.points = points
        }
    }

    /// - Returns: nil where nothing is left.
    init?(_ lessons: Lessons, without architecture: String?) {
        let excesses = lessons.points.filter { $0.architecture == nil || $0.architecture != architecture }
            .compactMap(\.excess).sorted()
        guard !excesses.isEmpty else { return nil }
        median = Quantile.median(ofSorted: excesses)
        laws = lessons.kinds.compactMapValues { $0.law(without: architecture) }
    }

    func nanoseconds(of work: LayerWork, roofNanoseconds roof: Double, networkNanoseconds network: Double) -> Double {
        guard let law = laws[work.kind] else { return max(roof, 1) * Exponential.exp(median) }
        return law.nanoseconds(
            work.features(roofNanoseconds: roof, networkNanoseconds: network), roofNanoseconds: roof)
    }
}
