import EdgeArguments
import EdgePlanning
import EdgePlatform
import EdgeRecords
import EdgeReporting

/// `edgeplan verify`: a plan's claim, measured anew where it will run.
enum VerifyCommand {
    static let declaration = Command(
        "verify", "Measure a plan's claim anew on this device.", theme: "Plan",
        details: """
            Runs the plan's candidate in fresh processes, one after another, until a test that may be asked at any time
            has decided whether it meets the target: five processes at least, and no more than the budget allows. What
            other work disturbed does not count. Where the plan chose nothing, what came nearest is measured.
            """,
        operands: [Operand("plan", .path(), "A plan's record, as `edgeplan plan --json` writes it.")],
        options: [
            .value("budget", .duration, default: "2m", "Begin no process after this long."),
            .value("model", .path(), called: "FILE.onnx", "The model's file, where it is neither kept nor built in."),
            .value("output", .path(), called: "FILE", "Write what was measured as a profile, for `gate` and `report`."),
            ProfileCommand.noWait,
            .flag("nearest", "Measure although the plan is for another class of device."),
        ],
        examples: [
            Example("edgeplan verify plan.json", "Whether the choice holds on this device."),
            Example("edgeplan verify plan.json --budget 20s --json", "For a script: the verdict and its figures."),
        ],
        statuses: [
            StatusMeaning(.done, "The claim holds."), StatusMeaning(.no, "The candidate misses the target."),
            StatusMeaning(.badInput, "The plan is for another device, or its model is not here."),
            StatusMeaning(.notTrustworthy, "Not settled within the budget, disturbed, or the model has changed."),
            StatusMeaning(.missing, "The engine is not here."),
        ],
        seeAlso: ["plan", "gate"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let plan = try PlanningFile.plan(at: parsed.text("plan"))
        let verifier = try Verifier(plan)
        let findings = try ClaimMeasurement.findings(
            of: plan, parsed, budgetNanoseconds: parsed.nanoseconds("budget"), onAnyDevice: parsed.flag("nearest"),
            in: surroundings)
        if let path = parsed.text(ifGiven: "output") {
            try AtomicFile.write(try RecordText.encode(findings.profile), to: path)
        }
        guard !Interruption.isRequested else {
            return Outcome(errors: "edgeplan: interrupted\n", status: .interrupted)
        }
        let answer = try verifier.answer(
            KnownAccuracies.attached(to: findings.profile, in: surroundings.environment), processes: findings.processes,
            models: try KnownModels.records(of: [findings.profile], in: surroundings.environment),
            check: PlanFreshness(plan, on: findings.profile.device, programVersion: Version.number).check())
        let output =
            parsed.flag("json")
            ? try RecordText.encode(answer) : VerificationText.text(of: answer, width: surroundings.textWidth)
        return Outcome(output: output, status: answer.verdict.status)
    }
}
