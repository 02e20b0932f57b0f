import EdgeArguments
import EdgePlanning
import EdgeRecords
import EdgeReporting

/// `edgeplan compare`: what changed between two profiles or two plans.
enum CompareCommand {
    static let declaration = Command(
        "compare", "Say what changed between two profiles or two plans.", theme: "Plan",
        details: """
            Compares candidate by candidate, as a ratio with its interval, and all together; what lies within the interval
            is noise, and is called so. Different versions, governors and devices are listed. Measurements that other
            work disturbed show that work, and no change.
            """,
        operands: [
            Operand("before", .path(), "A profile or a plan."), Operand("after", .path(), "Another of the same kind."),
        ],
        options: [.value("percentile", .confidence, default: "95", "Which part of the answers is compared.")],
        examples: [Example("edgeplan compare before.json after.json", "Two profiles of one device.")],
        statuses: [
            StatusMeaning(.done, "All together are no slower, beyond noise."),
            StatusMeaning(.no, "All together are slower, beyond noise."),
            StatusMeaning(.notTrustworthy, "It cannot be said: too few samples, or nothing in common."),
        ],
        seeAlso: ["plan", "gate"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let before = try PlanningFile(path: parsed.text("before"))
        let after = try PlanningFile(path: parsed.text("after"))
        let comparison: RecordComparison
        switch (before.record, after.record) {
        case (.profile(let one), .profile(let other)):
            let percent = (parsed.ratio("percentile") * 1e8).rounded() / 1e6
            comparison = Comparer.compare(one, other, by: .percentile(percent))
        case (.plan(let one), .plan(let other)): comparison = Comparer.compare(one, other)
        case (.set, _): throw PlanningFileError.severalPlans(before.path)
        case (_, .set): throw PlanningFileError.severalPlans(after.path)
        default: throw PlanningFileError.differentKinds(before.path, after.path)
        }
        let output =
            parsed.flag("json")
            ? try RecordText.encode(comparison) : ComparisonText.text(of: comparison, width: surroundings.textWidth)
        return Outcome(output: output, status: status(of: comparison))
    }

    private static func status(of comparison: RecordComparison) -> ExitStatus {
        switch comparison.total {
        case .better, .unchanged: .done
        case .worse: .no
        default: .notTrustworthy
        }
    }
}
