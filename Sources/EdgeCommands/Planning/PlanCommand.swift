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

            For a script, `--format sh`, `env` and `value KEY` print names and values if the plan meets its target, and
            nothing otherwise. Made-up weights are never given to a script.
            """,
        operands: [Operand("key", .text, "With `--format value`: which value.", .optional)],
        options: [
            .value("task", .text, called: "TASK", default: "image-classification", "What has to be answered."),
            .value("labels", .text, called: "SET", "In which label set, where models with several were measured."),
            .value("target", .duration, default: "50ms", "How long an answer may take."),
            .value("percentile", .confidence, default: "95", "For which part of the answers: `95`, `99.9`."),
            .value("confidence", .confidence, default: "95", "How sure the verdict has to be."),
            .value(
                "objective",
                .choice([
                    Choice("accuracy", "the most accurate one within the target"),
                    Choice("latency", "the quickest one above the floor"), Choice("energy", "the least energy"),
                    Choice("memory", "the least memory"),
                ]), default: "accuracy", "What is best."),
            .value("accuracy-floor", .ratio, "No less accurate than this."),
            .value("memory", .size, "No more memory than this, at the peak."),
            .value("download", .size, "No larger model file than this."),
            .value("energy", .energy, "No more energy for an answer than this."),
            .value("cold-start", .duration, "No longer from nothing to the first answer than this."),
            .value("engine", .words(), called: "NAMES", "Only these engines.", isRepeatable: true),
            .value("licence", .words(), called: "NAMES", "Only models under these licences.", isRepeatable: true),
            .value("current", .text, called: "CANDIDATE", "What runs now: always shown beside the choice."),
            .value(
                "profile", .path(), called: "FILE", "Plan from this profile, and not from the store's.",
                isRepeatable: true),
            .value("device", .path(), called: "FILE", "Plan for the device of this record, and not for this one."),
            .flag("allow-predicted", "Predict what was not measured; a choice of that kind is not settled."),
            .flag("allow-contended", "Judge disturbed measurements too."),
            .value(
                "format",
                .choice([
                    Choice("text", "for people"), Choice("json", "the record"),
                    Choice("sh", "lines for a shell's eval"),
                    Choice("env", "a file of names and values"), Choice("value", "one value, named by KEY"),
                ]), default: "text", "How to print it."),
            .value("check", .path(), called: "PLAN", "Say whether this plan still holds here, and what changed."),
            .value("explain", .text, called: "CANDIDATE", "Tell one candidate's whole story."),
        ],
        examples: [
            Example("edgeplan plan --target 50ms", "The most accurate image classifier that answers within 50 ms."),
            Example(
                #"settings=$(edgeplan plan --target 50ms --format sh) && eval "$settings""#,
                "Settings for a script, which stops where there are none."),
            Example("edgeplan plan --target 50ms --format value threads", "One value alone."),
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

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        try PlanRun(parsed, in: surroundings).outcome()
    }
}
