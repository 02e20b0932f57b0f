public import EdgeRecords

/// Several plans as people read them: the answer to all, a row for each, then what must be known.
public struct PlanSetText {
    private let set: PlanSet

    public init(_ set: PlanSet) { self.set = set }

    /// - Parameter width: of the terminal, from 40 on.
    public func text(width: Int = 100) -> String {
        let sections = [
            Wrapping.hanging(set.summary, indent: 0, width: width, first: 0), rows(width), together(width),
            set.remarks.flatMap { Wrapping.hanging("! " + $0, indent: 2, width: width, first: 0) },
            set.next.map { ["Next: \($0)"] } ?? [],
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n") + "\n"
    }

    private func rows(_ width: Int) -> [String] {
        let lines = table.lines(width: width)
        let nearest = set.plans.contains { $0.choice == nil && $0.closest != nil } ? "in brackets: the nearest" : nil
        let legend = [nearest, OptionWords.legend(lines)].compactMap { $0 }.joined(separator: ", ")
        return lines + (legend.isEmpty ? [] : ["  (\(legend))"])
    }

    private var table: TextTable {
        var table = TextTable(columns: [
            .init(heading: set.kind == .targets ? "target" : "task", isNumber: false),
            .init(heading: "candidate", isNumber: false), .init(heading: statistic.rawValue),
            .init(heading: "accuracy", isOptional: true), .init(heading: "memory", isOptional: true),
        ])
        // A step has no target of its own, so that it neither meets nor misses any.
        if set.kind != .pipeline { table.columns.append(.init(heading: "verdict", isNumber: false)) }
        if hasPrices { table.columns.append(.init(heading: "points per ms", isOptional: true)) }
        for (place, plan) in set.plans.enumerated() { table.rows.append(.init(cells: cells(of: plan, at: place))) }
        return table
    }

    /// Whether there is a step from one choice to a more accurate one.
    private var hasPrices: Bool {
        self.set.kind == .targets && set.plans.indices.contains { set.bought(at: $0) != nil }
    }

    private var statistic: Statistic { .percentile(set.plans.first?.requirement.percentile ?? 95) }

    private func cells(of plan: Plan, at place: Int) -> [String] {
        let words = OptionWords(plan.requirement)
        let option = plan.choice ?? plan.closest
        let figures = option.map { words.row($0, mark: plan.choice == nil ? "(" : "").cells } ?? []
        let target = plan.requirement.targetNanoseconds.map { NumberText.exactDuration(nanoseconds: $0) }
        let subject =
            set.kind == .targets
            ? target ?? "none" : [plan.requirement.subject, target].compactMap { $0 }.joined(separator: ", ")
        let name = figures.isEmpty ? "none" : plan.choice == nil ? figures[0] + ")" : figures[0]
        var cells = [
            subject, name, figures.isEmpty ? "" : figures[1], figures.isEmpty ? "" : figures[3],
            figures.isEmpty ? "" : figures[4],
        ]
        if set.kind != .pipeline { cells.append(plan.verdict.rawValue) }
        if hasPrices { cells.append(set.bought(at: place).map(NumberText.threeDigits) ?? "") }
        return cells
    }

    private func together(_ width: Int) -> [String] {
        guard let together = set.together else { return [] }
        var facts: [(String, String)] = [("verdict", together.verdict.rawValue)]
        if let latency = together.latencyNanoseconds[statistic], let plan = set.plans.first {
            facts.append((statistic.rawValue, OptionWords(plan.requirement).told(latency)))
        }
        if let memory = together.memoryBytes {
            facts.append(("memory", NumberText.bytes(Int(min(max(memory.value, 0), 9e18)))))
        }
        return ["All together"]
            + facts.flatMap {
                Wrapping.hanging("  " + $0.0.padded(to: 9) + $0.1, indent: 11, width: width, first: 0)
            }
    }
}

extension PlanSet {
    /// What the step up from the last target with a choice brought: points of accuracy for each millisecond that an
    /// answer takes longer.
    func bought(at place: Int) -> Double? {
        let statistic = Statistic.percentile(plans[place].requirement.percentile)
        guard let choice = plans[place].choice, let before = plans[..<place].last?.choice,
            choice.candidate != before.candidate, choice.accuracy?.metric != Accuracy.perplexity,
            let accuracy = choice.rankingAccuracy?.value, let lower = before.rankingAccuracy?.value,
            let time = choice.latencyNanoseconds[statistic]?.value,
            let less = before.latencyNanoseconds[statistic]?.value,
            time > less
        else { return nil }
        return (accuracy - lower) * 100 / ((time - less) / 1e6)
    }
}
