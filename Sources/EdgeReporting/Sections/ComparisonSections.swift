import EdgeRecords

extension Comparison {
    var headline: String {
        for (lines, word, isRate) in [
            (candidates, "candidate", false), (kernelLines, "kernel", true), (ceilingLines, "ceiling", true),
        ] {
            let ratios = lines.compactMap { $0.ratio(1) }.sorted()
            guard !ratios.isEmpty else { continue }
            let middle = ratios[ratios.count / 2]
            let speed = isRate ? middle : 1 / middle
            let factor =
                speed >= 1
                ? "\(NumberText.threeDigits(speed)) times as fast"
                : "\(NumberText.threeDigits(1 / speed)) times as slow"
            return
                "\(sides[1].name) is \(factor) as \(sides[0].name), by the middle of \(Words.counted(ratios.count, word)) "
                + "that both measured."
        }
        return "\(Words.joined(sides.map(\.name))) measured nothing in common."
    }

    var remarks: [String] {
        let contended = sides.filter(\.profile.conditions.contended).map(\.letter)
        let classes = Set(sides.map(\.profile.device.class))
        return [
            classes.count == 1
                ? "All are of one device class, so differences are those of time, versions and conditions." : nil,
            contended.isEmpty
                ? nil : "Other work disturbed \(Words.joined(contended)): those figures are not to be trusted.",
        ].compactMap { $0 }
    }

    var latency: SectionOutcome {
        let lines = candidates
        guard !lines.isEmpty else {
            return .missing(.latency, "No candidate was measured in more than one of the profiles.")
        }
        let bars = lines.prefix(Self.charted).flatMap { line in
            zip(sides, line.figures).compactMap { side, figure in
                figure.map { bar("\(side.letter) · \(line.label)", $0, 1e6) }
            }
        }
        let finding =
            "\(Words.counted(lines.count, "candidate")) \(lines.count == 1 ? "was" : "were") measured in more than one profile."
        return .shown(
            ReportSection(
                .latency, finding,
                [
                    .chart(.bars(BarChart(title: "p95, ms", rows: bars, description: finding))),
                    .table(table("Latencies", lines, unit: 1e6, "ms")),
                ]))
    }

    var ceilings: SectionOutcome {
        let lines = ceilingLines
        guard !lines.isEmpty else {
            return .missing(.ceilings, "No ceiling was measured in more than one of the profiles.")
        }
        let finding =
            "\(Words.counted(lines.count, "ceiling")) can be compared; arithmetic is in GOP/s, memory in GB/s."
        return .shown(ReportSection(.ceilings, finding, [.table(table("Ceilings", lines, unit: 1e9, "10⁹/s"))]))
    }

    var kernels: SectionOutcome {
        let lines = kernelLines
        guard !lines.isEmpty else {
            return .missing(.kernels, "No kernel was measured in more than one of the profiles.")
        }
        let finding = "\(Words.counted(lines.count, "kernel")) on the same shape can be compared."
        return .shown(ReportSection(.kernels, finding, [.table(table("Kernels", lines, unit: 1e9, "GOP/s"))]))
    }

    var devices: ReportSection {
        let count = Set(sides.map(\.profile.device.class)).count
        let finding = "The profiles are of \(count == 1 ? "one device class" : "\(count) device classes")."
        return ReportSection(
            .devices, finding,
            [
                .facts(
                    sides.map { side in
                        let summary = DeviceSummary(side.profile.device)
                        return .init(side.letter, "\(summary.title); \(summary.usableLine)".shown(atMost: 400))
                    })
            ])
    }

    var conditions: ReportSection {
        let facts = sides.map { side in
            let conditions = side.profile.conditions
            let share = conditions.contendedShare.map { NumberText.percent(ratio: $0) + " of the blocks disturbed" }
            let words = [
                conditions.startedAt, conditions.governor.map { "governor \($0)" }, share,
                "EdgePlan \(side.profile.program.version)",
            ]
            return ReportBlock.Fact(side.letter, words.compactMap { $0 }.joined(separator: ", ").shown(atMost: 300))
        }
        return ReportSection(.conditions, "What held while each was measured.", [.facts(facts)])
    }

    private func bar(_ label: String, _ figure: Figure, _ unit: Double) -> BarChart.Row {
        var bar = BarChart.Row(label, value: figure.value / unit)
        bar.low = figure.interval.map { $0.low / unit }
        bar.high = figure.interval.map { $0.high / unit }
        bar.provenance = Provenance(figure.source)
        return bar
    }

    private func table(_ caption: String, _ lines: [Line], unit: Double, _ unitName: String) -> ReportTable {
        var columns: [ReportTable.Column] = [.init("what", isNumber: false)]
        columns += sides.map { .init("\($0.letter), \(unitName)") }
        columns += sides.dropFirst().map { .init("\($0.letter) of \(sides[0].letter), %") }
        return ReportTable(
            caption: caption, columns: columns,
            rows: lines.map { line in
                [.init(line.label)] + line.figures.map { .init($0, unit: unit) }
                    + sides.indices.dropFirst().map {
                        .init(line.ratio($0).map { $0 * 100 }, text: NumberText.threeDigits)
                    }
            })
    }
}
