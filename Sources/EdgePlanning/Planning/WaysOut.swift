import EdgeRecords

/// What would make something fit where nothing does, in numbers.
struct WaysOut {
    let requirement: Requirement
    let ranking: Ranking
    let models: ModelIndex

    /// So many unmeasured models are named at most.
    private static let named = 2

    /// - Parameters:
    ///   - contenders: all that were measured.
    ///   - hasSingle: whether one change of the requirement is enough.
    ///   - foreseen: what is predicted of candidates that were not.
    func all(
        from closest: Contender, of contenders: [Contender], hasSingle: Bool, foreseen: [Contender]
    ) -> [Plan.WayOut] {
        [faster(closest, of: contenders), hasSingle ? nil : together(closest)].compactMap { $0 } + unmeasured(foreseen)
    }

    /// How many targets it takes; nil where its latency is not in the way.
    private func factor(_ contender: Contender) -> Double? {
        guard let target = requirement.targetNanoseconds, contender.option.verdict == .misses,
            let latency = contender.option.latencyNanoseconds[requirement.statistic], latency.value > Double(target)
        else { return nil }
        return latency.value / Double(target)
    }

    private func faster(_ closest: Contender, of contenders: [Contender]) -> Plan.WayOut? {
        guard let factor = factor(closest) else { return nil }
        let count = contenders.count { $0.measured?.outcome == .ok }
        let others = count == 1 ? "" : ", which none of the \(count) measured ones reaches"
        let times = PlanWords.times(factor)
        var way = Plan.WayOut(
            .speed,
            "\(times) times the speed of \(closest.option.candidate.name)\(others): a device or an accelerator so much "
                + "faster, or a model with \(work(closest, factor))")
        way.factor = factor
        return way
    }

    /// As far as time follows the arithmetic.
    private func work(_ contender: Contender, _ factor: Double) -> String {
        let share = "1/\(PlanWords.times(factor)) of its work"
        guard let operations = models.variant(of: contender.option.candidate)?.operations, operations > 0 else {
            return share
        }
        func millions(_ count: Double) -> String { NumberText.threeDigits(count / 1e6) }
        return share
            + " (\(millions(Double(operations) / factor)) of \(millions(Double(operations))) million operations)"
    }

    /// Where no single change is enough: all that stands against the nearest one.
    private func together(_ closest: Contender) -> Plan.WayOut? {
        guard closest.objections.count > 1 else { return nil }
        let target = CheapestWayOut(requirement: requirement).laterTarget(for: closest)
        let ways = closest.objections.map { $0.reason == .latency ? target : $0.way }
        // A change that does not help, or that nobody knows, spoils the rest.
        let changes = ways.compactMap { $0?.change }
        guard changes.count == ways.count else { return nil }
        return Plan.WayOut(
            .together, "all at once, for \(closest.option.candidate.name): \(changes.joined(separator: ", "))")
    }

    private func unmeasured(_ foreseen: [Contender]) -> [Plan.WayOut] {
        guard let target = requirement.targetNanoseconds else { return [] }
        let fitting = foreseen.filter { contender in
            let latency = contender.option.latencyNanoseconds[requirement.statistic]
            return contender.objections.isEmpty
                && latency.map { ($0.interval?.high ?? $0.value) <= Double(target) } ?? false
        }
        var known: Set<String> = []
        let best = ranking.sorted(fitting).filter { known.insert($0.option.candidate.model).inserted }
        return best.prefix(Self.named).map { contender in
            let option = contender.option
            let latency = option.latencyNanoseconds[requirement.statistic]
            let time = latency.map { figure in
                let bar = figure.interval.map {
                    " (\(NumberText.duration(nanoseconds: $0.low)) to \(NumberText.duration(nanoseconds: $0.high)))"
                }
                return ", predicted at \(NumberText.duration(nanoseconds: figure.value))\(bar ?? "")"
            }
            let accuracy = option.rankingAccuracy.map { ", accuracy \(Judge.points($0.value))" } ?? ""
            var way = Plan.WayOut(.model, "\(option.candidate.name), not measured yet\(time ?? "")\(accuracy)")
            (way.candidate, way.latencyNanoseconds) = (option.candidate, latency)
            return way
        }
    }
}
