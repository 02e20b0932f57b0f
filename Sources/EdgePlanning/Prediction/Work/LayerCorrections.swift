import EdgeRecords

/// By how much layers take longer than the ceilings leave them, learned kind by kind.
struct LayerCorrections {
    /// One layer that was timed.
    struct Point {
        let work: LayerWork
        let roofNanoseconds: Double
        /// The logarithm of how many times longer it took.
        let excess: Double
        /// What part of its network's time it was: what costs most has to be right.
        let share: Double
        /// Nil for a kernel that was timed by itself.
        let architecture: String?

        init?(_ work: LayerWork, roofNanoseconds: Double, nanoseconds: Double, share: Double, architecture: String?) {
            guard roofNanoseconds > 0, nanoseconds > 0, nanoseconds.isFinite else { return nil }
            self.work = work
            self.roofNanoseconds = max(roofNanoseconds, 1)
            excess = Exponential.log(nanoseconds / max(roofNanoseconds, 1))
            self.share = share
            self.architecture = architecture
        }
    }

    private struct Kind {
        let median: Double
        let line: LinearBelief
    }

    private let kinds: [String: Kind]
    private let median: Double

    private static let priors = [0.1, 0.3, 0.3, 0.3, 0.3]
    private static let noise = 0.09
    /// A correction beyond this is no waste any more, but a disturbance.
    private static let farthest = 1.5

    /// - Returns: nil without points.
    init?(_ points: [Point]) {
        guard !points.isEmpty else { return nil }
        median = Quantile.median(ofSorted: points.map(\.excess).sorted())
        kinds = Dictionary(grouping: points, by: \.work.kind).mapValues { points in
            let median = Quantile.median(ofSorted: points.map(\.excess).sorted())
            let seen = points.map { point in
                let weight = min(50 * point.share, 3).squareRoot()
                let deviation = min(max(point.excess - median, -Self.farthest), Self.farthest)
                return LinearBelief.Observation(
                    features: point.work.waste(roofNanoseconds: point.roofNanoseconds).map { weight * $0 },
                    deviation: weight * deviation)
            }
            return Kind(median: median, line: LinearBelief(priors: Self.priors, noise: Self.noise, seen: seen))
        }
    }

    /// The logarithm of how many times longer than its roof a layer is expected to take.
    func excess(of work: LayerWork, roofNanoseconds: Double) -> Double {
        guard let kind = kinds[work.kind] else { return median }
        let roof = max(roofNanoseconds, 1)
        let correction = kind.line.value(work.waste(roofNanoseconds: roof)).mean
        return kind.median + min(max(correction, -Self.farthest), Self.farthest)
    }
}
