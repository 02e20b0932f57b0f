import EdgeRecords

/// A row for each device: what it should run, how far that is from its target, and what stands in the way.
enum FleetDevices {
    static func outcome(_ rows: [FleetRow]) -> SectionOutcome {
        guard !rows.isEmpty else { return .missing(.fleet, "No device was named.") }
        let finding = finding(rows)
        var blocks: [ReportBlock] = []
        if let chart = chart(rows, description: finding) {
            blocks.append(.chart(.bars(chart)))
            if rows.count > CandidateRows.charted {
                blocks.append(.text("The chart shows \(CandidateRows.charted) of \(rows.count), the slowest first."))
            }
        }
        return .shown(ReportSection(.fleet, finding, blocks + [.table(table(rows))]))
    }

    private static func finding(_ rows: [FleetRow]) -> String {
        let timed = rows.filter { $0.plan.choice != nil && $0.latency(of: $0.plan.choice) != nil }
        guard let slowest = timed.max(by: { value($0) < value($1) }),
            let fastest = timed.min(by: { value($0) < value($1) })
        else { return "No device has a choice yet." }
        let counted =
            "\(timed.count) of \(Words.counted(rows.count, "device")) \(timed.count == 1 ? "has" : "have") a choice"
        guard timed.count > 1 else {
            return "\(counted): \(slowest.letter), with \(Words.milliseconds(value(slowest))) ms."
        }
        return
            "\(counted); the quickest answers in \(Words.milliseconds(value(fastest))) ms (\(fastest.letter)), the slowest "
            + "in \(Words.milliseconds(value(slowest))) ms (\(slowest.letter))."
    }

    private static func value(_ row: FleetRow) -> Double {
        row.latency(of: row.plan.choice ?? row.plan.closest)?.value ?? 0
    }

    private static func chart(_ rows: [FleetRow], description: String) -> BarChart? {
        let timed = rows.filter { value($0) > 0 }
        let slowest = timed.count > CandidateRows.charted ? timed.sorted { value($0) > value($1) } : timed
        let bars = slowest.prefix(CandidateRows.charted).compactMap { row -> BarChart.Row? in
            guard let option = row.plan.choice ?? row.plan.closest, let figure = row.latency(of: option) else {
                return nil
            }
            let mark = "\(option.candidate.variant.shown(atMost: 80)) ×\(option.candidate.threads)"
            var bar = BarChart.Row("\(row.letter) · \(mark)", value: figure.value / 1e6)
            bar.low = figure.interval.map { $0.low / 1e6 }
            bar.high = figure.interval.map { $0.high / 1e6 }
            bar.provenance = Provenance(figure.source)
            bar.tone = row.target.map { figure.value <= $0 ? .meets : .misses } ?? .plain
            bar.remark = row.plan.choice == nil ? "nearest" : nil
            return bar
        }
        guard !bars.isEmpty else { return nil }
        let targets = Set(rows.map(\.target))
        let statistics = rows.map(\.statistic.rawValue).uniqued()
        return BarChart(
            title: "\(statistics.count == 1 ? statistics[0] : "latency"), ms", rows: bars,
            target: targets.count == 1 ? rows[0].target.map(LatencySection.target) : nil, description: description)
    }

    private static func table(_ rows: [FleetRow]) -> ReportTable {
        let statistics = rows.map(\.statistic.rawValue).uniqued()
        let rightness = RightnessColumns(rows.map { Rightness($0.plan.choice ?? $0.plan.closest) })
        return ReportTable(
            caption: "Devices",
            columns: [
                .init("device", isNumber: false), .init("verdict", isNumber: false),
                .init("choice", isNumber: false), .init("threads"),
                .init("\(statistics.count == 1 ? statistics[0] : "latency"), ms"), .init("target, ms"),
            ] + rightness.heads + [.init("memory, MiB"), .init("what stands in the way", isNumber: false)],
            rows: rows.map { row in
                let option = row.plan.choice ?? row.plan.closest
                let name = option.map { ShippedCandidate($0.candidate).text } ?? "nothing"
                return [
                    .init("\(row.letter): \(row.name)"), .init(row.plan.verdict.rawValue),
                    .init(row.plan.choice == nil && option != nil ? "none; nearest: \(name)" : name),
                    .init(option.map { Double($0.candidate.threads) }) { "\(Int(clamping: $0))" },
                    .init(row.latency(of: option), unit: 1e6),
                    .init(row.target.map { $0 / 1e6 }, text: NumberText.chosen),
                ] + rightness.cells(Rightness(option))
                    + [.init(option?.peakMemoryBytes, unit: 1_048_576), .init(obstacle(row))]
            })
    }

    /// Of a device that has no proven choice: what keeps it from one, and what would help.
    private static func obstacle(_ row: FleetRow) -> String {
        let plan = row.plan
        guard plan.verdict != .meets else { return "nothing" }
        let counts = Dictionary(grouping: plan.rejected, by: \.reason)
            .map { (RejectedSection.word($0.key), $0.value.count) }.sorted { ($1.1, $0.0) < ($0.1, $1.0) }
            .map { "\($0.1) out for \($0.0)" }
        let open = plan.closest?.samplesNeeded.map { "about \($0) more samples would settle the nearest" }
        let remark = plan.closest?.remark?.shown(atMost: 120)
        let relaxation = plan.relaxation.map { "the cheapest way out: \($0.change.shown(atMost: 80))" }
        let parts = [open ?? remark, relaxation].compactMap { $0 } + counts.prefix(3)
        return parts.isEmpty ? "nothing was measured for this task" : parts.joined(separator: "; ")
    }

    /// What each row stands for.
    static func classes(_ fleet: FleetInput, _ rows: [FleetRow]) -> ReportSection {
        let classes = Set(rows.map(\.plan.deviceClass)).count
        let facts = zip(fleet.members, rows).map { member, row in
            let device = member.device.map { device in
                let summary = DeviceSummary(device)
                return "\(summary.title); \(summary.usableLine)"
            }
            let measured = member.measuredAt.map { "measured from \($0)" }
            let text = [device, member.plan.deviceClass, measured].compactMap { $0 }.joined(separator: "; ")
            return ReportBlock.Fact(row.letter, text.shown(atMost: 400))
        }
        return ReportSection(
            .devices, "The rows are of \(classes == 1 ? "one device class" : "\(classes) device classes").",
            [.facts(facts)])
    }
}

/// The commands that make the same again.
enum FleetCommands {
    static func section(_ rows: [FleetRow]) -> ReportSection {
        let commands = rows.compactMap { $0.plan.reproduce?.shown(atMost: 2000) }.uniqued().prefix(12)
        let collected = "edgeplan report plans/*.json --html fleet.html --markdown fleet.md"
        return ReportSection(
            .commands, "On each device one command makes its plan; of all plans one more makes this page.",
            [.code((commands.map { "\($0) --json > plan.json" } + [collected]).joined(separator: "\n"))])
    }
}
