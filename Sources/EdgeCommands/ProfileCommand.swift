import EdgeArguments
import EdgeRecords

/// `edgeplan profile`: what this device can do, measured.
enum ProfileCommand {
    static let declaration = Command(
        "profile", "Measure what this device can do.", theme: "Measure",
        details: """
            What is measured is kept in the store, block by block as each ends, with all samples; `predict`, `plan` and
            `report` find it there. Every run also leaves one profile record beside the store.
            """,
        commands: [kernels, models] + KeptProfiles.declarations,
        examples: [
            Example("edgeplan profile kernels --quick", "The device's ceilings, in under 20 s."),
            Example("edgeplan profile list", "What was measured so far."),
        ],
        environment: [EnvironmentVariable("EDGEPLAN_STORE", "The store's folder, if `--store` is not given.")],
        seeAlso: ["probe", "plan"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        switch parsed.path.last {
        case "models": try ModelProfileRun(parsed, in: surroundings).outcome()
        case "kernels": try KernelProfileRun(parsed, in: surroundings).outcome()
        default: try KeptProfiles(parsed, in: surroundings).outcome()
        }
    }

    static let noWait = Option.flag(
        "no-wait", "Refuse to measure while another process does, instead of waiting for it.")
    static let resume = Option.flag("resume", "Go on with the latest run that was cut short; needs no other option.")

    private static let kernels = Command(
        "kernels", "Measure the device's ceilings, and our kernels against them.",
        details: """
            Measures the peak rate of every instruction set and precision, the bandwidth and latency of every level of
            memory, and what it costs to start threads; then our kernels on layers of real models, as a part of the
            ceiling that binds them. Rounds are short and take turns, so that a busy host spoils only some of them: the
            best round is the figure, with the median beside it.

            What was measured is kept after every block, also when the program is interrupted or killed; `--resume` goes
            on from there. Only one process of the machine measures at a time: a second one waits, and says for whom.
            """,
        options: [
            .flag(
                "quick", "The most important layers on the best instruction set, in under 20 s; otherwise under 3 min."),
            .value("budget", .duration, "Take about this long; shorter rounds of measuring give wider intervals."),
            .value(
                "isa", .text, called: "NAME",
                "Stay with this instruction set and those below it, as a lesser processor."),
            .value(
                "threads", .numbers(1...1024, orAuto: true), default: "auto",
                "How many threads: a list, a range, `auto`."),
            .value(
                "precision", .words(of: ["fp32", "fp16", "bf16", "int8", "int4-weights"]), "Only these precisions."),
            .value("output", .path(), called: "FILE", "Write the profile here, and not to the store."),
            resume, noWait,
        ],
        examples: [
            Example("edgeplan profile kernels", "Everything, in under 3 minutes."),
            Example("edgeplan profile kernels --quick --json > profile.json", "The record, for a script."),
            Example("edgeplan profile kernels --isa avx2", "As if the processor had nothing better."),
            Example("edgeplan profile kernels --resume", "Go on after an interruption."),
        ],
        statuses: [
            StatusMeaning(
                .notTrustworthy, "Every block was disturbed, this is a debug build, or another is measuring."),
            StatusMeaning(.missing, "The device does not have the instruction set asked for."),
            StatusMeaning(.interrupted, "Interrupted; `--resume` goes on from what was kept."),
        ],
        environment: [EnvironmentVariable("EDGEPLAN_ISA", "As `--isa`, which goes before it.")],
        seeAlso: ["probe"])
}
