import EdgeRecords

/// The candidate that comes nearest where none is proven to meet the requirement.
struct Closest {
    private let requirement: Requirement

    init(_ requirement: Requirement) { self.requirement = requirement }

    /// - Parameter standing: those that may still meet it, best first.
    func contender(of contenders: [Contender], _ standing: [Contender]) -> Contender? {
        if let open = standing.first(where: isWithinTarget) ?? quickest(of: standing) { return open }
        let known = contenders.filter { !$0.option.latencyNanoseconds.isEmpty }
        // What may yet turn out to do is nearer than what is known not to.
        let open = known.filter(\.isOnlyUnknown)
        let measured = open.isEmpty ? known : open
        // What fails in the fewest things, then by the least.
        return measured.min {
            ($0.objections.count, distance($0), $0.place) < ($1.objections.count, distance($1), $1.place)
        }
    }

    /// Where the latency is known of none, the best in all else.
    private func quickest(of standing: [Contender]) -> Contender? {
        standing.filter { latency(of: $0) != nil }.min(by: isQuicker) ?? standing.first
    }

    private func isWithinTarget(_ contender: Contender) -> Bool {
        guard let target = requirement.targetNanoseconds else { return true }
        return latency(of: contender).map { $0 <= Double(target) } ?? false
    }

    private func isQuicker(_ one: Contender, than other: Contender) -> Bool {
        (latency(of: one) ?? .infinity, one.place) < (latency(of: other) ?? .infinity, other.place)
    }

    private func latency(of contender: Contender) -> Double? {
        contender.option.latencyNanoseconds[requirement.statistic]?.value
    }

    /// By how much of what was asked it is too slow, or what else would have to give way.
    private func distance(_ contender: Contender) -> Double {
        contender.objections.reduce(0) { sum, objection in
            guard objection.reason == .latency, let target = requirement.targetNanoseconds,
                let figure = objection.figure
            else { return sum + (objection.way?.size ?? 1000) }
            return sum + max(figure.value / Double(target) - 1, 0)
        }
    }
}
