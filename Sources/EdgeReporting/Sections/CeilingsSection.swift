import EdgeRecords

/// The best rates that the device reached, of arithmetic and of memory.
enum CeilingsSection {
    static func outcome(_ profile: Profile) -> SectionOutcome {
        guard !profile.ceilings.isEmpty else {
            return .missing(.ceilings, "No ceiling was measured: `edgeplan profile kernels` does that.")
        }
        let most = profile.ceilings.map(\.threads).max() ?? 1
        let arithmetic = profile.ceilings.filter { $0.operationsPerSecond != nil && $0.threads == most }
        let memory = profile.ceilings.filter {
            $0.bytesPerSecond != nil && $0.threads == most && $0.name.hasPrefix("read-")
        }
        let finding = finding(arithmetic, memory, most)
        var blocks: [ReportBlock] = []
        for (unit, ceilings, rate) in [
            ("GOP/s", arithmetic, { $0.operationsPerSecond }), ("GB/s", memory, { $0.bytesPerSecond }),
        ] as [(String, [Ceiling], (Ceiling) -> Figure?)] where !ceilings.isEmpty {
            let bars = ceilings.prefix(CandidateRows.charted).compactMap { bar($0, rate($0)) }
            let title = "\(unit), \(Words.counted(most, "thread"))"
            blocks.append(.chart(.bars(BarChart(title: title, rows: bars, description: finding))))
        }
        blocks.append(.table(table(profile.ceilings)))
        return .shown(ReportSection(.ceilings, finding, blocks))
    }

    private static func finding(_ arithmetic: [Ceiling], _ memory: [Ceiling], _ threads: Int) -> String {
        var parts: [String] = []
        if let best = arithmetic.max(by: { rate($0) < rate($1) }) {
            parts.append(
                "computes up to \(NumberText.rate(operationsPerSecond: rate(best))) (\(best.name.shown(atMost: 40)))")
        }
        if let memory = memory.first(where: { $0.name == "read-dram" }), let rate = memory.bytesPerSecond?.value {
            parts.append("reads \(NumberText.rate(bytesPerSecond: rate)) from memory")
        }
        guard !parts.isEmpty else { return "Rates were measured with \(Words.counted(threads, "thread"))." }
        return "With \(Words.counted(threads, "thread")) this device \(Words.joined(parts))."
    }

    static func rate(_ ceiling: Ceiling) -> Double { ceiling.operationsPerSecond?.value ?? 0 }

    private static func bar(_ ceiling: Ceiling, _ figure: Figure?) -> BarChart.Row? {
        guard let figure else { return nil }
        var bar = BarChart.Row(ceiling.name.shown(atMost: 40), value: figure.value / 1e9)
        let median = ceiling.medianOperationsPerSecond ?? ceiling.medianBytesPerSecond
        bar.tick = median.map { $0.value / 1e9 }
        bar.provenance = Provenance(figure.source)
        return bar
    }

    private static func table(_ ceilings: [Ceiling]) -> ReportTable {
        ReportTable(
            caption: "Ceilings",
            columns: [
                .init("ceiling", isNumber: false), .init("threads"), .init("over, KiB", isOptional: true),
                .init("best, GOP/s"),
                .init("median, GOP/s", isOptional: true), .init("per cycle", isOptional: true), .init("best, GB/s"),
                .init("median, GB/s", isOptional: true), .init("latency, ns"),
            ],
            rows: ceilings.map { ceiling in
                [
                    .init(ceiling.name.shown(atMost: 40)), .init(Double(ceiling.threads)) { "\(Int(clamping: $0))" },
                    .init(ceiling.footprintBytes.map { Double($0) / 1024 }, text: NumberText.threeDigits),
                    .init(ceiling.operationsPerSecond, unit: 1e9), .init(ceiling.medianOperationsPerSecond, unit: 1e9),
                    .init(ceiling.operationsPerCycle, unit: 1), .init(ceiling.bytesPerSecond, unit: 1e9),
                    .init(ceiling.medianBytesPerSecond, unit: 1e9), .init(ceiling.medianNanoseconds, unit: 1),
                ]
            })
    }
}
