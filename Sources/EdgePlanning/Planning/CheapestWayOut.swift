import EdgeRecords

/// The smallest change of one part of the requirement that lets something through.
struct CheapestWayOut {
    let requirement: Requirement

    /// How many of the quickest candidates are asked for the target that they would meet: each costs many verdicts.
    private static let asked = 8

    func relaxation(of contenders: [Contender]) -> Plan.Relaxation? {
        // One objection that is not the latency, and a latency that meets: that one change is enough.
        let others = contenders.compactMap { contender -> (Objection.WayOut, Contender)? in
            guard contender.objections.count == 1, contender.option.verdict == .meets,
                let way = contender.objections[0].way
            else { return nil }
            return (way, contender)
        }
        let ways = others + slower(contenders)
        let best = ways.min { ($0.0.size, $0.1.place) < ($1.0.size, $1.1.place) }
        return best.map { way, contender in
            Plan.Relaxation(change: way.change, costs: "\(way.costs), for \(contender.option.candidate.inWords)")
        }
    }

    /// The targets that candidates would meet against which nothing but their latency speaks.
    private func slower(_ contenders: [Contender]) -> [(Objection.WayOut, Contender)] {
        let late = contenders.filter { contender in
            contender.hasEvidence && contender.objections.allSatisfy { $0.reason == .latency }
        }
        let quickest = late.map { (latency: latency(of: $0), contender: $0) }
            .sorted { ($0.latency, $0.contender.place) < ($1.latency, $1.contender.place) }.prefix(Self.asked)
        return quickest.compactMap { _, contender in laterTarget(for: contender).map { ($0, contender) } }
    }

    /// The target that it would be proven to meet; nil where none that was seen is.
    func laterTarget(for contender: Contender) -> Objection.WayOut? {
        guard let claim = requirement.claim, let met = contender.evidence?.quickestMet(claim),
            met > claim.targetNanoseconds
        else { return nil }
        let target = Self.roundedUp(met)
        let more = NumberText.duration(nanoseconds: Double(target - claim.targetNanoseconds))
        return .init(
            size: Double(target) / Double(claim.targetNanoseconds) - 1,
            change: "target to " + NumberText.exactDuration(nanoseconds: target).filter { $0 != " " },
            costs: "\(more) more for each answer")
    }

    private func latency(of contender: Contender) -> Double {
        contender.option.latencyNanoseconds[requirement.statistic]?.value ?? .infinity
    }

    /// To three digits, so that it can be read, and never below.
    private static func roundedUp(_ nanoseconds: Int) -> Int {
        var step = 1
        while nanoseconds / step >= 1000 { step *= 10 }
        let (rounded, overflow) = ((nanoseconds + step - 1) / step).multipliedReportingOverflow(by: step)
        return overflow ? nanoseconds : rounded
    }
}

extension LatencyEvidence {
    /// The smallest target of those that were seen as a latency for which the claim would hold.
    func quickestMet(_ claim: Claim) -> Int? {
        let times = Set(all).sorted()
        var (low, high) = (0, times.count)
        // A later target only ever turns samples from above to within.
        while low < high {
            let middle = (low + high) / 2
            if meets(claim, target: times[middle]) { high = middle } else { low = middle + 1 }
        }
        return low < times.count ? Int(exactly: times[low].rounded(.up)) : nil
    }

    private func meets(_ claim: Claim, target: Double) -> Bool {
        guard let nanoseconds = Int(exactly: target.rounded(.up)),
            let later = Claim(
                targetNanoseconds: nanoseconds, percentile: claim.percentile, confidence: claim.confidence)
        else { return false }
        return sequentialFinding(later).verdict == .meets
    }
}
