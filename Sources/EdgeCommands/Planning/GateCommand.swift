import EdgeArguments
import EdgePlanning
import EdgePlatform
import EdgeRecords
import EdgeReporting

/// `edgeplan gate`: whether what a plan says is still so, for a pipeline.
enum GateCommand {
    static let declaration = Command(
        "gate", "Pass or fail a plan's claim, for a pipeline.", theme: "Plan",
        details: """
            Holds the plan's candidate against a new profile, or measures it here for as long as the budget allows: it
            still has to meet the target, and its latency, accuracy and memory must not be worse than the plan says, or
            than the baseline, by more than noise explains. Too few samples or a disturbed device settle nothing, and end
            with a status of their own.
            """,
        operands: [Operand("plan", .path(), "A plan's record, as `edgeplan plan --json` writes it.")],
        options: [
            .value("profile", .path(), called: "FILE", "What was measured since, instead of the store's profile."),
            .value("budget", .duration, "Measure it here, for this long at the most, instead of reading a profile."),
            .value("model", .path(), called: "FILE.onnx", "With --budget: the model's file, if it is not kept."),
            ProfileCommand.noWait,
            .value(
                "baseline", .path(), called: "PROFILE", "Compare with this earlier profile, and not with the plan."),
            .value("junit", .path(), called: "FILE", "Write the checks for a pipeline's viewer too."),
            .value(
                "junit-names", .choice(["figures", "stable"]), default: "figures",
                "Names of cases with their figures, or the same in every run."),
        ],
        examples: [
            Example(
                "edgeplan gate plan.json --profile new.json --junit edgeplan.xml",
                "In a pipeline, after measuring anew."),
            Example(
                "edgeplan gate plan.json --budget 60s --baseline main.json", "Measured here, against main's profile."),
        ],
        statuses: [
            StatusMeaning(.done, "Passed."), StatusMeaning(.no, "Failed."),
            StatusMeaning(.notTrustworthy, "Not settled."), StatusMeaning(.missing, "The engine is not here."),
        ],
        seeAlso: ["plan", "verify", "compare"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let plan = try PlanningFile.plan(at: parsed.text("plan"))
        let evidence = try evidence(for: plan, parsed, in: surroundings)
        guard !Interruption.isRequested else {
            return Outcome(errors: "edgeplan: interrupted\n", status: .interrupted)
        }
        let baseline = try parsed.text(ifGiven: "baseline").map { try PlanningFile.profile(at: $0) }
        let models = try KnownModels.records(of: evidence.map(\.profile), in: surroundings.environment)
        let answer = try Gate(plan, evidence: evidence, baseline: baseline, models: models).answer()
        var notes = ""
        if let path = parsed.text(ifGiven: "junit") {
            let report = GateReport.junit(of: answer, hasStableNames: parsed.text("junit-names") == "stable")
            try AtomicFile.write(report, to: path)
            if !parsed.flag("quiet") { notes = "wrote \(path)\n" }
        }
        let output =
            parsed.flag("json")
            ? try RecordText.encode(answer) : GateText.text(of: answer, width: surroundings.textWidth)
        return Outcome(output: output, errors: notes, status: answer.state.status)
    }
}

extension GateCommand {
    /// What was measured since: here and now within a budget, or in a profile.
    private static func evidence(
        for plan: Plan, _ parsed: ParsedCommand, in surroundings: Surroundings
    ) throws -> [PlanningRequest.Evidence] {
        guard let budget = parsed.nanoseconds(ifGiven: "budget"), plan.choice != nil else {
            let sources = PlanSources(
                paths: parsed.texts("profile"), devicePath: nil,
                store: StoreFolder.path(named: parsed.text(ifGiven: "store"), in: surroundings.environment),
                environment: surroundings.environment)
            return try sources.evidence(mustBeHere: false)
        }
        let findings = try ClaimMeasurement.findings(
            of: plan, parsed, budgetNanoseconds: budget, in: surroundings)
        let profile = try KnownAccuracies.attached(to: findings.profile, in: surroundings.environment)
        return [.init(profile, hash: nil)]
    }
}

extension GateAnswer.State {
    fileprivate var status: ExitStatus {
        switch self {
        case .passed: .done
        case .failed: .no
        case .unsettled, .skipped: .notTrustworthy
        }
    }
}
