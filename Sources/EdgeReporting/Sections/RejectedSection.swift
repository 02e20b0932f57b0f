import EdgeRecords

/// What is out of the running, each with its one reason and what would bring it back.
enum RejectedSection {
    private static let rowsAtMost = 60

    static func outcome(_ input: ReportInput, _ candidates: CandidateRows) -> SectionOutcome {
        outcome(
            of: entries(input, candidates),
            otherwise: candidates.rows.isEmpty
                ? "No model was measured." : "Nothing was rejected, and every candidate ran.")
    }

    /// What each of several plans threw out.
    ///
    /// - Parameter plans: with the name of what each is for.
    static func outcome(_ plans: [(name: String, plan: Plan)]) -> SectionOutcome {
        outcome(
            of: plans.flatMap { name, plan in entries(plan, subject: name) }, otherwise: "Nothing was rejected.",
            subject: "for")
    }

    private static func outcome(
        of entries: [Entry], otherwise reason: String, subject: String? = nil
    ) -> SectionOutcome {
        guard !entries.isEmpty else { return .missing(.rejected, reason) }
        let reasons = entries.map(\.reason).uniqued().map { reason in
            "\(entries.count { $0.reason == reason }) for \(reason)"
        }
        let finding =
            "\(Words.counted(entries.count, "candidate")) \(entries.count == 1 ? "is" : "are") out: \(Words.joined(reasons))."
        let table = ReportTable(
            caption: "Rejected candidates",
            columns: ([subject].compactMap { $0 } + ["candidate", "reason", "why", "what would bring it back"])
                .map { .init($0, isNumber: false) },
            rows: entries.prefix(rowsAtMost).map { entry in
                [entry.subject, entry.label, entry.reason, entry.detail, entry.remedy].compactMap { $0 }
                    .map { ReportTable.Cell($0) }
            })
        let hidden = entries.count - min(entries.count, rowsAtMost)
        return .shown(
            ReportSection(
                .rejected, finding,
                [.table(table)] + (hidden > 0 ? [.text("And \(hidden) more, which the record lists.")] : [])))
    }

    private struct Entry {
        /// What it was weighed for, where there are several things.
        var subject: String?
        var label: String
        var reason: String
        var detail: String
        var remedy: String
    }

    private static func entries(_ input: ReportInput, _ candidates: CandidateRows) -> [Entry] {
        let planned = input.plan.map { entries($0) } ?? []
        let known = Set((input.plan?.rejected ?? []).map { CandidateKey($0.candidate) })
        let failed = candidates.rows.compactMap { row -> Entry? in
            guard let measurement = row.measurement, measurement.outcome != .ok,
                !known.contains(CandidateKey(row.candidate))
            else { return nil }
            return Entry(
                label: label(row.candidate), reason: word(measurement.outcome),
                detail: (measurement.reason ?? "the cause is not known").shown(atMost: 300),
                remedy: remedy(measurement.outcome))
        }
        return planned + failed
    }

    private static func entries(_ plan: Plan, subject: String? = nil) -> [Entry] {
        plan.rejected.map { rejection in
            Entry(
                subject: subject, label: label(rejection.candidate), reason: word(rejection.reason),
                detail: rejection.detail.shown(atMost: 300), remedy: remedy(rejection.reason))
        }
    }

    private static func label(_ candidate: Candidate) -> String {
        "\(candidate.variant.shown(atMost: 80)), \(candidate.engineInWords.shown(atMost: 30)), "
            + Words.counted(candidate.threads, "thread")
    }

    static func word(_ outcome: Measurement.Outcome) -> String {
        switch outcome {
        case .ok: "ran"
        case .crashed: "crashed"
        case .timedOut: "timed out"
        case .refused: "refused"
        case .outOfMemory: "out of memory"
        case .missing: "missing"
        case .wrongAnswer: "wrong answer"
        }
    }

    private static func remedy(_ outcome: Measurement.Outcome) -> String {
        switch outcome {
        case .ok: ""
        case .crashed: "another engine, or another version of this one"
        case .timedOut: "a longer deadline, or more threads"
        case .refused: "another precision or engine"
        case .outOfMemory: "more memory, or a smaller variant"
        case .missing: "installing what is missing: edgeplan doctor says how"
        case .wrongAnswer: "another engine: its answers are not to be used"
        }
    }

    /// By the reason's word: what it is called, and what would bring a candidate back.
    private static let reasons = [
        "memory": ("memory", "a higher --memory"),
        "size": ("size of the model", "a higher --download"),
        "isa": ("missing instructions", "a processor that has them"),
        "engine": ("a missing engine", "installing the engine: edgeplan doctor says how"),
        "licence": ("licence", "allowing the licence"),
        "accuracy": ("accuracy", "a lower --accuracy-floor"),
        "latency": ("latency", "a higher --target"),
        "coldStart": ("cold start", "a higher limit on the cold start"),
        "firstToken": ("time to the first token", "a higher --first-token"),
        "energy": ("energy", "a higher --energy"),
        "accelerator": ("its accelerator", "making it usable: edgeplan doctor says how"),
        "outcome": ("its run", "a run that ends well"),
    ]

    static func word(_ reason: Plan.Rejection.Reason) -> String {
        reasons[reason.rawValue]?.0 ?? reason.rawValue
    }

    private static func remedy(_ reason: Plan.Rejection.Reason) -> String {
        reasons[reason.rawValue]?.1 ?? "a wider requirement"
    }
}
