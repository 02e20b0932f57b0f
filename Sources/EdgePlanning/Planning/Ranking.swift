import EdgeRecords

/// The order of candidates under an objective, and which of them cannot be told apart.
struct Ranking {
    let objective: Requirement.Objective
    let statistic: Statistic

    /// Best first; what was proven before what is open.
    func sorted(_ contenders: [Contender]) -> [Contender] {
        let keys = contenders.map(key)
        return keys.indices.sorted { keys[$0] < keys[$1] }.map { contenders[$0] }
    }

    /// The best of those that meet the requirement, and those that cannot be told apart from it.
    ///
    /// Each step keeps what lies within the error of the step's best: first by the objective, then by what a user
    /// would rather have less of.
    func choice(of contenders: [Contender]) -> (best: Contender, ties: [Contender])? {
        guard !contenders.isEmpty else { return nil }
        let close = steps.reduce(sorted(contenders)) { left, step in step(left) }
        let wants = close.map(frugal)
        let ordered = wants.indices.sorted { wants[$0].lexicographicallyPrecedes(wants[$1]) }.map { close[$0] }
        guard let best = ordered.first else { return nil }
        return (best, Array(ordered.dropFirst()))
    }

    private var steps: [([Contender]) -> [Contender]] {
        switch objective {
        case .accuracy: [mostAccurate, fastest]
        case .latency: [fastest, mostAccurate]
        case .energy: [{ least($0, of: \.option.energyMicrojoules) }, mostAccurate, fastest]
        case .memory: [{ least($0, of: \.option.peakMemoryBytes) }, mostAccurate, fastest]
        }
    }

    /// Within the chance error of the best one's accuracy.
    private func mostAccurate(_ contenders: [Contender]) -> [Contender] {
        let known = contenders.compactMap(\.option.rankingAccuracy)
        guard let best = known.max(by: { $0.value < $1.value }) else { return contenders }
        return contenders.filter { contender in
            contender.option.rankingAccuracy.map { best.value - $0.value <= best.standardError } ?? false
        }
    }

    /// Those whose interval reaches the fastest one's.
    private func fastest(_ contenders: [Contender]) -> [Contender] {
        least(contenders) { $0.ownLatency(statistic) }
    }

    private func least(_ contenders: [Contender], of figure: (Contender) -> Figure?) -> [Contender] {
        guard let best = contenders.compactMap(figure).min(by: { $0.value < $1.value }) else { return contenders }
        let reach = best.interval?.high ?? best.value
        return contenders.filter { contender in
            figure(contender).map { $0.value <= best.value || $0.interval?.low ?? $0.value <= reach } ?? false
        }
    }

    /// Less memory, then fewer threads, then less energy, then the one that is the fastest after all.
    private func frugal(_ contender: Contender) -> [Double] {
        let option = contender.option
        return [
            option.peakMemoryBytes?.value ?? .infinity, Double(option.candidate.threads),
            option.energyMicrojoules?.value ?? .infinity, option.latencyNanoseconds[statistic]?.value ?? .infinity,
            Double(contender.place),
        ]
    }

    /// Smaller is better in every part; what is not known comes last.
    private func key(of contender: Contender) -> SortKey {
        let option = contender.option
        let proof: Double =
            switch option.verdict {
            case .meets: 0
            case .undecided: option.source == .predicted ? 3 : 1
            case .contended: 2
            default: 4
            }
        let accuracy = option.rankingAccuracy.map { -$0.value } ?? .infinity
        let latency = option.latencyNanoseconds[statistic]?.value ?? .infinity
        let first: Double =
            switch objective {
            case .accuracy: accuracy
            case .latency: latency
            case .energy: option.energyMicrojoules?.value ?? .infinity
            case .memory: option.peakMemoryBytes?.value ?? .infinity
            }
        let frugal = frugal(contender)
        return SortKey(
            parts: (proof, first, accuracy, latency, frugal[0], frugal[1]), place: contender.place)
    }
}

/// A tuple that can be sorted by, made once for each candidate.
private struct SortKey: Comparable {
    let parts: (Double, Double, Double, Double, Double, Double)
    let place: Int

    static func == (one: SortKey, other: SortKey) -> Bool { one.parts == other.parts && one.place == other.place }

    static func < (one: SortKey, other: SortKey) -> Bool {
        one.parts == other.parts ? one.place < other.place : one.parts < other.parts
    }
}
