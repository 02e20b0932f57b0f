import EdgeArguments
import EdgeRecords

/// A program that has one of everything a table can declare.
let sample = CommandTable(
    version: "1.2.3",
    root: Command(
        "sample", "Find out which model a device should run.",
        details: """
            Probes the device, profiles models and recommends one; nothing it learns
            leaves the device.

            Begin with `sample probe`.
            """,
        options: [
            .flag("json", short: "j", "Print the record itself."),
            .flag("quiet", short: "q", "Print the answer alone."),
            .flag("verbose", "Say on standard error what was decided, and why."),
            .value("store", .path(.folder), "Keep profiles in this folder."),
        ],
        commands: [probe, profile, models, plan, gate, worker],
        examples: [
            Example("sample probe --json | jq .processor", "The processor of this device, for a script."),
            Example("sample plan --target 50ms", "The model to run if each answer may take 50 ms."),
        ],
        statuses: [
            StatusMeaning(.done, "Done, or the answer is yes."),
            StatusMeaning(.no, "The answer is no."),
            StatusMeaning(.wrongUsage, "The command line was not understood."),
        ],
        environment: [EnvironmentVariable("SAMPLE_STORE", "The store's folder, if `--store` is not given.")]))

private let threads = Option.value(
    "threads", short: "t", .numbers(1...4096, orAuto: true), default: "auto",
    "Thread counts to try: `1,2,4`, or ranges as in `1-8*2`.")

private let probe = Command(
    "probe", "Say what this device is.", theme: "Look",
    options: [
        .flag("explain", "Print each fact with where it was read, and what disagreed with it."),
        .value("root", .path(), called: "DIR|FILE", "Probe a machine that was captured before, not this one."),
        .value("step-bias", .wholeNumber(-8...8), default: "-1", "An offset for each step."),
    ],
    seeAlso: ["profile", "models list"])

private let profile = Command(
    "profile", "Measure kernels and models.", theme: "Measure",
    options: [
        threads,
        .value("budget", .duration, default: "10m", "Stop after this time."),
        .value("model", short: "m", .text, called: "MODEL", "Measure this model.", isRepeatable: true),
        .value("precision", .words(of: ["fp32", "bf16", "int8"]), "Measure at these precisions."),
        .flag("trace", "Keep a trace.", isHidden: true),
    ],
    commands: [Command("kernels", "Measure kernels alone.", options: [threads])],
    needsVerb: false,
    examples: [Example("sample profile --threads '1-8*2'", "With 1, 2, 4 and 8 threads; the quotes are the shell's.")])

private let models = Command(
    "models", "List, show and add models.", theme: "Measure",
    commands: [
        Command("list", "List the models that are known.", options: [.value("labels", .words(), "Only with these.")]),
        Command(
            "add", "Add a model from files of yours.",
            operands: [
                Operand("name", .text, "The name it shall have."),
                Operand("files", .path(), "Its files: weights first.", .repeated),
            ]),
    ])

private let plan = Command(
    "plan", "Recommend a model for a requirement.", theme: "Decide",
    details: "Ranks what can run here by accuracy, and takes the first that keeps the target.",
    operands: [Operand("profile", .path(), "A profile; without it, the newest of this device.", .optional)],
    options: [
        .value("target", .duration, default: "50ms", "How long an answer may take."),
        .value("percentile", .wholeNumber(1...99), default: "95", "The share of answers that keep the target."),
        .value("confidence", .confidence, default: "95%", "How sure the answer has to be."),
        .value("accuracy-floor", .ratio, "Drop what is less accurate."),
        .value("memory", .size, "Drop what needs more memory."),
        .value(
            "format",
            .choice([Choice("text", "for people"), Choice("sh", "a shell's assignments"), Choice("value", "one word")]),
            called: "FORMAT", default: "text", "How to print it."),
    ],
    examples: [
        Example("sample plan --confidence 99% --memory 512MiB", "A plan that is surer, for a device that is smaller.")
    ],
    statuses: [StatusMeaning(.done, "The target is met."), StatusMeaning(.no, "Nothing meets the target.")])

private let gate = Command(
    "gate", "Pass or fail for a pipeline.", theme: "Decide",
    operands: [Operand("plan", .path(), "The plan to hold."), Operand("tags", .text, "Tags of the run.", .anyNumber)])

private let worker = Command("worker", "Measure one candidate for a parent process.", isHidden: true)
