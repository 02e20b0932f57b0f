import EdgeRecords

/// A plan as the record of a decision that teams keep beside their code: one page of Markdown.
public enum DecisionPage {
    private static let optionsAtMost = 8

    /// Nil without a plan: nothing was decided then.
    public static func text(of input: ReportInput) -> String? {
        guard let plan = input.plan else { return nil }
        let candidates = CandidateRows(input)
        let report = Report(of: input)
        let chosen = plan.choice.map { MarkdownText.escaped($0.candidate.variant.shown(atMost: 80)) }
        let sections: [(String, [String])] = [
            ("Context", context(input, plan)), ("Requirement", requirement(plan.requirement)),
            ("Options weighed", options(candidates)),
            ("Choice", [MarkdownText.prose(report.verdict.headline)]),
            ("Evidence", report.verdict.sentences.map(MarkdownText.prose) + evidence(input, plan)),
            ("Consequences", consequences(plan)), ("When to look again", again(plan)),
        ]
        let isMadeUp = plan.choice?.candidate.weights == .seeded
        let status =
            plan.verdict != .meets
            ? "open: \(plan.verdict.rawValue)" : isMadeUp ? "proposed, until trained weights are measured" : "accepted"
        let date = input.profile.conditions.startedAt.prefix(10)
        let heading = [
            "# \(chosen.map { "Run \($0)" } ?? "No model yet") for \(MarkdownText.escaped(plan.requirement.task.rawValue.shown(atMost: 60)))",
            "", "Status: \(status). Measured on \(MarkdownText.escaped(String(date))).", "",
        ]
        let body = sections.flatMap { ["## " + $0.0, ""] + $0.1.flatMap { [$0, ""] } }
        return (heading + body).dropLast().joined(separator: "\n") + "\n"
    }

    private static func context(_ input: ReportInput, _ plan: Plan) -> [String] {
        let device = input.profile.device
        return [
            MarkdownText.prose(
                "The model runs on \(DeviceSection.name(of: device)), a device of the class \(plan.deviceClass.shown()), with "
                    + "\(DeviceSummary(device).usableLine.shown(atMost: 200)).")
        ]
    }

    static func requirement(_ requirement: Requirement) -> [String] {
        var lines = ["- task: \(requirement.task.rawValue.shown(atMost: 60))"]
        if let labels = requirement.labels { lines.append("- labels: \(labels.shown(atMost: 60))") }
        if let target = requirement.targetNanoseconds {
            let percentile = Statistic.percentile(requirement.percentile).rawValue
            let scope = requirement.scope == .request ? "the whole request" : "the model alone"
            let sure = Words.chosenPercent(requirement.confidence)
            lines.append(
                "- latency: \(NumberText.exactDuration(nanoseconds: target)) at \(percentile) for \(scope), certain to \(sure)"
            )
        }
        if let floor = requirement.accuracyFloor {
            lines.append("- accuracy: at least \(NumberText.percent(ratio: floor))")
        }
        if let memory = requirement.memoryBytes { lines.append("- memory: at most \(NumberText.bytes(memory))") }
        if let bytes = requirement.modelBytes { lines.append("- model file: at most \(NumberText.bytes(bytes))") }
        if let start = requirement.coldStartNanoseconds {
            lines.append("- cold start: at most \(NumberText.exactDuration(nanoseconds: start))")
        }
        if let first = requirement.firstTokenNanoseconds {
            lines.append("- first token: after at most \(NumberText.exactDuration(nanoseconds: first))")
        }
        lines.append("- among what satisfies this: the best \(requirement.objective.rawValue)")
        return [lines.map { "- " + MarkdownText.escaped(String($0.dropFirst(2))) }.joined(separator: "\n")]
    }

    /// Those with a standing and the fastest.
    private static func options(_ candidates: CandidateRows) -> [String] {
        let named = candidates.timed.filter { $0.standing != nil }
        let kept = Set((named + candidates.timed).map { CandidateKey($0.candidate) }.uniqued().prefix(optionsAtMost))
        let rows = candidates.timed.filter { kept.contains(CandidateKey($0.candidate)) }
        guard !rows.isEmpty else { return ["No candidate could be measured."] }
        let table = CandidatesSection.table(rows, candidates)
        let lines = MarkdownPage.lines(of: table)
        let hidden = candidates.timed.count - rows.count
        return [lines.joined(separator: "\n")] + (hidden > 0 ? ["And \(hidden) more, which the report lists."] : [])
    }

    private static func evidence(_ input: ReportInput, _ plan: Plan) -> [String] {
        var lines = plan.profileHashes.prefix(10).map { "- profile \(MarkdownText.escaped($0.shown(atMost: 80)))" }
        lines.append("- " + MarkdownText.prose(ConditionsSection.section(input).finding))
        if let again = plan.reproduce { lines.append("- made by " + MarkdownText.span(again.shown(atMost: 1000))) }
        return [lines.joined(separator: "\n")]
    }

    private static func consequences(_ plan: Plan) -> [String] {
        var lines: [String] = []
        if let choice = plan.choice {
            let candidate = choice.candidate
            lines.append(
                "- \(MarkdownText.escaped(candidate.engine.rawValue.shown(atMost: 40))) has to be there, and "
                    + "\(Words.counted(candidate.threads, "thread")) free")
            if let memory = choice.peakMemoryBytes {
                lines.append(
                    "- it takes \(NumberText.bytes(Int(clamping: memory.value))) of memory at its peak (\(memory.source.rawValue))"
                )
            }
            if candidate.weights == .seeded {
                lines.append("- its weights are made up: trained ones have to be installed first")
            }
        }
        lines += plan.fallbacks.prefix(10).map { fallback in
            "- with \(MarkdownText.escaped(fallback.when.shown())): "
                + "\(MarkdownText.escaped(fallback.candidate.variant.shown(atMost: 80))), \(Words.counted(fallback.candidate.threads, "thread"))"
        }
        return [lines.isEmpty ? "None yet: nothing was chosen." : lines.joined(separator: "\n")]
    }

    private static func again(_ plan: Plan) -> [String] {
        guard !plan.expires.isEmpty else { return ["When the device, the engine or the model changes."] }
        let lines = plan.expires.prefix(20).map { expiry in
            "- when the \(MarkdownText.escaped(FactWords.name(of: expiry.fact))) is no longer "
                + MarkdownText.escaped(expiry.is.shown(atMost: 80))
        }
        return [lines.joined(separator: "\n")]
    }
}
