import EdgeRecords

/// A candidate under judgement.
struct Contender {
    var option: Plan.Option
    var objections: [Objection] = []
    /// Of the latency; nil for what was not measured by us.
    var evidence: LatencyEvidence?
    /// Nil for a prediction.
    var measured: Measurement?
    /// Where it stands in the records; of two that are equal in all else the first wins.
    let place: Int

    /// Nothing but its latency could still speak against it.
    var isInTheRunning: Bool { objections.isEmpty && option.verdict != .misses }
    var meets: Bool { objections.isEmpty && option.verdict == .meets }

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
