import EdgeArguments
import EdgeRecords

extension KeptProfiles {
    private static let latest = Operand(
        "run", .text, "The run's name, or how it begins; otherwise the latest.", .optional)

    static let declarations = [
        Command(
            "list", "List the runs that are kept.",
            examples: [Example("edgeplan profile list", "The latest first.")]),
        Command(
            "show", "Show what a run measured.", operands: [latest],
            examples: [
                Example("edgeplan profile show", "The latest run."),
                Example("edgeplan profile show 2026-11-21T08 --json", "The record of the one run of that hour."),
            ]),
        Command(
            "export", "Write a run as one profile record.",
            details: "The record carries at most 2,000 samples of each measurement; the store keeps all.",
            operands: [latest],
            options: [
                .value("output", .path(), called: "FILE", "Write here; otherwise to RUN.json."),
                .flag("force", "Replace a file that is there."),
            ],
            examples: [
                Example("edgeplan profile export --output profiles/board.json", "The latest run, to commit.")
            ]),
        Command(
            "import", "Take a profile record into the store.", operands: [Operand("file", .path(), "A profile.")],
            examples: [Example("edgeplan profile import board.json", "From another device.")]),
        Command(
            "remove", "Remove runs with all their samples.",
            operands: [Operand("run", .text, "Their names, or how each begins.", .repeated)],
            examples: [Example("edgeplan profile remove 2026-11-21", "The one run of that day.")]),
    ]
}
