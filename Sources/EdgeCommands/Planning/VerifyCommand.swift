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
            other work disturbed does not count, unless the plan was made with `--allow-contended`. Where the plan chose
            nothing, what came nearest is measured.

            Of plans for several tasks all choices run at the same time, each on CPUs of its own as far as there are
            enough: each has to meet its target beside the others.
            """,
        operands: [
            Operand("plan", .path(), "A plan's record, or that of several tasks, as `edgeplan plan --json` writes it.")
        ],
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
            Example("edgeplan verify tasks.json", "Whether the choices of several tasks hold beside each other."),
        ],
        statuses: [
            StatusMeaning(.done, "The claim holds."), StatusMeaning(.no, "The candidate misses the target."),
            StatusMeaning(.badInput, "The plan is for another device, or its model is not here."),
            StatusMeaning(.notTrustworthy, "Not settled within the budget, disturbed, or the model has changed."),
            StatusMeaning(.missing, "The engine is not here."),
        ],
        seeAlso: ["plan", "gate"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let file = try PlanningFile(path: parsed.text("plan"))
        if case .set(let set) = file.record { return try run(SetVerifier(set), parsed, in: surroundings) }
        let plan = try file.plan
        let verifier = try Verifier(plan)
        let findings = try ClaimMeasurement.findings(
            of: plan, parsed, budgetNanoseconds: parsed.nanoseconds("budget"), onAnyDevice: parsed.flag("nearest"),
            in: surroundings)
        return try outcome(of: findings.profile, parsed, in: surroundings) { profile, models, width in
            let answer = try verifier.answer(
                profile, processes: findings.processes, models: models, check: check(plan, on: profile.device))
            return Told(record: answer, verdict: answer.verdict, text: VerificationText.text(of: answer, width: width))
        }
    }

    /// Several tasks at once.
    private static func run(
        _ verifier: SetVerifier, _ parsed: ParsedCommand, in surroundings: Surroundings
    ) throws -> Outcome {
        if parsed.isGiven("model") { throw ClaimError.oneFile }
        let findings = try SetMeasurement.findings(verifier, parsed, in: surroundings)
        return try outcome(of: findings.profile, parsed, in: surroundings) { profile, models, width in
            let answer = try verifier.answer(profile, processes: findings.processes, models: models) {
                check($0, on: profile.device)
            }
            return Told(record: answer, verdict: answer.verdict, text: VerificationText.text(of: answer, width: width))
        }
    }

    private static func check(_ plan: Plan, on device: Device) -> PlanCheck {
        PlanFreshness(plan, on: device, programVersion: Version.number).check()
    }

    /// An answer in all forms.
    private struct Told {
        var record: any VersionedRecord
        var verdict: Verdict
        var text: String
    }

    /// Keeps what was measured where that is asked for, and tells what follows from it.
    private static func outcome(
        of profile: Profile, _ parsed: ParsedCommand, in surroundings: Surroundings,
        _ answer: (_ profile: Profile, _ models: [Model], _ width: Int) throws -> Told
    ) throws -> Outcome {
        if let path = parsed.text(ifGiven: "output") {
            try AtomicFile.write(try RecordText.encode(profile), to: path)
        }
        guard !Interruption.isRequested else {
            return Outcome(errors: "edgeplan: interrupted\n", status: .interrupted)
        }
        let told = try answer(
            KnownAccuracies.attached(to: profile, in: surroundings.environment),
            try KnownModels.records(of: [profile], in: surroundings.environment), surroundings.textWidth)
        return Outcome(
            output: parsed.flag("json") ? try RecordText.encode(told.record) : told.text, status: told.verdict.status)
    }
}
