public import EdgeRecords

/// How often a model was right, and on what.
public enum EvaluationText {
    /// Of more classes only the worst are listed.
    private static let classesAtMost = 20
    private static let worst = 10

    public static func text(of evaluation: ModelEvaluation, width: Int = 100) -> String {
        guard let first = evaluation.rows.first else { return "nothing was evaluated\n" }
        var lines = [evaluation.variant]
        lines += facts(of: evaluation, first.accuracy).flatMap { name, text in
            Wrapping.hanging("  " + name.padded(to: 8) + text, indent: 10, width: width, first: 0)
        }
        if evaluation.rows.count > 1 { lines += [""] + rows(of: evaluation).lines(width: width) }
        for reason in Set(evaluation.notRun.map(\.reason)).sorted() {
            let names = evaluation.notRun.filter { $0.reason == reason }.map(\.instructionSet.rawValue)
            lines += Wrapping.hanging(
                "  not run: \(names.joined(separator: ", ")): \(reason)", indent: 4, width: width, first: 0)
        }
        if !evaluation.classes.isEmpty { lines += [""] + classes(of: evaluation).lines(width: width) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func facts(
        of evaluation: ModelEvaluation, _ accuracy: Accuracy
    ) -> [(name: String, text: String)] {
        let data = evaluation.dataset
        if evaluation.metric == Accuracy.perplexity { return perplexity(of: evaluation, accuracy) }
        let samples =
            data.samples == data.available
            ? "all \(data.samples) samples" : "\(data.samples) of \(data.available) samples, evenly spread"
        return [
            ("answer", "\(percent(accuracy.value.value)) \(evaluation.metric)" + interval(of: accuracy.value)),
            ("data", "\(data.name): \(samples)"),
            ("engine", evaluation.engine.rawValue + (accuracy.isaClass.map { ", arithmetic \($0)" } ?? "")),
            ("file", evaluation.hash),
        ]
    }

    private static func perplexity(
        of evaluation: ModelEvaluation, _ accuracy: Accuracy
    ) -> [(name: String, text: String)] {
        let (data, value) = (evaluation.dataset, accuracy.value)
        var answer = "perplexity \(NumberText.fixed(value.value, decimals: 2))"
        if let interval = value.interval {
            let ends = [interval.low, interval.high].map { NumberText.fixed($0, decimals: 2) }
            answer += ", 95 % interval \(ends[0]) to \(ends[1])"
        }
        let passages = data.samples == data.available ? "all" : "\(data.samples), evenly spread, of the"
        return [
            ("answer", answer + "; less is better"),
            (
                "data",
                "\(accuracy.dataset ?? data.name); \(passages) \(data.available) passages, \(value.count) tokens judged"
            ),
            ("engine", evaluation.engine.rawValue), ("file", evaluation.hash),
        ]
    }

    private static func percent(_ ratio: Double) -> String { NumberText.fixed(ratio * 100, decimals: 2) + " %" }

    private static func interval(of figure: Figure) -> String {
        guard let interval = figure.interval, let confidence = figure.confidence else { return "" }
        return ", \(NumberText.fixed(confidence * 100, decimals: 0)) % interval "
            + "\(NumberText.fixed(interval.low * 100, decimals: 2)) to \(percent(interval.high))"
    }

    private static func rows(of evaluation: ModelEvaluation) -> TextTable {
        var table = TextTable(columns: [
            .init(heading: "at most", isNumber: false), .init(heading: evaluation.metric),
            .init(heading: "other answers"), .init(heading: "", isNumber: false),
        ])
        for row in evaluation.rows {
            table.rows.append(
                .init(cells: [
                    row.instructionSet?.rawValue ?? "this device", percent(row.accuracy.value.value),
                    row.differing.map(String.init) ?? "",
                    row.sameKernelsAs.map { "the kernels of \($0.rawValue)" } ?? "",
                ]))
        }
        return table
    }

    /// All classes, or the worst of many.
    private static func classes(of evaluation: ModelEvaluation) -> TextTable {
        let isLong = evaluation.classes.count > classesAtMost
        var table = TextTable(columns: [
            .init(heading: isLong ? "worst classes" : "class", isNumber: false), .init(heading: "samples"),
            .init(heading: "right"), .init(heading: "share"),
        ])
        let share = { (one: ModelEvaluation.ClassShare) in Double(one.right) / Double(max(one.samples, 1)) }
        let shown =
            isLong
            ? Array(evaluation.classes.sorted { (share($0), $0.label) < (share($1), $1.label) }.prefix(worst))
            : evaluation.classes
        for one in shown {
            let name = one.name.map { "\(one.label) \($0)" } ?? "\(one.label)"
            table.rows.append(
                .init(cells: [name, "\(one.samples)", "\(one.right)", percent(share(one))], fraction: share(one)))
        }
        return table
    }
}
