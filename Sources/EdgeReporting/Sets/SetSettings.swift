import EdgeRecords

/// What to set for each, and the commands by which a script learns it.
enum SetSettings {
    static func outcome(_ input: SetInput, _ parts: [SetPart]) -> SectionOutcome {
        let chosen = parts.filter(\.isChosen)
        let verdict = input.verification?.verdict ?? input.set.together?.verdict
        guard !chosen.isEmpty else { return .missing(.settings, "Nothing is recommended.") }
        guard verdict != .misses, input.set.kind == .targets || chosen.count == parts.count else {
            return .missing(.settings, "Nothing is recommended: what was found does not do for all of them.")
        }
        guard verdict != .undecided && verdict != .contended || input.set.kind == .tasks else {
            return .missing(.settings, "Nothing is recommended: the verdict is \(verdict?.rawValue ?? "open").")
        }
        var blocks: [ReportBlock] = [.facts(chosen.map { .init($0.name, line(of: $0)) })]
        let isMadeUp = chosen.contains { $0.option?.candidate.weights == .seeded }
        blocks +=
            isMadeUp
            ? [
                .text(
                    "No script is given made-up weights: install trained ones, with `edgeplan models install`, and measure them."
                )
            ] : script(input, chosen)
        return .shown(ReportSection(.settings, finding(input), blocks))
    }

    private static func finding(_ input: SetInput) -> String {
        switch input.set.kind {
        case .targets: "One candidate for each target that something meets: take the one whose target you have."
        case .pipeline: "Run the steps with these settings, one after the other."
        case .tasks:
            input.verification?.verdict == .meets
                ? "Run all of them with these settings, at the same time."
                : "Each meets its target alone with these settings; what they do beside each other is not settled."
        }
    }

    private static func line(of part: SetPart) -> String {
        part.option.map { SettingsSection.lines(of: $0.candidate).map(squeezed).joined(separator: "; ") } ?? "none"
    }

    /// Settings are set out in columns where they have lines of their own.
    private static func squeezed(_ line: String) -> String {
        line.split(separator: " ").joined(separator: " ")
    }

    private static func script(_ input: SetInput, _ chosen: [SetPart]) -> [ReportBlock] {
        let commands = chosen.map { part in
            let plan =
                input.set.kind == .targets
                ? (part.plan.reproduce ?? "edgeplan plan").shown(atMost: 2000)
                : "edgeplan plan --check plans.json --task " + ShellText.word(part.plan.requirement.subject.shown())
            return "settings=$(\(plan) --format sh) && eval \"$settings\""
        }
        let first =
            input.set.kind == .tasks && input.verification?.verdict != .meets
            ? ["edgeplan verify plans.json || exit"] : []
        return [
            .text(
                "In a deployment script, where `plans.json` is this set as `edgeplan plan --json` wrote it; each line sets "
                    + "the same names anew:"), .code((first + commands).joined(separator: "\n")),
        ]
    }
}

/// The commands that make the same again.
enum SetCommands {
    static func section(_ input: SetInput, _ parts: [SetPart]) -> ReportSection {
        var commands = [input.set.reproduce.map { $0.shown(atMost: 2000) + " --json > plans.json" }].compactMap { $0 }
        if input.set.kind == .tasks, parts.allSatisfy(\.isChosen), !parts.isEmpty {
            commands.append("edgeplan verify plans.json --json > verification.json")
        }
        let seen = input.verification == nil ? "" : " verification.json"
        commands.append("edgeplan report plans.json\(seen) --html plans.html --markdown plans.md")
        var blocks: [ReportBlock] = [.code(commands.joined(separator: "\n"))]
        let own = parts.compactMap { $0.plan.reproduce?.shown(atMost: 2000) }.uniqued().prefix(12)
        if !own.isEmpty {
            blocks += [
                .text("A page of one \(input.noun) alone, with its charts, is made of its own plan:"),
                .code(own.map { "\($0) --json > plan.json && edgeplan report plan.json" }.joined(separator: "\n")),
            ]
        }
        return ReportSection(.commands, "These commands make the same again.", blocks)
    }
}
