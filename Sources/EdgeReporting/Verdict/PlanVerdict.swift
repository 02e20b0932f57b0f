public import EdgeRecords

/// The sentence that answers a plan, the same in every place that shows it.
public enum PlanVerdict {
    public static func headline(of plan: Plan, _ profile: Profile) -> String {
        let input = ReportInput(profile: profile, plan: plan)
        return PlanReader(plan, profile, CandidateRows(input)).headline
    }
}
