import EdgeRecords

/// What was chosen for each, drawn against its own target.
enum SetChoices {
    static func outcome(_ input: SetInput, _ parts: [SetPart]) -> SectionOutcome {
        guard !parts.isEmpty else { return .missing(.choices, "The set holds no plan.") }
        let finding = finding(input, parts)
        var blocks: [ReportBlock] = []
        if let chart = chart(input, parts, description: finding) {
            blocks += [.chart(.bars(chart)), .text(legend(input, parts))]
        }
        return .shown(ReportSection(.choices, finding, blocks + [.table(table(input, parts))]))
    }

    private static func finding(_ input: SetInput, _ parts: [SetPart]) -> String {
        let chosen = parts.filter(\.isChosen)
        let open = parts.filter { !$0.isChosen }.map(\.name)
        let noun = input.noun
        if chosen.isEmpty {
            return parts.count == 1
                ? "The \(noun) has no candidate that is proven." : "No \(noun) has a candidate that is proven."
        }
        guard open.isEmpty else {
            return
                "\(chosen.count) of \(Words.counted(parts.count, noun)) \(chosen.count == 1 ? "has" : "have") a choice; "
                + "\(Words.joined(open)) \(open.count == 1 ? "has" : "have") none."
        }
        guard input.set.kind == .targets else { return "Every \(noun) has a choice." }
        let different = Set(chosen.compactMap { $0.option.map { CandidateKey($0.candidate) } }).count
        return "\(Words.counted(different, "candidate")) \(different == 1 ? "is" : "are") chosen for "
            + "\(Words.counted(parts.count, "target"))."
    }

    /// Shares of targets where each has its own; times where steps share one.
    private static func chart(_ input: SetInput, _ parts: [SetPart], description: String) -> BarChart? {
        let statistic = input.statistic
        if input.set.kind == .pipeline {
            var rows = parts.compactMap { part in part.alone.map { bar(part.name, $0, unit: 1e6) } }
            let target = input.set.together?.targetNanoseconds.map(Double.init)
            if let time = input.set.together?.latencyNanoseconds[statistic] {
                var row = bar("all steps together", time, unit: 1e6)
                row.tone = target.map { time.value <= $0 ? .meets : .misses } ?? .plain
                rows.append(row)
            }
            return rows.isEmpty
                ? nil
                : BarChart(
                    title: "\(statistic.rawValue), ms", rows: rows, target: target.map(LatencySection.target),
                    description: description)
        }
        let names = labels(parts)
        let rows = zip(parts, names).flatMap { part, name -> [BarChart.Row] in
            guard let target = part.target, target > 0 else { return [] }
            return [("alone", part.alone), ("beside the others", part.beside)].compactMap { how, figure in
                figure.map { share(of: $0, target, part, name, input.verification == nil ? nil : how) }
            }
        }
        return rows.isEmpty
            ? nil
            : BarChart(
                title: "\(statistic.rawValue) as a share of the target, %", rows: rows,
                target: .init(value: 100, text: "target"), description: description)
    }

    /// Charts have room for a word or two: where all are of one task, their label sets tell them apart.
    private static func labels(_ parts: [SetPart]) -> [String] {
        let sets = parts.compactMap { $0.plan.requirement.labels?.shown(atMost: 40) }
        let isOneTask = Set(parts.map(\.plan.requirement.task)).count == 1
        return isOneTask && Set(sets).count == parts.count ? sets : parts.map(\.name)
    }

    private static func share(
        of figure: Figure, _ target: Double, _ part: SetPart, _ name: String, _ how: String?
    ) -> BarChart.Row {
        var row = bar([name, how].compactMap { $0 }.joined(separator: ", "), figure, unit: target / 100)
        row.tone = figure.value <= target ? .meets : .misses
        row.remark = part.isChosen ? nil : "nearest"
        return row
    }

    private static func bar(_ label: String, _ figure: Figure, unit: Double) -> BarChart.Row {
        var bar = BarChart.Row(label, value: figure.value / unit)
        bar.low = figure.interval.map { $0.low / unit }
        bar.high = figure.interval.map { $0.high / unit }
        bar.provenance = Provenance(figure.source)
        return bar
    }

    private static func legend(_ input: SetInput, _ parts: [SetPart]) -> String {
        let statistic = input.statistic.rawValue
        let whiskers = parts.contains { $0.latency?.interval != nil } ? " Whiskers are the interval." : ""
        return switch input.set.kind {
        case .pipeline:
            "Steps were measured one at a time. The last bar is the \(statistic) of their sum, run by run: less than the sum "
                + "of the bars above it, since all are seldom slow at once." + whiskers
        case .tasks, .targets: "Each bar is the \(statistic) of the choice, where its own target is 100 %." + whiskers
        }
    }

    private static func table(_ input: SetInput, _ parts: [SetPart]) -> ReportTable {
        let statistic = input.statistic.rawValue
        let showsTargets = input.set.kind != .pipeline
        let isTold = input.verification != nil
        var columns: [ReportTable.Column] = [.init(input.noun, isNumber: false)]
        if showsTargets { columns.append(.init("target, ms")) }
        columns += [.init("candidate", isNumber: false), .init(isTold ? "\(statistic) alone, ms" : "\(statistic), ms")]
        if isTold { columns.append(.init("\(statistic) beside, ms")) }
        columns += [
            .init("from, ms", isOptional: true), .init("to, ms", isOptional: true),
        ]
        let rightness = RightnessColumns(parts.map { Rightness($0.option) })
        columns += rightness.heads + [.init("memory, MiB")]
        if input.set.kind == .targets { columns.append(.init("points per ms")) }
        columns.append(.init("verdict", isNumber: false))
        return ReportTable(
            caption: "The choices", columns: columns,
            rows: parts.enumerated().map { place, part in
                var cells: [ReportTable.Cell] = [.init(part.name)]
                if showsTargets { cells.append(.init(part.target.map { $0 / 1e6 }, text: NumberText.chosen)) }
                cells += [.init(part.choiceText), .init(part.alone, unit: 1e6)]
                if isTold { cells.append(.init(part.beside, unit: 1e6)) }
                cells += [
                    .init(part.latency?.interval.map { $0.low / 1e6 }, text: NumberText.threeDigits),
                    .init(part.latency?.interval.map { $0.high / 1e6 }, text: NumberText.threeDigits),
                ]
                cells +=
                    rightness.cells(Rightness(part.option)) + [.init(part.option?.peakMemoryBytes, unit: 1_048_576)]
                if input.set.kind == .targets {
                    cells.append(.init(input.set.bought(at: place), text: NumberText.threeDigits))
                }
                return cells + [.init(isTold || !showsTargets ? part.verdict.rawValue : part.verdictText)]
            })
    }
}
