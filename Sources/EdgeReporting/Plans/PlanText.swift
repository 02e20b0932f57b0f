public import EdgeRecords

/// A plan as a person reads it: the answer first, then why, then what else came close, then what to do next.
public struct PlanText {
    private let plan: Plan
    private let words: OptionWords
    /// How many rows of the table of candidates are shown at most.
    private static let shownCandidates = 8
    private static let shownRejections = 6

    public init(_ plan: Plan) {
        self.plan = plan
        words = OptionWords(plan.requirement)
    }

    public func text(width: Int = 100) -> String {
        let sections = [
            wrapped(plan.summary, width, indent: 0), why(width), candidates(width), rejections(width), advice(width),
            waysOut(width), configurations(width), next(width),
        ]
        return sections.filter { !$0.isEmpty }.joined(separator: [""]).joined(separator: "\n") + "\n"
    }

    private func wrapped(_ text: String, _ width: Int, indent: Int = 2) -> [String] {
        Wrapping.hanging(text, indent: indent, width: width, first: 0)
    }

    private func why(_ width: Int) -> [String] {
        var lines: [String] = []
        if let option = plan.choice ?? plan.closest {
            let facts = words.facts(of: option) + [(name: "device", text: plan.deviceClass)]
            lines += facts.flatMap { name, text in
                Wrapping.hanging("  " + name.padded(to: 11) + text, indent: 13, width: width, first: 0)
            }
        }
        if !plan.tiedWith.isEmpty {
            let names = plan.tiedWith.map(\.candidate.name).joined(separator: ", ")
            lines += wrapped("  tied with  \(names): no difference that the figures could show", width, indent: 13)
        }
        return lines + plan.remarks.flatMap { Wrapping.hanging("  ! " + $0, indent: 4, width: width, first: 0) }
    }

    private func candidates(_ width: Int) -> [String] {
        let best = plan.ranked.prefix(Self.shownCandidates)
        let current = plan.current.map { best.contains($0) ? [] : [$0] } ?? []
        let shown = best + current
        guard !shown.isEmpty else { return [] }
        var table = words.table
        for option in shown {
            let mark = option == plan.choice ? "→ " : option == plan.current ? "= " : "  "
            table.rows.append(words.row(option, mark: mark))
        }
        let rows = table.lines(width: width)
        var lines = ["Candidates, best first" + (plan.current == nil ? "" : " (= runs now)")] + rows
        let left = plan.ranked.count - shown.count { plan.ranked.contains($0) }
        if left > 0 { lines.append("  and \(left) more") }
        if let legend = OptionWords.legend(rows) { lines.append("  (\(legend))") }
        return lines
    }

    private func rejections(_ width: Int) -> [String] {
        guard !plan.rejected.isEmpty else { return [] }
        let count = plan.rejected.count
        let heading = "\(count) \(count == 1 ? "candidate is" : "candidates are") out"
        let near = nearest.prefix(Self.shownRejections).flatMap { rejection in
            Wrapping.hanging("  \(rejection.candidate.name): \(rejection.detail)", indent: 4, width: width, first: 0)
        }
        let left = count - min(count, Self.shownRejections)
        return [heading] + near + (left > 0 ? ["  and \(left) more; --json has all"] : [])
    }

    /// Those that were too slow by the least first; the others keep their order behind them.
    private var nearest: [Plan.Rejection] {
        func distance(_ rejection: Plan.Rejection) -> Double {
            rejection.reason == .latency ? rejection.figure?.value ?? .infinity : .infinity
        }
        return plan.rejected.enumerated().sorted {
            (distance($0.element), $0.offset) < (distance($1.element), $1.offset)
        }.map(\.element)
    }

    private func advice(_ width: Int) -> [String] {
        let relaxation = plan.relaxation.map { "The cheapest way out: \($0.change), which costs \($0.costs)." }
        let fallbacks = plan.fallbacks.map { "With \($0.when): \($0.candidate.inWords)." }
        return ([relaxation].compactMap { $0 } + fallbacks).flatMap { wrapped($0, width) }
    }

    private func waysOut(_ width: Int) -> [String] {
        guard !plan.waysOut.isEmpty else { return [] }
        return ["What else would make it fit"]
            + plan.waysOut.flatMap { Wrapping.hanging("  " + $0.change, indent: 4, width: width, first: 0) }
    }

    /// How servers are started: as one command line, which nothing breaks.
    private func configurations(_ width: Int) -> [String] {
        plan.configurations.flatMap { configuration in
            let name = configuration.candidate.name
            let heading =
                configuration.status == .measured
                ? "Start \(name) as it was measured:"
                : "Unverified: \(name): \(configuration.reason ?? "nobody measured it"). To try it:"
            return wrapped(heading, width) + ["    " + configuration.commandLine]
        }
    }

    private func next(_ width: Int) -> [String] {
        guard let next = plan.next else { return [] }
        return ["Next: \(next)"]
    }
}
