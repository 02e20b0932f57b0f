import EdgeArguments
import EdgePlatform
import EdgeRecords

/// One run of `edgeplan run`: the verbs that a user would type, one after the other.
struct WholeRun {
    private let parsed: ParsedCommand
    private let surroundings: Surroundings

    /// From small to accurate, of three families.
    private static let catalogue = ["mobilenet-v2", "mobilenet-v3-large", "efficientnet-lite0"]
    private static let family = "fashion-cnn-w8-d2"
    private static let catalogueLabels = "imagenet-1k"
    private static let familyLabels = "fashion-mnist"
    static let budget = "80s"

    init(_ parsed: ParsedCommand, in surroundings: Surroundings) {
        self.parsed = parsed
        self.surroundings = surroundings
    }

    func outcome() throws -> Outcome {
        let kernels = try perform(["profile", "kernels", "--quick"] + parsed.words(only: ["store", "no-wait"]))
        guard kernels.status != .interrupted else { return stopped(kernels) }
        let models = try perform(profileWords)
        guard models.status != .interrupted else { return stopped(models) }
        let plan = try perform(planWords(labels: labels))
        let record = try RecordText.decode(Plan.self, from: plan.output)
        let places = try ReportPlaces(of: record.deviceClass)
        try AtomicFile.write(plan.output, to: places.plan)
        let report = try perform(
            ["report", places.plan, "--html", places.html, "--markdown", places.markdown]
                + parsed.words(only: ["store", "open"]))
        if parsed.flag("json") { return Outcome(output: plan.output, status: plan.status) }
        let notes = parsed.flag("quiet") ? "" : models.errors + report.errors + "wrote \(places.plan)\n"
        return Outcome(output: report.output + (try besides()), errors: notes, status: plan.status)
    }

    /// As if the words had been typed, with the same switches for all.
    private func perform(_ words: [String]) throws -> Outcome {
        guard case .command(let command) = try commandTable.parse(words) else {
            preconditionFailure("\(words) is a command")
        }
        return try run(command, asJSON: command.flag("json"), in: surroundings)
    }

    private func stopped(_ outcome: Outcome) -> Outcome {
        Outcome(
            errors: outcome.errors + "then `edgeplan plan`, or `edgeplan run` from the start\n", status: .interrupted)
    }

    private var isOfCatalogue: Bool {
        parsed.texts("model").isEmpty && parsed.text("task") == "image-classification"
    }

    private var labels: String? {
        parsed.text(ifGiven: "labels") ?? (isOfCatalogue ? Self.catalogueLabels : nil)
    }

    private var profileWords: [String] {
        let own = parsed.texts("model")
        let names = own.isEmpty && isOfCatalogue ? Self.catalogue + [Self.family] : own
        return ["profile", "models"] + (names.isEmpty ? [] : ["--model", names.joined(separator: ",")])
            + ["--budget=\(Self.budget)"].filter { _ in !parsed.isGiven("budget") }
            + parsed.words(only: [
                "engine", "provider", "placement", "precision", "threads", "budget", "store", "no-wait",
            ])
    }

    private func planWords(labels: String?) -> [String] {
        ["plan", "--json"] + (labels.map { ["--labels", $0] } ?? [])
            + parsed.words(only: [
                "task", "target", "percentile", "confidence", "accuracy-floor", "memory", "current", "store",
            ])
    }

    /// The family whose accuracy was measured, in a sentence.
    private func besides() throws -> String {
        guard isOfCatalogue, labels == Self.catalogueLabels else { return "" }
        let plan = try RecordText.decode(Plan.self, from: try perform(planWords(labels: Self.familyLabels)).output)
        return "\nBeside them, on \(Self.familyLabels): \(plan.summary)\n"
    }
}

/// Where a run leaves its pages.
private struct ReportPlaces {
    let plan: String
    let html: String
    let markdown: String

    init(of deviceClass: String) throws {
        let stem = try StoreFolder.reportStem(ReportCommand.fileName(of: deviceClass))
        (plan, html, markdown) = (stem + ".plan.json", stem + ".html", stem + ".md")
    }
}
