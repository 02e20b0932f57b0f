import EdgeArguments
import EdgeRecords

/// `edgeplan profile`: what this device can do, measured.
enum ProfileCommand {
    static let declaration = Command(
        "profile", "Measure what this device can do.", theme: "Measure", commands: [kernels, models],
        examples: [Example("edgeplan profile kernels --quick", "The device's ceilings, in under 20 s.")],
        seeAlso: ["probe"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        parsed.path.last == "models"
            ? try ModelProfileRun(parsed, in: surroundings).outcome()
            : try KernelProfileRun(parsed, in: surroundings).outcome()
    }

    private static let kernels = Command(
        "kernels", "Measure the device's ceilings, and our kernels against them.",
        details: """
            Measures the peak rate of every instruction set and precision, the bandwidth and latency of every level of
            memory, and what it costs to start threads; then our kernels on layers of real models, as a part of the
            ceiling that binds them. Rounds are short and take turns, so that a busy host spoils only some of them: the
            best round is the figure, with the median beside it.

            What was measured is kept after every block, also when the program is interrupted; `--resume` goes on from
            there. Without it an earlier profile stays beside the new one, named by when it was begun. Only one measurement should run on a device at a time.
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
            .flag("resume", "Keep what an interrupted profile of this device measured, and measure the rest."),
        ],
        examples: [
            Example("edgeplan profile kernels", "Everything, in under 3 minutes."),
            Example("edgeplan profile kernels --quick --json > profile.json", "The record, for a script."),
            Example("edgeplan profile kernels --isa avx2", "As if the processor had nothing better."),
            Example("edgeplan profile kernels --resume", "Go on after an interruption."),
        ],
        statuses: [
            StatusMeaning(.notTrustworthy, "Every block was disturbed, or this is a debug build."),
            StatusMeaning(.missing, "The device does not have the instruction set asked for."),
            StatusMeaning(.interrupted, "Interrupted; `--resume` goes on from what was kept."),
        ],
        environment: [EnvironmentVariable("EDGEPLAN_ISA", "As `--isa`, which goes before it.")],
        seeAlso: ["probe"])
}
