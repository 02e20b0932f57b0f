import EdgeArguments
import EdgeRecords

/// `edgeplan run`: the main job, from nothing to a recommendation.
enum RunCommand {
    static let declaration = Command(
        "run", "Probe, profile, plan and report in one go.", theme: "Plan",
        details: """
            Measures the device's ceilings, then the models, plans for the requirement, and writes the report: an HTML
            page, the same as Markdown, and the plan as a record, to reports/local in a checkout of this package and to
            the working folder elsewhere. What is measured is kept in the store, also when the program is interrupted or
            killed. On an idle machine of two cores it takes under three minutes.

            Without --model it measures a few image classifiers of the catalogue, and beside them the small family on
            Fashion-MNIST whose weights are real and whose accuracy was measured.
            """,
        options: [
            .value("task", .text, called: "TASK", default: "image-classification", "What has to be answered."),
            .value(
                "labels", .text, called: "SET", "In which label set; `imagenet-1k` for the models of the catalogue."),
            .value("target", .duration, default: "50ms", "How long an answer may take."),
            PlanCommand.percentile, PlanCommand.confidence, PlanCommand.accuracyFloor, PlanCommand.memory,
            PlanCommand.current,
            .value("model", .text, called: "NAME|FILE", "These models.", isRepeatable: true),
            ProfileCommand.engine, ProfileCommand.provider, ProfileCommand.place,
            ProfileCommand.precision,
            .value("threads", .numbers(1...1024, orAuto: true), default: "auto", "How many threads."),
            .value("budget", .duration, default: WholeRun.budget, "Begin no block of a model after this long."),
            ProfileCommand.noWait,
            .flag("open", "Show the HTML page in the desktop's browser."),
        ],
        examples: [
            Example("edgeplan run", "What this device should run to classify images within 50 ms."),
            Example(
                "edgeplan run --target 20ms --engine native,onnxruntime --budget 3m", "Two engines, a harder target."),
            Example("edgeplan run --model net.onnx --task object-detection", "A file of yours."),
        ],
        statuses: [
            StatusMeaning(.done, "Something meets the requirement."),
            StatusMeaning(.no, "Nothing meets the requirement."),
            StatusMeaning(.notTrustworthy, "Not settled: undecided or contended, or this is a debug build."),
            StatusMeaning(.interrupted, "Interrupted; what was measured is kept."),
        ],
        environment: [EnvironmentVariable("EDGEPLAN_STORE", "The store's folder, if `--store` is not given.")],
        seeAlso: ["profile models", "plan", "report"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        try WholeRun(parsed, in: surroundings).outcome()
    }
}
