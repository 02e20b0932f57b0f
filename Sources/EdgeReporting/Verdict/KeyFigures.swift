import EdgeRecords

/// One line of figures below the verdict.
struct KeyFigures {
    let figures: [KeyFigure]

    init(_ input: ReportInput, _ candidates: CandidateRows) {
        if let row = candidates.principal, let figure = row.latency[candidates.statistic] {
            figures = Self.figures(of: row, figure, candidates)
        } else {
            figures = Self.ceilings(input.profile.ceilings)
        }
    }

    private static func figures(
        of row: CandidateRow, _ figure: Figure, _ candidates: CandidateRows
    ) -> [KeyFigure] {
        let name = row.standing == .chosen ? "Chosen" : row.standing == .nearest ? "Nearest" : "Fastest"
        let range = figure.interval.map { "\(Words.milliseconds($0.low)) to \(Words.milliseconds($0.high))" }
        let source = row.provenance(of: figure).remark
        var figures = [
            KeyFigure(
                label: name, value: row.candidate.variant.shown(atMost: 60),
                note:
                    "\(row.candidate.engineInWords.shown(atMost: 30)), \(Words.counted(row.candidate.threads, "thread"))"
            ),
            KeyFigure(
                label: candidates.statistic.rawValue, value: "\(Words.milliseconds(figure.value)) ms",
                note: [range ?? "no interval", source].compactMap { $0 }.joined(separator: ", ")),
        ]
        if let target = candidates.target {
            let spare = target - figure.value
            figures.append(
                KeyFigure(
                    label: spare >= 0 ? "To spare" : "Too slow by", value: "\(Words.milliseconds(spare.magnitude)) ms",
                    note:
                        "\(NumberText.percent(ratio: spare.magnitude / max(target, 1))) of \(Words.target(target))"
                ))
        } else if let median = row.latency[.median] {
            figures.append(
                KeyFigure(label: "Median", value: "\(Words.milliseconds(median.value)) ms", note: "half of the runs"))
        }
        let accuracy = row.accuracy
        figures.append(
            KeyFigure(
                label: accuracy?.metric == Accuracy.perplexity ? "Perplexity" : "Accuracy",
                value: accuracy.map(ModelWords.value) ?? "not known",
                note: accuracy.map { ModelWords.kind(of: $0).shown(atMost: 40) } ?? "neither measured nor published"))
        return figures
    }

    private static func ceilings(_ ceilings: [Ceiling]) -> [KeyFigure] {
        var figures: [KeyFigure] = []
        for precision in ["int8", "bf16", "fp32"] {
            let own = ceilings.filter { $0.name.hasPrefix(precision + "-") }
            guard let best = own.max(by: { CeilingsSection.rate($0) < CeilingsSection.rate($1) }) else { continue }
            figures.append(
                KeyFigure(
                    label: precision, value: NumberText.rate(operationsPerSecond: CeilingsSection.rate(best)),
                    note: "\(best.name.dropFirst(precision.count + 1)), \(Words.counted(best.threads, "thread"))"
                        .shown()))
        }
        let memory = ceilings.filter { $0.name == "read-dram" }.compactMap { ceiling in
            ceiling.bytesPerSecond.map { (rate: $0.value, threads: ceiling.threads) }
        }
        if let best = memory.max(by: { $0.rate < $1.rate }) {
            figures.append(
                KeyFigure(
                    label: "memory", value: NumberText.rate(bytesPerSecond: best.rate),
                    note: "read, \(Words.counted(best.threads, "thread"))"))
        }
        return figures
    }
}
