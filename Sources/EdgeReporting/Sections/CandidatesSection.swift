import EdgeRecords

/// Every candidate with every figure, to be sorted, searched and copied.
enum CandidatesSection {
    static func outcome(_ input: ReportInput, _ candidates: CandidateRows) -> SectionOutcome {
        guard !candidates.rows.isEmpty else {
            return .missing(.candidates, "No model was measured: `edgeplan profile models` does that.")
        }
        let models = Set(candidates.rows.map(\.candidate.model)).count
        let engines = Set(candidates.rows.map(\.candidate.engine)).count
        let finding =
            "\(Words.counted(candidates.rows.count, "candidate")) of \(Words.counted(models, "model")) on "
            + "\(Words.counted(engines, "engine")), fastest first. A number that was not measured here carries the word that says so."
        return .shown(ReportSection(.candidates, finding, [.table(table(candidates.rows, candidates))]))
    }

    static func table(_ rows: [CandidateRow], _ candidates: CandidateRows) -> ReportTable {
        let statistic = candidates.statistic
        var columns: [ReportTable.Column] = [
            .init("variant", isNumber: false), .init("engine", isNumber: false), .init("threads"),
            .init("\(statistic.rawValue), ms"), .init("from, ms", isOptional: true), .init("to, ms", isOptional: true),
        ]
        if statistic != .median { columns.append(.init("median, ms")) }
        columns += [
            .init("first, ms", isOptional: true), .init("load, ms", isOptional: true), .init("memory, MiB"),
        ]
        let rightness = RightnessColumns(rows.map(\.rightness))
        columns += rightness.heads + [.init("what it is", isNumber: false)]
        return ReportTable(
            caption: "All candidates", columns: columns, rows: rows.map { cells($0, rightness, candidates) })
    }

    private static func cells(
        _ row: CandidateRow, _ rightness: RightnessColumns, _ candidates: CandidateRows
    ) -> [ReportTable.Cell] {
        let figure = row.latency[candidates.statistic]
        var cells: [ReportTable.Cell] = [
            .init(row.candidate.variant.shown(atMost: 80)), .init(row.candidate.engineInWords.shown(atMost: 30)),
            .init(Double(row.candidate.threads)) { "\(Int(clamping: $0))" }, .init(figure, unit: 1e6),
            .init(figure?.interval.map { $0.low / 1e6 }, text: NumberText.threeDigits),
            .init(figure?.interval.map { $0.high / 1e6 }, text: NumberText.threeDigits),
        ]
        if let figure { cells[3].provenance = row.provenance(of: figure) }
        if candidates.statistic != .median { cells.append(.init(row.latency[.median], unit: 1e6)) }
        return cells + [
            .init(row.measurement?.firstInferenceNanoseconds, unit: 1e6),
            .init(row.measurement?.loadNanoseconds, unit: 1e6), .init(row.peakMemoryBytes, unit: 1_048_576),
        ] + rightness.cells(row.rightness) + [.init(state(of: row, candidates))]
    }

    /// `chosen`, `misses by 12.3 ms`, `crashed`.
    private static func state(of row: CandidateRow, _ candidates: CandidateRows) -> String {
        if let measurement = row.measurement, measurement.outcome != .ok {
            return RejectedSection.word(measurement.outcome)
        }
        var words = [row.standing?.rawValue].compactMap { $0 }
        if let target = candidates.target, let value = row.latency[candidates.statistic]?.value {
            words.append(value <= target ? "meets" : "misses by \(Words.milliseconds(value - target)) ms")
        }
        if row.candidate.weights == .seeded { words.append("made-up weights") }
        return words.joined(separator: ", ")
    }
}
