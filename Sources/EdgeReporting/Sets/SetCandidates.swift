import EdgeRecords

/// Everything that was in the running, for whichever of several questions.
enum SetCandidates {
    private static let eachAtMost = 200

    static func outcome(_ input: SetInput) -> SectionOutcome {
        let rightness = RightnessColumns(input.parts.flatMap(options).map { Rightness($0) })
        let rows = input.parts.flatMap { Self.rows(of: $0, rightness) }
        guard !rows.isEmpty else {
            return .missing(.candidates, "Nothing was in the running: what stopped each candidate is said below.")
        }
        let counts = input.parts.map { "\($0.plan.ranked.count) for \($0.name)" }
        let statistic = input.statistic.rawValue
        return .shown(
            ReportSection(
                .candidates, "In the running were \(Words.joined(counts)), best first.",
                [
                    .table(
                        ReportTable(
                            caption: "All candidates",
                            columns: [
                                .init(input.noun, isNumber: false), .init("variant", isNumber: false),
                                .init("engine", isNumber: false), .init("threads"), .init("\(statistic), ms"),
                            ] + rightness.heads
                                + [.init("memory, MiB"), .init("what it is", isNumber: false)], rows: rows))
                ]))
    }

    private static func options(of part: SetPart) -> ArraySlice<Plan.Option> {
        let plan = part.plan
        let options = plan.ranked + [plan.current].compactMap { $0 }.filter { !plan.ranked.contains($0) }
        return options.prefix(eachAtMost)
    }

    private static func rows(of part: SetPart, _ rightness: RightnessColumns) -> [[ReportTable.Cell]] {
        options(of: part).map { option in
            let candidate = option.candidate
            return [
                .init(part.name), .init(candidate.variant.shown(atMost: 80)),
                .init(candidate.engineInWords.shown(atMost: 30)),
                .init(Double(candidate.threads)) { "\(Int(clamping: $0))" },
                .init(option.latencyNanoseconds[part.statistic], unit: 1e6),
            ] + rightness.cells(Rightness(option))
                + [.init(option.peakMemoryBytes, unit: 1_048_576), .init(state(of: option, in: part.plan))]
        }
    }

    private static func state(of option: Plan.Option, in plan: Plan) -> String {
        let standing =
            option == plan.choice
            ? "chosen"
            : option == plan.current
                ? "as deployed now"
                : plan.tiedWith.contains(option) ? "tied" : option == plan.closest ? "nearest" : nil
        let seeded = option.candidate.weights == .seeded ? "made-up weights" : nil
        return [standing, option.verdict?.rawValue, seeded].compactMap { $0 }.joined(separator: ", ")
    }
}
