import EdgeRecords

/// What was seen of layers of one kind, from which a law is made with all of it, or without one architecture.
struct LayerLessons {
    /// One layer of a network that was timed layer by layer, or one kernel.
    struct Point {
        let work: LayerWork
        let features: [Double]
        /// The logarithm of how many times longer than its roof it took; nil where another layer did it as well.
        let excess: Double?
        /// What part of its network's time it was: what costs most has to be right.
        let share: Double
        /// Nil for a kernel that was timed by itself.
        let architecture: String?

        /// - Parameters:
        ///   - network: the sum of its network's roofs: the longer ago its weights were used, the farther away they are.
        ///   - nanoseconds: 0 for a layer that was computed along with another.
        init?(
            _ work: LayerWork, roof: Double, network: Double, nanoseconds: Double, share: Double, architecture: String?
        ) {
            guard roof > 0, nanoseconds >= 0, nanoseconds.isFinite else { return nil }
            self.work = work
            features = work.features(roofNanoseconds: roof, networkNanoseconds: network)
            excess = nanoseconds > 0 ? Exponential.log(nanoseconds / max(roof, 1)) : nil
            self.share = share
            self.architecture = architecture
        }
    }

    private let basis: SmoothBasis
    private let sums: NormalSums
    private let sumsByArchitecture: [String: NormalSums]
    private let points: [Point]

    /// How much single layers stray, as a logarithm.
    private static let noise = 0.2
    /// A layer of this part of its network's time, or more, counts fully.
    private static let fullShare = 0.02
    private static let leastWeight = 0.02
    /// More tell nothing new.
    private static let pointsAtMost = 4000

    init(_ all: [Point]) {
        let step = (all.count + Self.pointsAtMost - 1) / Self.pointsAtMost
        points = step <= 1 ? all : stride(from: 0, to: all.count, by: step).map { all[$0] }
        let timed = points.filter { $0.excess != nil }
        basis = SmoothBasis(timed.isEmpty ? points.map(\.features) : timed.map(\.features))
        var byArchitecture: [String: NormalSums] = [:]
        var sums = NormalSums(size: basis.count)
        for point in timed {
            guard let excess = point.excess else { continue }
            let values = basis.values(at: point.features)
            let weight = min(max(point.share / Self.fullShare, Self.leastWeight), 1) / (Self.noise * Self.noise)
            sums.add(values, value: excess, weight: weight)
            guard let architecture = point.architecture else { continue }
            byArchitecture[architecture, default: NormalSums(size: basis.count)].add(
                values, value: excess, weight: weight)
        }
        self.sums = sums
        sumsByArchitecture = byArchitecture
    }

    /// Nil where nothing else was seen.
    func law(without architecture: String?) -> LayerLaw? {
        let kept = points.filter { $0.architecture == nil || $0.architecture != architecture }
        guard !kept.isEmpty else { return nil }
        let excesses = kept.compactMap(\.excess)
        var sums = self.sums
        if let architecture, let out = sumsByArchitecture[architecture] { sums.remove(out) }
        return LayerLaw(
            basis: basis, weights: sums.weights(prior: basis.prior),
            range: excesses.min().flatMap { least in excesses.max().map { least...$0 } },
            timedShare: Double(excesses.count) / Double(kept.count))
    }
}

/// How much longer than its roof a layer of one kind takes.
struct LayerLaw {
    fileprivate let basis: SmoothBasis
    fileprivate let weights: [Double]
    /// Of all that was seen; nil where all such layers were computed along with others.
    fileprivate let range: ClosedRange<Double>?
    /// How many of such layers took time of their own.
    fileprivate let timedShare: Double

    /// Nobody has seen much worse or better than the worst and the best.
    private static let beyondRange = 0.3

    func nanoseconds(_ features: [Double], roofNanoseconds: Double) -> Double {
        guard let range else { return 0 }
        let expected = zip(basis.values(at: features), weights).reduce(0) { $0 + $1.0 * $1.1 }
        let excess = min(max(expected, range.lowerBound - Self.beyondRange), range.upperBound + Self.beyondRange)
        return max(roofNanoseconds, 1) * Exponential.exp(excess) * timedShare
    }
}
