import EdgeRecords

/// Numbers and accuracies of models as people read them.
enum ModelWords {
    /// `3.49 M`, `24.9 K`.
    static func count(_ count: Int) -> String {
        guard count.magnitude >= 1000 else { return "\(count)" }
        let (size, unit) =
            count.magnitude < 999_500
            ? (1e3, "K") : count.magnitude < 999_500_000 ? (1e6, "M") : (1e9, "G")
        return "\(NumberText.threeDigits(Double(count) / size)) \(unit)"
    }

    /// `602 MOP`: multiplies and adds of one run.
    static func operations(_ operations: Int) -> String {
        let text = count(operations)
        return text.contains(" ") ? text + "OP" : text + " OP"
    }

    /// Of the file, or of its weights alone where there is no file.
    static func size(of variant: Variant) -> String? {
        (variant.modelBytes ?? variant.weightBytes).map(NumberText.bytes)
    }

    static func shape(_ sizes: [Int?]) -> String {
        sizes.isEmpty ? "a number" : sizes.map { $0.map(String.init) ?? "?" }.joined(separator: "×")
    }

    /// `71.8 %`; a lower bound says so.
    static func value(of accuracy: Accuracy) -> String {
        let figure = accuracy.value
        let text =
            (0...1).contains(figure.value)
            ? NumberText.fixed(figure.value * 100, decimals: 1) + " %" : NumberText.threeDigits(figure.value)
        return figure.statistic == .minimum ? "at least " + text : text
    }

    /// `71.3 to 72.3 %`, of ratios.
    static func percents(_ interval: Figure.Interval) -> String {
        "\(NumberText.fixed(interval.low * 100, decimals: 1)) to \(NumberText.fixed(interval.high * 100, decimals: 1)) %"
    }

    /// `published top-1`.
    static func kind(of accuracy: Accuracy) -> String { "\(word(for: accuracy)) \(accuracy.metric)" }

    private static func word(for accuracy: Accuracy) -> String {
        switch accuracy.kind {
        // What a user states was measured somewhere, and not by us.
        case .measured: accuracy.value.source.rawValue
        case .fidelity: "fidelity"
        case .perplexityRatio: "perplexity ratio"
        case .published: "published"
        }
    }
}
