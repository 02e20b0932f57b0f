import EdgeArguments
import EdgePlatform
import EdgeProbing
import EdgeRecords
import EdgeReporting

/// `edgeplan report`: what was measured and planned, as pages that people read.
enum ReportCommand {
    static let declaration = Command(
        "report", "Show what was measured and planned.", theme: "Report",
        details: """
            Writes one HTML file that needs nothing else, and the same as Markdown: the verdict first, then each finding
            as a sentence, a chart and a table. Of no FILE it takes all that the store has of this device; of a
            plan, what of it the plan rests on; of the plans of several tasks, steps or targets, all of them, with what
            `edgeplan verify --json` saw of the tasks at once where that is named too.

            Several profiles are compared on one page. With --target, each is held against it instead, with a row for
            each class of device and what serves most of them; the plans of several devices make the same page. Of one
            profile, --target makes its plan first.

            Without --html and --markdown both are written, to reports/local in a checkout of this package and to the
            working folder elsewhere. The terminal shows the answer in short.
            """,
        operands: [Operand("file", .path(), "A profile, a plan or several, as this program wrote it.", .anyNumber)],
        options: [
            .value("html", .path(), called: "FILE", "Write the HTML page here."),
            .value("markdown", .path(), called: "FILE", "Write the Markdown page here."),
            .value(
                "decision", .path(), called: "FILE",
                "Write the plan's recommendation as the record of a decision, in Markdown."),
            .flag("open", "Show the HTML page in the desktop's browser."),
            .value("baseline", .path(), called: "PROFILE", "Say what is better or worse than in this earlier profile."),
            .value("target", .duration, "Hold what was measured against this, device by device."),
            .value(
                "task", .text, called: "TASK", default: "image-classification",
                "With --target: what has to be answered."),
            .value("labels", .text, called: "SET", "With --target: in which label set."),
            PlanCommand.percentile, PlanCommand.confidence, PlanCommand.accuracyFloor, PlanCommand.memory,
        ],
        examples: [
            Example("edgeplan report", "Of this device's profile, both pages and the short version."),
            Example("edgeplan report profile.json --html report.html", "One profile as one page."),
            Example("edgeplan report --markdown /dev/stdout --quiet", "Markdown for a ticket."),
            Example("edgeplan report new.json --baseline old.json", "With what changed since."),
            Example("edgeplan report laptop.json board.json --html both.html", "Two devices beside each other."),
            Example("edgeplan report devices/*.json --target 50ms", "Which devices meet 50 ms, and what serves most."),
            Example(
                "edgeplan report tasks.json verification.json", "Several tasks at once, and how they did together."),
            Example("edgeplan report plan.json --decision 0007-model.md", "A page for the folder of decisions."),
        ],
        statuses: [
            StatusMeaning(.badInput, "A file is no profile and no plan, or cannot be read or written."),
            StatusMeaning(.missing, "There is no desktop for `--open`; the pages are written all the same."),
        ],
        seeAlso: ["profile", "probe"])

    static func run(_ parsed: ParsedCommand, in surroundings: Surroundings) throws -> Outcome {
        let sources = ReportSources(
            store: StoreFolder.path(named: parsed.text(ifGiven: "store"), in: surroundings.environment),
            planning: try requirement(parsed).map { .init(requirement: $0, environment: surroundings.environment) },
            console: surroundings.console)
        let subject = try sources.subject(files: parsed.texts("file"), baseline: parsed.text(ifGiven: "baseline"))
        let report = subject.report
        var files: [ReportAnswer.File] = []
        for (form, path) in try places(parsed, of: subject) {
            let text =
                switch form {
                case .html: HTMLPage.text(of: report)
                case .markdown: MarkdownPage.text(of: report)
                case .decision: try subject.decision()
                }
            try AtomicFile.write(text, to: path)
            files.append(.init(form: form, path: path, bytes: text.utf8.count))
        }
        if parsed.flag("open") { try show(files) }
        if parsed.flag("json") {
            let verdict = report.verdict
            return Outcome(
                output: try RecordText.encode(
                    ReportAnswer(
                        files: files, title: report.title, headline: verdict.headline, sentences: verdict.sentences)))
        }
        let notes = parsed.flag("quiet") ? "" : files.map { "wrote \($0.path)\n" }.joined()
        // A page that goes to standard output is the output.
        let isTaken = files.contains { $0.path == "/dev/stdout" }
        return Outcome(
            output: isTaken ? "" : TerminalReport.text(of: report, width: surroundings.textWidth), errors: notes)
    }

    /// What is asked of the profiles; nil where they are only to be shown.
    private static func requirement(_ parsed: ParsedCommand) throws -> Requirement? {
        guard let target = parsed.nanoseconds(ifGiven: "target") else {
            let stray = ["task", "labels", "percentile", "confidence", "accuracy-floor", "memory"]
            if let name = stray.first(where: parsed.isGiven) { throw ReportError.strayOption(name) }
            return nil
        }
        return try RequirementOptions.asked(
            parsed, task: parsed.text("task"), labels: parsed.text(ifGiven: "labels"), target: target)
    }

    private static func show(_ files: [ReportAnswer.File]) throws(ReportError) {
        guard let page = files.first(where: { $0.form == .html }) else { throw .nothingToOpen }
        guard Viewer.open(page.path) else { throw .noDesktop(path: page.path) }
    }

    /// Where the pages go: as asked, else both to the usual folder.
    private static func places(
        _ parsed: ParsedCommand, of subject: ReportSubject
    ) throws -> [(ReportAnswer.File.Form, String)] {
        let asked: [(ReportAnswer.File.Form, String?)] = [
            (.html, parsed.text(ifGiven: "html")), (.markdown, parsed.text(ifGiven: "markdown")),
            (.decision, parsed.text(ifGiven: "decision")),
        ]
        let given = asked.compactMap { form, path in path.map { (form, $0) } }
        guard given.isEmpty else { return given }
        let stem = try StoreFolder.reportStem(subject.name)
        return [(.html, stem + ".html"), (.markdown, stem + ".md")]
    }

    /// A class comes out of a file: only what a plain name has is kept of it.
    static func fileName(of deviceClass: String) -> String {
        let plain = deviceClass.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.prefix(100)
        return plain.isEmpty ? "report" : String(plain)
    }
}
