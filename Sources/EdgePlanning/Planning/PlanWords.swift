import EdgeRecords

/// The sentence that answers a requirement, the same in terminal, page and record.
struct PlanWords {
    private let requirement: Requirement
    private let objective: Requirement.Objective

    init(_ requirement: Requirement, objective: Requirement.Objective) {
        self.requirement = requirement
        self.objective = objective
    }

    func summary(of plan: Plan) -> String {
        if plan.verdict == .meets, let choice = plan.choice {
            return "Use \(choice.candidate.inWords): \(facts(choice))."
        }
        if let choice = plan.choice, choice.source == .predicted { return predicted(choice) }
        switch plan.verdict {
        case .misses: return missing(plan)
        case .contended:
            return "It cannot be told whether anything meets \(demand): other work disturbed the device"
                + (plan.closest.map { "; the most promising is \($0.candidate.inWords): \(facts($0))." } ?? ".")
        default: return undecided(plan)
        }
    }

    private func predicted(_ option: Plan.Option) -> String {
        "\(option.candidate.inWords) was not run here: \(facts(option)); measure it before relying on it."
    }

    private func missing(_ plan: Plan) -> String {
        guard let closest = plan.closest else { return "Nothing meets \(demand): no candidate could be run." }
        let rejection = rejection(of: closest, in: plan)
        // What fails in something else may well meet the target.
        let asked = rejection.map { $0.reason == .latency } ?? true ? demand : "all that was asked for"
        return "Nothing meets \(asked); the nearest is \(closest.candidate.inWords)"
            + (rejection.map { ": \($0.detail)\(excess($0))." } ?? ".")
    }

    private func rejection(of option: Plan.Option, in plan: Plan) -> Plan.Rejection? {
        plan.rejected.first { $0.measurement == option.measurement && $0.candidate == option.candidate }
    }

    private func excess(_ rejection: Plan.Rejection) -> String {
        guard rejection.reason == .latency, let figure = rejection.figure,
            let target = requirement.targetNanoseconds, figure.value > Double(target)
        else { return "" }
        let excess = NumberText.duration(nanoseconds: figure.value - Double(target))
        let factor = figure.value / Double(target)
        // Below that the two times say it as well.
        return ", \(excess) too slow" + (factor >= 1.1 ? ": \(Self.times(factor)) times the target" : "")
    }

    private func undecided(_ plan: Plan) -> String {
        guard let closest = plan.closest else { return "Nothing is known yet of what meets \(demand)." }
        if let rejection = rejection(of: closest, in: plan) {
            return "It is not known whether anything meets all that was asked for; the nearest is "
                + "\(closest.candidate.inWords): \(rejection.detail)."
        }
        guard closest.source != .predicted else {
            return "Nothing that was measured meets \(demand), and \(predicted(closest))"
        }
        let reason =
            closest.remark
            ?? closest.samplesNeeded.map { "about \($0) more samples would settle it" }
            ?? "it lies at the limit, and no number of samples is likely to settle it"
        return "\(closest.candidate.inWords) may or may not meet \(demand): \(facts(closest)); \(reason)."
    }

    /// `50 ms at p95`.
    private var demand: String {
        guard let target = requirement.targetNanoseconds else { return "the requirement" }
        return "\(NumberText.exactDuration(nanoseconds: target)) at \(requirement.statistic.rawValue)"
    }

    /// `p95 of the model alone is 31.2 ms of 50 ms, certain to 95 %; 18.8 ms to spare, accuracy 70.9 % (published top-1)`.
    private func facts(_ option: Plan.Option) -> String {
        let known = latency(option)
        guard option.verdict == .meets, option.source != .predicted, let target = requirement.targetNanoseconds,
            let figure = option.latencyNanoseconds[requirement.statistic], figure.value <= Double(target)
        else { return [known, accuracy(option)].compactMap { $0 }.joined(separator: ", ") }
        let spare = "\(NumberText.duration(nanoseconds: Double(target) - figure.value)) to spare"
        let sure = "certain to \(Self.percent(requirement.confidence)) %"
        return [
            [known, sure].compactMap { $0 }.joined(separator: ", "),
            [spare, accuracy(option)].compactMap { $0 }
                .joined(separator: ", "),
        ].joined(separator: "; ")
    }

    private func latency(_ option: Plan.Option) -> String? {
        guard let figure = option.latencyNanoseconds[requirement.statistic] else { return nil }
        let verb = figure.source == .measured ? "is" : "is \(figure.source.rawValue) at"
        let target = requirement.targetNanoseconds.map { " of \(NumberText.exactDuration(nanoseconds: $0))" } ?? ""
        let start =
            "\(figure.statistic.rawValue) of \(requirement.scope.inWords) \(verb) \(NumberText.duration(nanoseconds: figure.value))\(target)"
        guard option.verdict != .meets || option.source == .predicted, let interval = figure.interval else {
            return start
        }
        return start + " (\(NumberText.duration(nanoseconds: interval.low)) to "
            + "\(NumberText.duration(nanoseconds: interval.high)))"
    }

    private func accuracy(_ option: Plan.Option) -> String? {
        guard let accuracy = option.accuracy else { return objective == .accuracy ? "accuracy not known" : nil }
        if accuracy.metric == Accuracy.perplexity {
            let value = "perplexity \(NumberText.threeDigits(accuracy.value.value))"
            return accuracy.value.interval.map { "\(value) (at most \(NumberText.threeDigits($0.high)))" } ?? value
        }
        guard let ranking = option.rankingAccuracy else {
            return "\(accuracy.metric) \(Judge.points(accuracy.value.value)) (\(accuracy.kind.rawValue))"
        }
        // What a user states was measured somewhere, and not by us.
        let word = accuracy.kind == .measured ? accuracy.value.source.rawValue : accuracy.kind.rawValue
        let kind =
            accuracy.kind == .fidelity
            ? "predicted from its agreement with the model it was made from"
            : "\(word) \(accuracy.metric)"
        guard accuracy.kind == .measured, ranking.value < accuracy.value.value else {
            return "accuracy \(Judge.points(ranking.value)) (\(kind))"
        }
        return "accuracy \(Judge.points(accuracy.value.value)) (\(kind), at least \(Judge.points(ranking.value)))"
    }

    /// `12.4`, `109 thousand`.
    static func times(_ factor: Double) -> String {
        let units = [(1e9, " billion"), (1e6, " million"), (1e4, " thousand")]
        guard let unit = units.first(where: { factor >= $0.0 * 0.9995 }) else { return NumberText.threeDigits(factor) }
        return NumberText.threeDigits(factor / (unit.0 == 1e4 ? 1e3 : unit.0)) + unit.1
    }

    /// In full, as it was asked for: `95`, `99.9`.
    static func percent(_ ratio: Double) -> String {
        JSONWriter.text(of: JSONValue((ratio * 1e8).rounded() / 1e6), layout: .line)
    }
}

extension Requirement.Scope {
    /// What a latency is of.
    var inWords: String {
        switch self {
        case .request: "whole requests"
        case .model: "the model alone"
        }
    }
}
