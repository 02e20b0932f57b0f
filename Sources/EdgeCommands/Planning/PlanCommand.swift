import EdgeArguments
import EdgeRecords

/// `edgeplan plan`: the recommendation.
enum PlanCommand {
    static let declaration = Command(
        "plan", "Recommend what this device should run.", theme: "Plan",
        details: """
            Takes what was measured on this device and names the most accurate candidate that answers within the target:
            a model variant, an engine, a number of threads. A verdict says how sure that is, and rests on samples alone:
            `meets`, `misses`, `undecided` (with how many more samples would settle it) or `contended` (other work
            disturbed the device).

            A file `edgeplan.json` in the working folder may hold what the command line leaves open, in the words of the
            options: tasks, target, accuracyFloor, memory, engines and others. The plan says what it took from it.

            For a script, `--format sh`, `env` and `value KEY` print names and values if the plan meets its target, and
            nothing otherwise. Made-up weights are never given to a script.
            """,
        operands: [Operand("key", .text, "With `--format value`: which value.", .optional)],
        options: [
            .value(
                "task", .text, called: "TASK[/LABELS][=TIME]", default: "image-classification",
                "What has to be answered; several at once share the device, each with its own target.",
                isRepeatable: true),
            .value(
                "pipeline", .text, called: "TASK,TASK",
                "Steps that come one after another, and have the target together."),
            .value("labels", .text, called: "SET", "In which label set, where models with several were measured."),
            .value(
                "target", .durations, default: "50ms",
                "How long an answer may take; of several, what each of them would choose."),
            percentile, confidence,
            .value(
                "scenario", .choice(Scenario.allCases.map { Choice(stringLiteral: $0.rawValue) }), default: "quiet",
                "Plan from what was measured in this scenario, and from nothing else."),
            .value(
                "scope", .choice(["request", "model"]), default: "request",
                """
                What the target covers: the whole request with pre- and postprocessing, wherever every candidate was timed so
                (`profile models --input`), or the model alone.
                """),
            .value(
                "objective",
                .choice([
                    Choice("accuracy", "the most accurate one within the target"),
                    Choice("latency", "the quickest one above the floor"), Choice("energy", "the least energy"),
                    Choice("memory", "the least memory"),
                ]), default: "accuracy", "What is best."),
            accuracyFloor, memory,
            .value("download", .size, "No larger model file than this."),
            .value("energy", .energy, "No more energy for an answer than this."),
            .value("cold-start", .duration, "No longer from nothing to the first answer than this."),
            .value(
                "first-token", .duration,
                "Of a language model: no longer from its prompt to the first token than this; the target is for each token."
            ),
            .value(
                "engine", .words(of: EngineName.known.map { Choice(stringLiteral: $0.rawValue) }),
                "Only these engines.", isRepeatable: true),
            .value("licence", .words(), called: "NAMES", "Only models under these licences.", isRepeatable: true),
            current,
            .value(
                "profile", .path(), called: "FILE", "Plan from this profile, and not from the store's.",
                isRepeatable: true),
            .value("device", .path(), called: "FILE", "Plan for the device of this record, and not for this one."),
            .flag(
                "allow-predicted",
                """
                Predict what was not measured; a choice of that kind is not settled. With `--engine vllm` also how its server \
                would be started for models that were not measured so, marked unverified.
                """),
            .flag("allow-contended", "Judge disturbed measurements too."),
            .value(
                "format",
                .choice([
                    Choice("text", "for people"), Choice("json", "the record"),
                    Choice("sh", "lines for a shell's eval"),
                    Choice("env", "a file of names and values"), Choice("value", "one value, named by KEY"),
                ]), default: "text", "How to print it."),
            .value(
                "check", .path(), called: "PLAN",
                "Say whether this plan still holds here, and what changed; with --format its settings, if it does."),
            .flag("nearest", "With --check: take a plan for another class of device too, and say what differs."),
            .value("explain", .text, called: "CANDIDATE", "Tell one candidate's whole story."),
        ],
        examples: [
            Example("edgeplan plan --target 50ms", "The most accurate image classifier that answers within 50 ms."),
            Example(
                #"settings=$(edgeplan plan --target 50ms --format sh) && eval "$settings""#,
                "Settings for a script, which stops where there are none."),
            Example(
                #"settings=$(edgeplan plan --check plan.json --format sh) && eval "$settings""#,
                "The settings of a plan made earlier, if nothing it stands on has changed."),
            Example("edgeplan plan --target 50ms --format value threads", "One value alone."),
            Example("edgeplan plan --target 20ms,50ms,100ms", "What more time would buy."),
            Example(
                "edgeplan plan --task keyword-spotting=20ms --task object-detection=50ms",
                "Two tasks that run at the same time."),
            Example(
                "edgeplan plan --pipeline object-detection,image-classification --target 80ms",
                "Two steps, one after the other, within one target."),
            Example("edgeplan plan --objective latency --accuracy-floor 70%", "The quickest that is accurate enough."),
        ],
        statuses: [
            StatusMeaning(.done, "Something meets the requirement."),
            StatusMeaning(.no, "Nothing meets the requirement."),
            StatusMeaning(.badInput, "A profile cannot be used, or there is nothing for a script."),
            StatusMeaning(.notTrustworthy, "Not settled: undecided or contended."),
        ],
        environment: [EnvironmentVariable("EDGEPLAN_STORE", "The folder of profiles, if `--store` is not given.")],
        seeAlso: ["profile models", "models list"])

    static let percentile = Option.value(
        "percentile", .confidence, default: "95", "For which part of the answers: `95`, `99.9`.")
    static let confidence = Option.value(
        "confidence", .confidence, default: "95", "How sure the verdict has to be.")
    static let accuracyFloor = Option.value("accuracy-floor", .ratio, "No less accurate than this.")
    static let memory = Option.value("memory", .size, "No more memory than this, at the peak.")
    static let current = Option.value(
        "current", .text, called: "CANDIDATE", "What runs now: always shown beside the choice.")

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        try PlanRun(parsed, in: surroundings).outcome()
    }
}
