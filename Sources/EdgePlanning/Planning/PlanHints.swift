import EdgeRecords

/// What a reader must know to take a plan as it is meant, and what to type next.
struct PlanHints {
    private let requirement: Requirement
    private let objective: Requirement.Objective

    init(_ requirement: Requirement, objective: Requirement.Objective) {
        self.requirement = requirement
        self.objective = objective
    }

    func remarks(on plan: Plan) -> [String] {
        var remarks: [String] = []
        if let choice = plan.choice {
            if choice.candidate.weights == .seeded {
                remarks.append(
                    "the weights of \(choice.candidate.model) were made up: they show speed and memory, and the accuracy "
                        + "is what others published of trained ones")
            }
            if requirement.allowed.contains(.contended), let remark = choice.remark { remarks.append(remark) }
            if let blind = plan.ranked.first(where: { isBlind($0, beside: choice) }) {
                let mends =
                    blind.candidate.weights == .seeded
                    ? "trained weights would have one, if `edgeplan models install` has them"
                    : "`edgeplan models evaluate` measures it"
                remarks.append(
                    "the accuracy of \(blind.candidate.name) is not known, so that it ranks last; \(mends)")
            }
            let better = plan.ranked.filter { isOpenAndBetter($0, than: choice) }
            if !better.isEmpty {
                let names = better.prefix(3).map(\.candidate.name).joined(separator: ", ")
                remarks.append("would be better, but is not settled: \(names)\(better.count > 3 ? ", …" : "")")
            }
        }
        if requirement.targetNanoseconds != nil, plan.verdict == .meets, plan.ranked.count > 1 {
            remarks.append(
                "each verdict by itself is wrong \(PlanWords.percent(1 - requirement.confidence)) times of 100 at the most"
            )
        }
        return remarks
    }

    /// Whether it might well be chosen if anything were known of its accuracy.
    private func isBlind(_ option: Plan.Option, beside choice: Plan.Option) -> Bool {
        objective == .accuracy && option.verdict == .meets && option.rankingAccuracy == nil
            && choice.rankingAccuracy != nil
    }

    private func isOpenAndBetter(_ option: Plan.Option, than choice: Plan.Option) -> Bool {
        guard option.verdict == .undecided || option.verdict == .contended, objective == .accuracy else { return false }
        return (option.rankingAccuracy?.value ?? 0) > (choice.rankingAccuracy?.value ?? 0)
    }

    /// What to measure so that the answer becomes one, or a better one.
    func next(_ plan: Plan) -> String? {
        switch plan.verdict {
        case .meets:
            plan.ranked.first { option in plan.choice.map { isOpenAndBetter(option, than: $0) } ?? false }
                .map { Self.measuring($0.candidate) }
        case .contended, .undecided, .misses:
            lacksEnergy(plan)
                ? "edgeplan doctor"
                // What was chosen without proof wants it first.
                : plan.choice.map { Self.measuring($0.candidate) } ?? plan.closest.flatMap { next($0, in: plan) }
                    ?? plan.waysOut.lazy.compactMap(\.candidate).first.map(Self.measuring)
        }
    }

    private func next(_ closest: Plan.Option, in plan: Plan) -> String? {
        guard closest.verdict != .misses else { return nil }
        let rejection = plan.rejected.first { $0.candidate == closest.candidate }
        switch rejection?.reason {
        case nil: return Self.measuring(closest.candidate)
        case .engine where !requirement.engines.isEmpty:
            return "edgeplan profile models --engine "
                + requirement.engines.map { ShellText.word($0.rawValue) }.joined(separator: ",")
        case .accelerator: return "edgeplan doctor"
        case .accuracy where closest.rankingAccuracy == nil:
            let verb = closest.candidate.weights == .seeded ? "install" : "evaluate"
            return "edgeplan models \(verb) \(ShellText.word(closest.candidate.model))"
        // What was found to be too much stays so; what is not known may be found out.
        default: return rejection?.figure == nil ? Self.measuring(closest.candidate) : nil
        }
    }

    /// Whether it is the energy that stands in the way because nothing counts it here: measuring again would not help.
    private func lacksEnergy(_ plan: Plan) -> Bool {
        guard requirement.energyMicrojoules != nil, let closest = plan.closest else { return false }
        return closest.energyMicrojoules == nil && plan.rejected.contains { $0.candidate == closest.candidate }
    }

    static func measuring(_ candidate: Candidate) -> String {
        "edgeplan profile models --model \(ShellText.word(candidate.model)) "
            + "--precision \(ShellText.word(candidate.precision.rawValue)) "
            + "--engine \(ShellText.word(candidate.engine.rawValue))"
            + (candidate.provider.map { " --provider \(ShellText.word($0))" } ?? "")
            + (candidate.placement == .cpu ? "" : " --placement \(candidate.placement.rawValue)")
            + " --threads \(candidate.threads)"
    }
}
