package import EdgeRecords

/// Several tasks that share the device at the same time.
package struct TaskSet {
    private let planners: [Planner]
    private let memoryBytes: Int?

    /// - Parameters:
    ///   - requests: one for each task, each with its own target.
    ///   - memoryBytes: of all together, beside what the device has.
    package init(_ requests: [PlanningRequest], memoryBytes: Int?) throws(PlanningError) {
        var planners: [Planner] = []
        for request in requests { planners.append(try Planner(request)) }
        self.planners = planners
        self.memoryBytes = [memoryBytes, planners.first?.device.memory.usableBytes].compactMap { $0 }.min()
    }

    package func planSet() throws(PlanningError) -> PlanSet {
        var plans: [Plan] = []
        for planner in planners { plans.append(try planner.plan()) }
        let open = plans.filter { $0.verdict != .meets }
        guard open.isEmpty else {
            let verdict = open.contains { $0.verdict == .misses } ? Verdict.misses : open[0].verdict
            let tasks = open.map(Self.demand).joined(separator: " and ")
            return PlanSet(
                .tasks, plans: plans,
                summary:
                    "Not all tasks have an answer: \(Self.reason(open, tasks)).",
                together: .init(verdict: verdict))
        }
        let search = CombinationSearch(
            planners.map { $0.contenders.filter(\.meets) }, objective: planners[0].requirement.objective,
            statistic: planners[0].requirement.statistic)
        let own = zip(planners, plans).compactMap { planner, plan in
            plan.choice.flatMap { planner.contender(for: $0.candidate) }
        }
        // What each would choose for itself, if there is room for all; else the best that there is room for.
        guard let chosen = ([own] + search.combinations).first(where: fits) else { return tooLarge(plans, own) }
        for (place, contender) in chosen.enumerated() {
            plans[place] = try planners[place].plan(choosing: contender.place)
        }
        return together(chosen, plans)
    }

    /// `keyword-spotting within 20 ms`: one task may come twice.
    private static func demand(_ plan: Plan) -> String {
        let target = plan.requirement.targetNanoseconds.map { " within \(NumberText.exactDuration(nanoseconds: $0))" }
        return plan.requirement.subject + (target ?? "")
    }

    private static func reason(_ open: [Plan], _ tasks: String) -> String {
        open.allSatisfy { $0.verdict == .misses }
            ? "nothing does \(tasks)" : "\(tasks) \(open.count == 1 ? "has" : "have") none that is proven"
    }

    private func fits(_ combination: CombinationSearch.Combination) -> Bool {
        guard let memoryBytes else { return true }
        return CombinationSearch.memoryBytes(combination).map { $0 <= Double(memoryBytes) } ?? true
    }

    private func tooLarge(_ plans: [Plan], _ own: CombinationSearch.Combination) -> PlanSet {
        var together = PlanSet.Together(verdict: .misses)
        (together.memoryBytes, together.memoryLimitBytes) = (CombinationSearch.memory(own), memoryBytes)
        let needed = together.memoryBytes.map { Judge.bytes($0.value) } ?? "more"
        return PlanSet(
            .tasks, plans: plans,
            summary: "The tasks do not fit together: the best of each need \(needed) of "
                + "\(NumberText.bytes(memoryBytes ?? 0)), and no others that meet their targets need less.",
            together: together)
    }

    private func together(_ chosen: CombinationSearch.Combination, _ plans: [Plan]) -> PlanSet {
        // Each was alone when it was measured: what they do to each other is not known.
        var together = PlanSet.Together(verdict: .undecided)
        (together.memoryBytes, together.memoryLimitBytes) = (CombinationSearch.memory(chosen), memoryBytes)
        let names = zip(plans, chosen).map { "\($1.option.candidate.inWords) for \($0.requirement.subject)" }
        let memory = together.memoryBytes.map { ", \(Judge.bytes($0.value)) of memory together" } ?? ""
        var set = PlanSet(
            .tasks, plans: plans,
            summary: "Each alone meets its target, but beside each other they were not measured: "
                + "\(names.joined(separator: " and "))\(memory).", together: together)
        let threads = chosen.reduce(0) { $0 + $1.option.candidate.threads }
        let usable = planners[0].device.limits.usableCPUs
        if threads > usable {
            set.remarks.append(
                "\(threads) threads share \(usable) \(usable == 1 ? "CPU" : "CPUs"): each waits for the others")
        }
        return set
    }
}
