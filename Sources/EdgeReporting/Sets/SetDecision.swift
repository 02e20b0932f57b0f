import EdgeRecords

extension DecisionPage {
    /// Several tasks, steps or targets, decided together.
    public static func text(of input: SetInput) -> String? {
        let parts = input.parts
        guard !parts.isEmpty else { return nil }
        let report = Report(of: input)
        let verdict = report.verdict
        let sections: [(String, [String])] = [
            ("Context", [context(input, parts)]), ("Requirement", parts.flatMap(requirement)),
            ("Options weighed", options(report)), ("Choice", [MarkdownText.prose(verdict.headline)] + choices(report)),
            ("Evidence", verdict.sentences.map(MarkdownText.prose) + evidence(input)),
            ("Consequences", [consequences(report, parts)]), ("When to look again", [again(parts)]),
        ]
        let isSettled = verdict.standing == .meets
        let isMadeUp = parts.contains { $0.option?.candidate.weights == .seeded }
        let status =
            !isSettled
            ? "open: \(verdict.standing.rawValue)"
            : isMadeUp ? "proposed, until trained weights are measured" : "accepted"
        let heading = [
            "# Models for \(MarkdownText.escaped(input.subject))", "", "Status: \(status).\(day(input))", "",
        ]
        let body = sections.flatMap { ["## " + $0.0, ""] + $0.1.flatMap { [$0, ""] } }
        return (heading + body).dropLast().joined(separator: "\n") + "\n"
    }

    private static func day(_ input: SetInput) -> String {
        input.profile.map { " Measured on \(MarkdownText.escaped(String($0.conditions.startedAt.prefix(10))))." } ?? ""
    }

    private static func context(_ input: SetInput, _ parts: [SetPart]) -> String {
        let subjects = parts.map { $0.plan.requirement.subject.shown(atMost: 60) }.uniqued()
        let how =
            switch input.set.kind {
            case .tasks: "run at the same time"
            case .pipeline: "run one after the other, within one target"
            case .targets: "is asked for with several targets"
            }
        let deviceClass = parts[0].plan.deviceClass.shown()
        let device =
            input.profile.map { "\(DeviceSection.name(of: $0.device)), a device of the class " } ?? "the class "
        return MarkdownText.prose("On \(device)\(deviceClass), \(Words.joined(subjects)) \(how).")
    }

    private static func requirement(_ part: SetPart) -> [String] {
        ["**\(MarkdownText.escaped(part.name))**"] + requirement(part.plan.requirement)
    }

    private static func tables(_ report: Report, _ id: SectionID) -> [String] {
        report.sections.filter { $0.id == id }.flatMap(\.blocks).compactMap { block in
            guard case .table(var table) = block else { return nil }
            table.rows = Array(table.rows.prefix(16))
            return MarkdownPage.lines(of: table).joined(separator: "\n")
        }
    }

    private static func options(_ report: Report) -> [String] {
        let tables = tables(report, .candidates)
        return tables.isEmpty ? ["No candidate could be measured."] : tables
    }

    private static func choices(_ report: Report) -> [String] { tables(report, .choices) }

    private static func evidence(_ input: SetInput) -> [String] {
        var lines = Set(input.set.plans.flatMap(\.profileHashes)).sorted().prefix(10).map {
            "- profile \(MarkdownText.escaped($0.shown(atMost: 80)))"
        }
        if let seen = input.verification {
            let counts = seen.verifications.map { "\($0.samples)" }
            lines.append("- run at the same time: \(Words.joined(counts)) samples")
        }
        if let again = input.set.reproduce { lines.append("- made by " + MarkdownText.span(again.shown(atMost: 2000))) }
        return lines.isEmpty ? [] : [lines.joined(separator: "\n")]
    }

    private static func consequences(_ report: Report, _ parts: [SetPart]) -> String {
        let engines = parts.filter(\.isChosen).compactMap { $0.option?.candidate.engine.rawValue.shown(atMost: 40) }
        guard !engines.isEmpty else { return "None yet: nothing was chosen." }
        let together = report.sections.first { $0.id == .together }?.finding
        let lines =
            ["- \(MarkdownText.escaped(Words.joined(engines.uniqued()))) has to be there"]
            + [together].compactMap { $0 }.map { "- " + MarkdownText.prose($0) }
            + (parts.contains { $0.option?.candidate.weights == .seeded }
                ? ["- weights are made up: trained ones have to be installed first"] : [])
        return lines.joined(separator: "\n")
    }

    private static func again(_ parts: [SetPart]) -> String {
        let facts = parts.flatMap(\.plan.expires).uniqued()
        guard !facts.isEmpty else { return "When the device, an engine or a model changes." }
        return facts.prefix(20).map { expiry in
            "- when the \(MarkdownText.escaped(FactWords.name(of: expiry.fact))) is no longer "
                + MarkdownText.escaped(expiry.is.shown(atMost: 80))
        }.joined(separator: "\n")
    }
}
