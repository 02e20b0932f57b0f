import EdgeRecords

/// A candidate under judgement: one object, since it is large and takes part in many orders.
///
/// Only `Judge` and `AccuracyMetric` change it, before any order is made.
final class Contender {
    var option: Plan.Option
    var objections: [Objection] = []
    /// Whether samples of ours say anything of its latency.
    var hasEvidence = false
    /// Nil for a prediction.
    let measured: Measurement?
    /// Where it stands in the records; of two that are equal in all else the first wins.
    let place: Int

    init(_ option: Plan.Option, measured: Measurement? = nil, place: Int) {
        self.option = option
        self.measured = measured
        self.place = place
    }

    /// Of the latency; nil for what was not measured by us.
    ///
    /// Made anew each time: few are asked twice.
    var evidence: LatencyEvidence? { hasEvidence ? measured?.samples.map { LatencyEvidence($0) } : nil }

    /// Of its latency, without what would differ in another run: rivals of one run share that.
    func ownLatency(_ statistic: Statistic) -> Figure? {
        option.latencyNanoseconds[statistic].map { measured?.runDrift?.narrowed($0) ?? $0 }
    }

    /// Nothing but its latency could still speak against it.
    var isInTheRunning: Bool { objections.isEmpty && option.verdict != .misses }
    var meets: Bool { objections.isEmpty && option.verdict == .meets }

    /// Out only because something of it is not known.
    var isOnlyUnknown: Bool {
        !objections.isEmpty && objections.allSatisfy(\.isUnknown) && option.verdict != .misses
    }

    var rejection: Plan.Rejection? {
        guard let first = objections.first else { return nil }
        let others = objections.dropFirst().map(\.detail)
        var rejection = Plan.Rejection(
            candidate: option.candidate, reason: first.reason,
            detail: ([first.detail] + others).joined(separator: "; "), figure: first.figure)
        rejection.measurement = option.measurement
        return rejection
    }
}
