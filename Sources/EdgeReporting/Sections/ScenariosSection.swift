import EdgeRecords

/// How candidates do where the device is not quiet, not rested, or asked at a rate.
enum ScenariosSection {
    /// Nil where no scenario was measured: none has to be.
    static func section(_ input: ReportInput) -> ReportSection? {
        let sentences = ScenarioSentence.all(of: input.profile.measurements)
        guard let first = sentences.max(by: { ($0.ratio ?? 0) < ($1.ratio ?? 0) }) else { return nil }
        let table = ReportTable(
            caption: "Scenarios",
            columns: [
                .init("variant", isNumber: false), .init("engine", isNumber: false, isOptional: true),
                .init("threads"), .init("scenario", isNumber: false), .init("median, ms"), .init("p95, ms"),
                .init("times quiet p95"),
            ],
            rows: sentences.map { sentence in
                let measurement = sentence.measurement
                let candidate = measurement.candidate
                return [
                    .init(candidate.variant.shown(atMost: 80)), .init(candidate.engineInWords.shown(atMost: 30)),
                    .init(Double(candidate.threads)) { "\(Int(clamping: $0))" }, .init(sentence.condition),
                    .init(measurement.latencyNanoseconds[.median], unit: 1e6), .init(sentence.p95, unit: 1e6),
                    .init(sentence.ratio, text: NumberText.threeDigits),
                ]
            })
        let others = sentences.filter { $0.measurement.id != first.measurement.id }.prefix(listedAtMost)
        let blocks: [ReportBlock] = others.isEmpty ? [] : [.list(others.map { $0.text + "." })]
        return ReportSection(.scenarios, "Measured under load: \(first.text).", blocks + [.table(table)])
    }

    private static let listedAtMost = 12
}
