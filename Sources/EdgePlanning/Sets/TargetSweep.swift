package import EdgeRecords

/// One question with several targets: what each of them would have chosen.
package enum TargetSweep {
    package static func planSet(
        _ request: PlanningRequest, targetsNanoseconds: [Int]
    ) throws(PlanningError) -> PlanSet {
        var plans: [Plan] = []
        for target in targetsNanoseconds.sorted() {
            var one = request
            one.requirement.targetNanoseconds = target
            plans.append(try Planner.plan(one))
        }
        return PlanSet(.targets, plans: plans, summary: summary(of: plans))
    }

    /// As in `20 ms: nothing meets it; 50 ms, 100 ms: mobilenet-v2/int8 on native with 2 threads`, one answer for each.
    private static func summary(of plans: [Plan]) -> String {
        var groups: [(targets: [String], answer: String)] = []
        for plan in plans {
            let target = plan.requirement.targetNanoseconds.map { NumberText.exactDuration(nanoseconds: $0) } ?? ""
            let answer = answer(of: plan)
            if groups.last?.answer == answer {
                groups[groups.count - 1].targets.append(target)
            } else {
                groups.append(([target], answer))
            }
        }
        return groups.map { "\($0.targets.joined(separator: ", ")): \($0.answer)" }.joined(separator: "; ") + "."
    }

    private static func answer(of plan: Plan) -> String {
        if plan.verdict == .meets, let choice = plan.choice { return choice.candidate.inWords }
        return plan.verdict == .misses ? "nothing meets it" : "nothing is proven to meet it"
    }
}
