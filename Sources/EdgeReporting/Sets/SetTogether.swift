import EdgeRecords

/// What several choices take of the device when all of them are there: memory and threads add up.
enum SetTogether {
    static func outcome(_ input: SetInput, _ parts: [SetPart]) -> SectionOutcome {
        guard input.set.kind != .targets else {
            return .missing(.together, "Only one of the targets will be chosen: nothing adds up.")
        }
        let known = parts.filter(\.isChosen)
        guard known.count == parts.count, !known.isEmpty else {
            return .missing(.together, "Not everything has a choice, so nothing can be added up.")
        }
        let finding = finding(input, known)
        let rows = known.compactMap { part in
            part.option?.peakMemoryBytes.map { bar(part.name, $0) }
        }
        let total = (input.verification?.memoryBytes ?? input.set.together?.memoryBytes).map { bar("together", $0) }
        var blocks: [ReportBlock] = []
        if !rows.isEmpty {
            let limit = input.set.together?.memoryLimitBytes.map {
                BarChart.Target(value: Double($0) / 1_048_576, text: "\(NumberText.bytes($0)) limit")
            }
            let bars = rows + [total].compactMap { $0 }
            blocks.append(
                .chart(.bars(BarChart(title: "peak memory, MiB", rows: bars, target: limit, description: finding))))
        }
        blocks.append(.table(threads(known)))
        return .shown(ReportSection(.together, finding, blocks))
    }

    private static func bar(_ label: String, _ figure: Figure) -> BarChart.Row {
        var bar = BarChart.Row(label, value: figure.value / 1_048_576)
        bar.low = figure.interval.map { $0.low / 1_048_576 }
        bar.high = figure.interval.map { $0.high / 1_048_576 }
        bar.provenance = Provenance(figure.source)
        return bar
    }

    private static func finding(_ input: SetInput, _ parts: [SetPart]) -> String {
        let unknown = parts.filter { $0.option?.peakMemoryBytes == nil }.map(\.name)
        let memory = (input.verification?.memoryBytes ?? input.set.together?.memoryBytes).map {
            "their peaks add up to \(NumberText.bytes(Int(clamping: $0.value)))"
        }
        let told =
            memory
            ?? (unknown.isEmpty
                ? "their memory was not added up" : "the memory of \(Words.joined(unknown)) is not known")
        let counts = parts.compactMap(\.option?.candidate.threads)
        let threads =
            input.set.kind == .tasks
            ? "\(Words.counted(counts.reduce(0) { $0.addingReportingOverflow($1).partialValue }, "thread")) run at once"
            : "one step runs at a time, on at most \(Words.counted(counts.max() ?? 0, "thread"))"
        return "With all of them loaded \(told); \(threads)."
    }

    private static func threads(_ parts: [SetPart]) -> ReportTable {
        ReportTable(
            caption: "What each takes",
            columns: [
                .init("for", isNumber: false), .init("candidate", isNumber: false), .init("memory, MiB"),
                .init("threads"), .init("CPUs", isNumber: false), .init("model file, MiB"),
            ],
            rows: parts.map { part in
                let candidate = part.option?.candidate
                return [
                    .init(part.name), .init(candidate?.variant.shown(atMost: 80) ?? ""),
                    .init(part.option?.peakMemoryBytes, unit: 1_048_576),
                    .init(candidate.map { Double($0.threads) }) { "\(Int(clamping: $0))" },
                    .init(candidate?.cpus.map { CPUSet($0).listText.shown(atMost: 40) } ?? "any"),
                    .init(
                        part.option?.modelBytes.map { Double($0) / 1_048_576 }, text: NumberText.threeDigits),
                ]
            })
    }
}
