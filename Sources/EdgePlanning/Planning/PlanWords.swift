import EdgeRecords

/// The sentences of a plan.
struct PlanWords {
    private let requirement: Requirement
    private let objective: Requirement.Objective

    init(_ requirement: Requirement, objective: Requirement.Objective) {
        self.requirement = requirement
        self.objective = objective
    }

    /// Adds the summary, the remarks and the next command.
    func finish(_ plan: inout Plan, remarks: [String]) {
        plan.summary = summary(of: plan)
        plan.remarks = remarks + self.remarks(on: plan)
        plan.next = next(plan)
    }

    private func summary(of plan: Plan) -> String {
        if plan.verdict == .meets, let choice = plan.choice {
            return "Use \(choice.candidate.inWords): \(facts(choice))."
        }
        if let choice = plan.choice, choice.source == .predicted {
            return "Predicted only, not measured: \(choice.candidate.inWords) should do: \(facts(choice))."
        }
        switch plan.verdict {
        case .misses: return missing(plan)
        case .contended:
            return "It cannot be told whether anything meets \(demand): other work disturbed the device"
                + ending(plan.closest)
        default: return undecided(plan)
        }
    }

    private func missing(_ plan: Plan) -> String {
        guard let closest = plan.closest else { return "Nothing meets \(demand): no candidate could be run." }
        let rejection = plan.rejected.first {
            $0.measurement == closest.measurement && $0.candidate == closest.candidate
        }
        return "Nothing meets \(demand); the closest is \(closest.candidate.inWords)"
            + (rejection.map { ": \($0.detail)." } ?? ".")
    }

    private func undecided(_ plan: Plan) -> String {
        guard let closest = plan.closest else { return "Nothing is known yet of what meets \(demand)." }
        if closest.source == .predicted {
            return "Nothing that was measured meets \(demand); \(closest.candidate.inWords) might, by prediction: "
                + "\(facts(closest))."
        }
        let reason =
            closest.remark
            ?? closest.samplesNeeded.map { "about \($0) more samples would settle it" }
            ?? "it lies at the limit, and no number of samples is likely to settle it"
        return "Not settled: \(closest.candidate.inWords) may meet \(demand) (\(facts(closest))), but \(reason)."
    }

    private func ending(_ closest: Plan.Option?) -> String {
        closest.map { "; the most promising is \($0.candidate.inWords) (\(facts($0)))." } ?? "."
    }

    /// In full, as it was asked for: `95`, `99.9`.
    private func percent(_ ratio: Double) -> String {
        JSONWriter.text(of: JSONValue((ratio * 1e8).rounded() / 1e6), layout: .line)
    }

    /// `50 ms at p95`.
    private var demand: String {
        guard let target = requirement.targetNanoseconds else { return "the requirement" }
        return "\(NumberText.exactDuration(nanoseconds: target)) at \(requirement.statistic.rawValue)"
    }

    /// `p95 of the model alone is 31.2 ms of 50 ms (95 % sure); accuracy 70.9 % (published top-1)`.
    private func facts(_ option: Plan.Option) -> String {
        [latency(option), accuracy(option)].compactMap { $0 }.joined(separator: "; ")
    }

    private func latency(_ option: Plan.Option) -> String? {
        guard let figure = option.latencyNanoseconds[requirement.statistic] else { return nil }
        let name = figure.statistic.rawValue
        let verb = figure.source == .measured ? "is" : "is \(figure.source.rawValue) to be"
        let target = requirement.targetNanoseconds.map { " of \(NumberText.exactDuration(nanoseconds: $0))" } ?? ""
        let sure =
            option.verdict == .meets && requirement.targetNanoseconds != nil
            ? " (\(percent(requirement.confidence)) % sure)" : ""
        return "\(name) of the model alone \(verb) \(NumberText.duration(nanoseconds: figure.value))\(target)\(sure)"
    }

    private func accuracy(_ option: Plan.Option) -> String? {
        guard let accuracy = option.accuracy else { return objective == .accuracy ? "its accuracy is not known" : nil }
        guard let ranking = option.rankingAccuracy else {
            return "\(accuracy.metric) \(Judge.points(accuracy.value.value)) (\(accuracy.kind.rawValue))"
        }
        let kind =
            accuracy.kind == .fidelity
            ? "predicted from its agreement with the model it was made from"
            : "\(accuracy.kind.rawValue) \(accuracy.metric)"
        return "accuracy \(Judge.points(ranking.value)) (\(kind))"
    }

    private func remarks(on plan: Plan) -> [String] {
        var remarks: [String] = []
        if let choice = plan.choice {
            if choice.candidate.weights == .seeded {
                remarks.append(
                    "the weights of \(choice.candidate.model) were made up: they show speed and memory, and the accuracy "
                        + "is what others published of trained ones")
            }
            let better = plan.ranked.filter { isOpenAndBetter($0, than: choice) }
            if !better.isEmpty {
                let names = better.prefix(3).map(\.candidate.name).joined(separator: ", ")
                remarks.append("would be better, but is not settled: \(names)\(better.count > 3 ? ", …" : "")")
            }
        }
        if plan.requirement.targetNanoseconds != nil, plan.verdict == .meets, plan.ranked.count > 1 {
            remarks.append(
                "each verdict is right \(percent(requirement.confidence)) times of 100 by itself")
        }
        return remarks
    }

    private func isOpenAndBetter(_ option: Plan.Option, than choice: Plan.Option) -> Bool {
        guard option.verdict == .undecided || option.verdict == .contended, objective == .accuracy else { return false }
        return (option.rankingAccuracy?.value ?? 0) > (choice.rankingAccuracy?.value ?? 0)
    }

    /// What to measure so that the answer becomes one, or a better one.
    private func next(_ plan: Plan) -> String? {
        switch plan.verdict {
        case .meets: nil
        case .contended: "edgeplan profile models"
        case .undecided, .misses:
            plan.closest.flatMap { $0.verdict == .misses ? nil : Self.measuring($0.candidate) }
        }
    }

    static func measuring(_ candidate: Candidate) -> String {
        "edgeplan profile models --model \(candidate.model) --precision \(candidate.precision.rawValue) "
            + "--engine \(candidate.engine.rawValue) --threads \(candidate.threads)"
    }
}
