import EdgeRecords

/// One candidate's figures as people read them, each with the mark of its source.
struct OptionWords {
    private let requirement: Requirement
    private let statistic: Statistic

    init(_ requirement: Requirement) {
        self.requirement = requirement
        statistic = .percentile(requirement.percentile)
    }

    var table: TextTable {
        TextTable(columns: [
            .init(heading: "candidate", isNumber: false), .init(heading: statistic.rawValue),
            .init(heading: "interval", isOptional: true), .init(heading: "accuracy", isOptional: true),
            .init(heading: "memory", isOptional: true), .init(heading: "verdict", isNumber: false),
        ])
    }

    func row(_ option: Plan.Option, mark: String) -> TextTable.Row {
        let latency = option.latencyNanoseconds[statistic]
        let fraction = latency.flatMap { figure in
            requirement.targetNanoseconds.map { figure.value / Double($0) }
        }
        return .init(
            cells: [
                mark + option.candidate.name, latency.map(time) ?? "unknown", latency.flatMap(interval) ?? "",
                accuracy(option), option.peakMemoryBytes.map { Self.bytes($0) } ?? "", verdict(option),
            ], fraction: fraction)
    }

    /// What the choice rests on, by name.
    func facts(of option: Plan.Option) -> [(name: String, text: String)] {
        var facts: [(String, String)] = []
        if let latency = option.latencyNanoseconds[statistic] {
            // Of a language model it is one token that is timed.
            let isToken = option.candidate.promptTokens != nil
            facts.append((isToken ? "token \(statistic.rawValue)" : statistic.rawValue, told(latency)))
        }
        if let first = option.firstTokenNanoseconds?[statistic] {
            let prompt = option.candidate.promptTokens.map { " after \($0) tokens" } ?? ""
            let limit =
                requirement.firstTokenNanoseconds.map { " of \(NumberText.exactDuration(nanoseconds: $0))" } ?? ""
            let rate =
                option.promptTokensPerSecond.map { ", \(NumberText.threeDigits($0.value)) tokens a second" } ?? ""
            facts.append(("first token", time(first) + limit + prompt + rate))
        }
        if let accuracy = option.accuracy {
            let name = accuracy.metric == Accuracy.perplexity ? "perplexity" : "accuracy"
            facts.append((name, described(accuracy, of: option)))
        }
        if let memory = option.peakMemoryBytes { facts.append(("memory", Self.bytes(memory))) }
        if let cold = option.coldStartNanoseconds { facts.append(("cold start", time(cold))) }
        return facts
    }

    /// All that is kept of one that is out.
    func facts(of rejection: Plan.Rejection) -> [(name: String, text: String)] {
        guard rejection.reason == .latency, let figure = rejection.figure, figure.statistic == statistic else {
            return []
        }
        return [(statistic.rawValue, told(figure))]
    }

    /// `31.2 ms of 50 ms, 30.6 ms to 32.1 ms, 300 samples`.
    func told(_ latency: Figure) -> String {
        let target = requirement.targetNanoseconds.map { " of \(NumberText.exactDuration(nanoseconds: $0))" } ?? ""
        let interval = interval(latency).map { ", \($0)" } ?? ""
        let samples = latency.count > 0 ? ", \(latency.count) samples" : ""
        return "\(time(latency))\(target)\(interval)\(samples)"
    }

    /// What the letters behind figures mean, of those that the lines show: a narrow table leaves columns out.
    static func legend(_ lines: [String]) -> String? {
        let words = ["p predicted", "i imported", "b published"].filter { word in
            lines.contains { "\($0) ".contains(" \(word.prefix(1)) ") }
        }
        return words.isEmpty ? nil : words.joined(separator: ", ")
    }

    private func described(_ accuracy: Accuracy, of option: Plan.Option) -> String {
        let own = "\(ModelWords.value(of: accuracy)), \(ModelWords.kind(of: accuracy))"
        let basis = accuracy.value.basis.first.map { " (\($0))" } ?? ""
        guard let ranking = option.rankingAccuracy, ranking.value != accuracy.value.value else { return own + basis }
        if accuracy.metric == Accuracy.perplexity {
            return "\(own)\(basis); ranked as \(NumberText.threeDigits(1 / ranking.value))"
        }
        return "\(own)\(basis); ranked as \(NumberText.fixed(ranking.value * 100, decimals: 1)) %"
    }

    private func accuracy(_ option: Plan.Option) -> String {
        guard let accuracy = option.rankingAccuracy else { return "unknown" }
        if option.accuracy?.metric == Accuracy.perplexity {
            return "ppl \(NumberText.threeDigits(1 / accuracy.value))\(Self.mark(accuracy))"
        }
        return "\(NumberText.fixed(accuracy.value * 100, decimals: 1)) %\(Self.mark(accuracy))"
    }

    private func time(_ figure: Figure) -> String {
        NumberText.duration(nanoseconds: figure.value) + Self.mark(figure)
    }

    private func interval(_ figure: Figure) -> String? {
        figure.interval.map {
            "\(NumberText.duration(nanoseconds: $0.low)) to \(NumberText.duration(nanoseconds: $0.high))"
        }
    }

    private func verdict(_ option: Plan.Option) -> String {
        guard let verdict = option.verdict else { return "" }
        guard verdict == .undecided else { return verdict.rawValue }
        if option.source == .predicted { return "predicted" }
        if let needed = option.samplesNeeded { return "undecided, \(needed) more" }
        return verdict.rawValue
    }

    private static func bytes(_ figure: Figure) -> String {
        NumberText.bytes(Int(min(max(figure.value, 0), 9e18))) + mark(figure)
    }

    /// Nothing for what was measured; a letter for what was not.
    private static func mark(_ figure: Figure) -> String {
        switch figure.source {
        case .measured: ""
        case .predicted: " p"
        case .imported: " i"
        case .published: " b"
        }
    }
}
