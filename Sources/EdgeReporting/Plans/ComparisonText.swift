public import EdgeRecords

/// What changed, as a person reads it: all together first, then each candidate, then what else differs.
public enum ComparisonText {
    /// - Parameter width: of the terminal, from 40 on.
    public static func text(of comparison: RecordComparison, width: Int = 100) -> String {
        let sections = [
            Wrapping.hanging(sentence(comparison), indent: 0, width: width, first: 0),
            rows(comparison).lines(width: width),
            differences(comparison, width),
        ]
        return sections.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
    }

    private static func sentence(_ comparison: RecordComparison) -> String {
        let both = comparison.rows.count { $0.change != .onlyBefore && $0.change != .onlyAfter }
        let changed = comparison.rows.count { $0.change == .worse || $0.change == .better }
        let name = comparison.statistic.rawValue
        guard both > 0 else { return "No candidate is in both." }
        let counted = "\(changed) of \(both) \(both == 1 ? "candidate" : "candidates") changed beyond noise at \(name)"
        guard let ratio = comparison.ratio else {
            let unclear = comparison.rows.count { $0.change == .unknown }
            guard unclear > 0 else { return "\(counted)." }
            return "Whether anything changed cannot be said of \(unclear) of \(both) "
                + "\(both == 1 ? "candidate" : "candidates"): other work disturbed one of the two measurements, or how sure "
                + "it is was not kept."
        }
        let word =
            switch comparison.total {
            case .better: "quicker: \(times(ratio))"
            case .worse: "slower: \(times(ratio))"
            case .unchanged: "unchanged within noise: \(times(ratio))"
            default: "\(times(ratio)), and how sure that is cannot be said"
            }
        let unknown = comparison.rows.count { $0.change == .unknown }
        let without = comparison.total == .unknown || unknown == 0 ? "" : ", without \(unknown) that cannot be told"
        return "All together are \(word)\(without); \(counted)."
    }

    private static func times(_ ratio: Figure) -> String {
        let interval = ratio.interval.map {
            " (\(NumberText.fixed($0.low, decimals: 3)) to \(NumberText.fixed($0.high, decimals: 3)))"
        }
        return "× \(NumberText.fixed(ratio.value, decimals: 3))\(interval ?? "")"
    }

    private static func rows(_ comparison: RecordComparison) -> TextTable {
        var table = TextTable(columns: [
            .init(heading: "candidate", isNumber: false), .init(heading: "before"), .init(heading: "after"),
            .init(heading: "ratio"), .init(heading: "change", isNumber: false),
        ])
        let hasAccuracies = comparison.rows.contains { accuracyChange($0) != nil }
        if hasAccuracies { table.columns.append(.init(heading: "accuracy", isNumber: false, isOptional: true)) }
        for row in comparison.rows {
            let ratio = row.ratio.map { "×" + NumberText.fixed($0.value, decimals: 2) } ?? ""
            let cells = [row.candidate.name, time(row.before), time(row.after), ratio, word(row.change)]
            table.rows.append(.init(cells: cells + (hasAccuracies ? [accuracyChange(row) ?? ""] : [])))
        }
        return table
    }

    /// Nil where it is the same, or known of one alone.
    private static func accuracyChange(_ row: RecordComparison.Row) -> String? {
        guard let before = row.accuracyBefore?.value, let after = row.accuracyAfter?.value, before != after else {
            return nil
        }
        // A perplexity is no part of anything.
        func text(_ value: Double) -> String {
            value > 1 ? NumberText.threeDigits(value) : "\(NumberText.fixed(value * 100, decimals: 1)) %"
        }
        return "\(text(before)) → \(text(after))"
    }

    private static func time(_ figure: Figure?) -> String {
        figure.map { NumberText.duration(nanoseconds: $0.value) } ?? ""
    }

    private static func word(_ change: RecordComparison.Change) -> String {
        switch change {
        case .better: "quicker"
        case .worse: "slower"
        case .unchanged: "none beyond noise"
        case .unknown: "unknown"
        case .onlyBefore: "gone"
        case .onlyAfter: "new"
        }
    }

    private static func differences(_ comparison: RecordComparison, _ width: Int) -> [String] {
        guard !comparison.differences.isEmpty else { return [] }
        return ["What else differs"]
            + comparison.differences.flatMap { difference in
                Wrapping.hanging(
                    "  \(difference.fact): \(difference.before ?? "unknown") → \(difference.after ?? "unknown")",
                    indent: 4,
                    width: width, first: 0)
            }
    }
}
