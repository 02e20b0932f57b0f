public import EdgeRecords

/// Which of several variants of one network are worth having.
///
/// One is not if another is no larger, no further from the parent and computes with numbers no wider; nor if it names
/// another answer than its parent more often than the user allows.
public struct UsefulVariants {
    /// What a variant costs and keeps.
    public struct Candidate: Sendable {
        public let precision: Precision
        public let bytes: Int
        /// How far its answers are above their error; nil if nobody knows.
        public let decibels: Double?
        /// From 0 to 1; nil where outputs are no scores, or nobody knows.
        public let agreement: Double?
        /// Whether our own engine has kernels for all of it.
        public let hasKernels: Bool

        public init(precision: Precision, bytes: Int, decibels: Double?, agreement: Double?, hasKernels: Bool) {
            self.precision = precision
            self.bytes = bytes
            self.decibels = decibels
            self.agreement = agreement
            self.hasKernels = hasKernels
        }
    }

    public let dropped: [VariantSet.Dropped]
    public let kept: [Precision]

    /// - Parameter loss: of agreement that is allowed, from 0 to 1; nil for any.
    public init(_ candidates: [Candidate], losingAtMost loss: Double? = nil) {
        var dropped: [VariantSet.Dropped] = []
        var left: [Candidate] = []
        for candidate in candidates {
            if let loss, let agreement = candidate.agreement, 1 - agreement > loss {
                let (share, most) = (Self.percent(1 - agreement), Self.percent(loss))
                let reason = "\(share) of its answers are others, \(most) may be"
                dropped.append(.init(candidate.precision, reason: reason))
            } else {
                left.append(candidate)
            }
        }
        for (place, candidate) in left.enumerated() {
            let better = left.enumerated().first { other, rival in
                other != place && Self.dominates(rival, candidate)
                    // Of two that are equal in all the first stays.
                    && (other < place || !Self.dominates(candidate, rival))
            }
            guard let rival = better?.element else { continue }
            dropped.append(.init(candidate.precision, reason: Self.reason(rival, candidate)))
        }
        self.dropped = dropped
        let gone = Set(dropped.map(\.precision))
        kept = candidates.map(\.precision).filter { !gone.contains($0) }
    }

    private static func dominates(_ one: Candidate, _ other: Candidate) -> Bool {
        one.bytes <= other.bytes && width(one) <= width(other)
            && one.decibels ?? -.infinity >= other.decibels ?? -.infinity
    }

    /// The wider the numbers that a variant computes with, the slower it is.
    private static func width(_ candidate: Candidate) -> Int {
        guard candidate.hasKernels else { return 64 }
        switch candidate.precision {
        case .int8, .int8Dynamic: return 8
        case .bf16, .int8Activations16: return 16
        default: return 32
        }
    }

    private static func reason(_ rival: Candidate, _ candidate: Candidate) -> String {
        var parts = ["is no larger"]
        parts.append(
            rival.decibels.map { "stays as near (\(NumberText.fixed($0, decimals: 1)) dB)" } ?? "is known no worse")
        switch (rival.hasKernels, candidate.hasKernels) {
        case (_, true): parts.append("computes with numbers no wider")
        case (true, false): parts.append("has kernels for all of it")
        case (false, false): parts.append("lacks kernels as this one does")
        }
        return "\(rival.precision.rawValue) \(parts.joined(separator: ", ")), where this one is "
            + "\(candidate.decibels.map { NumberText.fixed($0, decimals: 1) + " dB" } ?? "not known")"
    }

    private static func percent(_ share: Double) -> String { NumberText.fixed(share * 100, decimals: 1) + " %" }
}
