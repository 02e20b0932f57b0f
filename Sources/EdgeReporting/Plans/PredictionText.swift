public import EdgeRecords

/// Predictions as a person reads them: each with its bar, and where the time would go.
public enum PredictionText {
    private static let shownLayers = 5

    /// - Parameter width: of the terminal, from 40 on.
    public static func text(of answer: PredictionAnswer, width: Int = 100) -> String {
        let sections = [
            answer.model.map { ["\($0), predicted for \(answer.deviceClass)"] } ?? [],
            rows(answer).lines(width: width), layers(answer, width), evaluation(answer.evaluation, width),
            answer.remarks.flatMap { Wrapping.hanging("! " + $0, indent: 2, width: width, first: 0) },
        ]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private static func rows(_ answer: PredictionAnswer) -> TextTable {
        guard !answer.rows.contains(where: { $0.promptNanoseconds != nil }) else { return languageRows(answer) }
        var table = TextTable(columns: [
            .init(heading: "candidate", isNumber: false), .init(heading: "median"),
            .init(heading: "nine of ten lie between", isNumber: false), .init(heading: "p95", isOptional: true),
            .init(heading: "load", isOptional: true), .init(heading: "memory", isOptional: true),
        ])
        for row in answer.rows {
            let median = row.latencyNanoseconds[.median]
            table.rows.append(
                .init(cells: [
                    row.candidate.name, time(median), bar(median), time(row.latencyNanoseconds[.p95]),
                    time(row.loadNanoseconds), memory(row),
                ]))
        }
        return table
    }

    /// Prompt and tokens apart.
    private static func languageRows(_ answer: PredictionAnswer) -> TextTable {
        var table = TextTable(columns: [
            .init(heading: "candidate", isNumber: false), .init(heading: "each token"),
            .init(heading: "nine of ten lie between", isNumber: false), .init(heading: "prompt"),
            .init(heading: "nine of ten lie between", isNumber: false), .init(heading: "memory", isOptional: true),
        ])
        for row in answer.rows {
            let median = row.latencyNanoseconds[.median]
            table.rows.append(
                .init(cells: [
                    row.candidate.name, time(median), bar(median), time(row.promptNanoseconds),
                    bar(row.promptNanoseconds), memory(row),
                ]))
        }
        return table
    }

    private static func memory(_ row: PredictionAnswer.Row) -> String {
        row.peakMemoryBytes.map { NumberText.bytes(Int(min($0.value, 1e18))) } ?? ""
    }

    private static func bar(_ figure: Figure?) -> String {
        figure?.interval.map {
            "\(NumberText.duration(nanoseconds: $0.low)) and \(NumberText.duration(nanoseconds: $0.high))"
        } ?? ""
    }

    private static func time(_ figure: Figure?) -> String {
        figure.map { NumberText.duration(nanoseconds: $0.value) } ?? ""
    }

    /// Of the first row alone: the others spend their time alike.
    private static func layers(_ answer: PredictionAnswer, _ width: Int) -> [String] {
        guard let row = answer.rows.first, !row.layers.isEmpty else { return [] }
        var table = TextTable(columns: [
            .init(heading: "layer", isNumber: false), .init(heading: "kind", isNumber: false), .init(heading: "time"),
            .init(heading: "share"),
        ])
        for layer in row.layers.prefix(shownLayers) {
            table.rows.append(
                .init(
                    cells: [
                        layer.name, layer.kind, time(layer.nanoseconds), NumberText.percent(ratio: layer.share),
                    ], fraction: layer.share))
        }
        return ["Where \(row.candidate.name) would spend most"] + table.lines(width: width)
    }

    private static func evaluation(_ evaluation: PredictionAnswer.Evaluation?, _ width: Int) -> [String] {
        guard let evaluation else { return [] }
        var text =
            "Of \(evaluation.all.cases) cases that were measured here, each predicted without its architecture "
            + "(\(evaluation.architectures) of them): \(percent(evaluation.all.withinTenPercent)) within 10 %, "
            + "\(percent(evaluation.all.withinQuarter)) within 25 %; half are within "
            + "\(percent(evaluation.all.medianError)), nine of ten within "
            + "\(percent(evaluation.all.ninetiethPercentileError))."
        if let coverage = evaluation.coverage {
            text += " The bar of nine in ten held \(percent(coverage)) of them."
        }
        return Wrapping.hanging(text, indent: 0, width: width, first: 0) + settings(evaluation).lines(width: width)
    }

    private static func settings(_ evaluation: PredictionAnswer.Evaluation) -> TextTable {
        var table = TextTable(columns: [
            .init(heading: "setting", isNumber: false), .init(heading: "cases"), .init(heading: "within 10 %"),
            .init(heading: "within 25 %"), .init(heading: "half within"), .init(heading: "nine of ten within"),
        ])
        func add(_ name: String, _ hits: PredictionAnswer.Hits) {
            let ratios = [hits.withinTenPercent, hits.withinQuarter, hits.medianError, hits.ninetiethPercentileError]
            table.rows.append(.init(cells: [name, "\(hits.cases)"] + ratios.map(percent)))
        }
        for setting in evaluation.settings {
            add("\(setting.precision.rawValue)@\(setting.engine.rawValue):\(setting.threads)", setting.hits)
        }
        if let alone = evaluation.ceilingsAlone { add("from ceilings and kernels alone", alone) }
        return table
    }

    private static func percent(_ ratio: Double) -> String { NumberText.percent(ratio: ratio) }
}
