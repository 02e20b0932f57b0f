import EdgeArguments
import EdgeRecords

/// Everything the program understands; each verb is declared in its own file.
let commandTable = CommandTable(
    version: Version.number,
    root: Command(
        "edgeplan", "Find the model variant that a device should run, and how sure that is.",
        details: """
            Probes this device, measures what it can do, and recommends a model variant, an engine and a number of
            threads for a target such as 50 ms. Everything happens on the device; nothing that is learnt leaves it.
            """,
        options: [
            .flag("json", "Print the record itself on standard output, errors too."),
            .flag("quiet", short: "q", "Print the answer alone: no progress."),
            .flag("verbose", short: "v", "Say on standard error what was decided, and why."),
            .value("store", .path(.folder), "Keep profiles in this folder."),
        ],
        commands: [
            RunCommand.declaration, ProbeCommand.declaration, DoctorCommand.declaration, ModelsCommand.declaration,
            ProfileCommand.declaration,
            EnginesCommand.declaration, ReportCommand.declaration,
            PredictCommand.declaration, PlanCommand.declaration, VerifyCommand.declaration,
            GateCommand.declaration, CompareCommand.declaration,
            WorkerCommand.declaration,
        ]
            + PagesCommand.declarations,
        examples: [
            Example("edgeplan probe", "What this device is."),
            Example("edgeplan probe --json | jq .processor.features", "Its instruction sets, for a script."),
            Example("edgeplan profile kernels --quick", "What it can compute, and how fast its memory is."),
            Example("edgeplan models list", "The models that it can measure."),
            Example("edgeplan plan --target 50ms", "What it should run to answer within 50 ms."),
            Example("edgeplan doctor", "What is missing here, and the commands that mend it."),
        ],
        statuses: [
            StatusMeaning(.done, "Done, or the answer is yes."),
            StatusMeaning(.no, "The answer is no."),
            StatusMeaning(.wrongUsage, "The command line was not understood."),
            StatusMeaning(.badInput, "A file or folder that was given cannot be used."),
            StatusMeaning(.notTrustworthy, "The answer cannot be trusted."),
            StatusMeaning(.missing, "An engine or a device is missing."),
            StatusMeaning(.defect, "A defect of this program."),
            StatusMeaning(.interrupted, "Interrupted; what was measured is kept."),
        ],
        environment: [
            EnvironmentVariable("COLUMNS", "The width of text that goes to a file or a pipe, 40 to 160."),
            EnvironmentVariable("EDGEPLAN_ISA", "The instruction set to stay with, if `--isa` is not given."),
            EnvironmentVariable("EDGEPLAN_STORE", "The folder of profiles, if `--store` is not given."),
            EnvironmentVariable("NO_COLOR", "No colour, whatever the terminal can do."),
        ]))
