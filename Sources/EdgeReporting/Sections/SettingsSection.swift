import EdgeRecords

/// What to set where the model will run.
enum SettingsSection {
    static func outcome(_ input: ReportInput, _ candidates: CandidateRows) -> SectionOutcome {
        guard let plan = input.plan else {
            return .missing(.settings, "Nothing was asked for: `edgeplan plan --target 50ms` recommends a candidate.")
        }
        guard let choice = plan.choice else {
            return .missing(.settings, "Nothing is recommended: the verdict is \(plan.verdict.rawValue).")
        }
        let candidate = choice.candidate
        var blocks: [ReportBlock] = [.code(lines(of: candidate).joined(separator: "\n"))]
        if candidate.weights == .seeded {
            blocks.append(
                .text(
                    "The weights are made up: speed and memory hold, the answers mean nothing. Install trained ones before "
                        + "anything is deployed."))
        } else {
            blocks += [
                .text("In a deployment script, which goes no further once the plan is stale or of another device:"),
                .code("settings=$(edgeplan plan --check plan.json --format sh) && eval \"$settings\""),
            ]
        }
        blocks += fallbacks(plan)
        let finding =
            "Run \(candidate.variant.shown(atMost: 80)) on \(candidate.engineInWords.shown(atMost: 30)) with "
            + "\(Words.counted(candidate.threads, "thread"))."
        return .shown(ReportSection(.settings, finding, blocks))
    }

    static func lines(of candidate: Candidate) -> [String] {
        let engine = [candidate.engineInWords, candidate.engineVersion].compactMap { $0 }.joined(separator: " ")
        var lines = ["variant:  \(candidate.variant.shown(atMost: 80))", "engine:   \(engine.shown(atMost: 60))"]
        lines.append("threads:  \(candidate.threads)")
        if let cpus = candidate.cpus { lines.append("cpus:     \(CPUSet(cpus).listText)") }
        if candidate.placement != .cpu { lines.append("place:    \(candidate.placement.rawValue)") }
        lines.append("batch:    \(candidate.batch)")
        if let hash = candidate.modelHash { lines.append("model:    \(hash.shown(atMost: 80))") }
        return lines
    }

    private static func fallbacks(_ plan: Plan) -> [ReportBlock] {
        var blocks: [ReportBlock] = []
        if !plan.fallbacks.isEmpty {
            let items = plan.fallbacks.prefix(20).map { fallback in
                "With \(fallback.when.shown()): \(fallback.candidate.variant.shown(atMost: 80)), "
                    + Words.counted(fallback.candidate.threads, "thread")
            }
            blocks += [.text("When things get worse:"), .list(items)]
        }
        if !plan.expires.isEmpty {
            let facts = plan.expires.prefix(20).map { "\(FactWords.name(of: $0.fact)): \($0.is.shown(atMost: 80))" }
            blocks += [.text("This holds as long as these stay as they are:"), .list(facts)]
        }
        return blocks
    }
}
