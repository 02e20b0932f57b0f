import EdgeRecords

/// What a candidate costs beside its latency.
enum CostsSection {
    static func outcome(_ input: ReportInput, _ candidates: CandidateRows) -> SectionOutcome {
        let rows = candidates.charted
        let starts = rows.compactMap { bar($0, $0.coldStart, unit: 1e6) }
        let memory = rows.compactMap { bar($0, $0.peakMemoryBytes, unit: 1_048_576) }
        let energy = rows.compactMap { bar($0, $0.energyMicrojoules, unit: 1000) }
        guard !starts.isEmpty || !memory.isEmpty || !energy.isEmpty else {
            return .missing(
                .costs,
                candidates.rows.isEmpty ? "No model was measured." : "Neither start, memory nor energy were measured.")
        }
        let finding = finding(input.profile.device, candidates)
        var blocks: [ReportBlock] = []
        for (title, bars) in [
            ("cold start: load and first inference, ms", starts), ("peak memory, MiB", memory),
            ("energy of one inference, mJ", energy),
        ] where !bars.isEmpty {
            blocks.append(.chart(.bars(BarChart(title: title, rows: bars, description: finding))))
        }
        return .shown(ReportSection(.costs, finding, blocks))
    }

    private static func bar(_ row: CandidateRow, _ figure: Figure?, unit: Double) -> BarChart.Row? {
        guard let figure else { return nil }
        var bar = BarChart.Row(row.mark, value: figure.value / unit)
        bar.low = figure.interval.map { $0.low / unit }
        bar.high = figure.interval.map { $0.high / unit }
        bar.provenance = row.provenance(of: figure)
        bar.remark = row.standing?.rawValue
        return bar
    }

    private static func finding(_ device: Device, _ candidates: CandidateRows) -> String {
        var parts: [String] = []
        if let row = candidates.principal {
            if let start = row.coldStart {
                parts.append(
                    "the first answer of \(row.label) comes after \(NumberText.duration(nanoseconds: start.value))")
            }
            if let memory = row.peakMemoryBytes {
                let word = memory.source == .measured ? "is" : "is \(memory.source.rawValue) to be"
                let size = NumberText.bytes(Int(clamping: memory.value))
                parts.append("\(parts.isEmpty ? row.label + ": its" : "its") memory \(word) \(size) at the most")
            }
        }
        let isCounted = candidates.rows.contains { $0.energyMicrojoules != nil }
        let moves = device.energyCounters.contains { $0.moves == true }
        if !isCounted {
            parts.append("energy was not measured" + (moves ? "" : ": no counter moves on this device"))
        }
        return parts.joined(separator: "; ").capitalizedFirst + "."
    }
}

extension Int {
    /// The nearest whole number there is; 0 for what is none.
    init(clamping value: Double) {
        self = value.isNaN ? 0 : Int(exactly: value.rounded()) ?? (value < 0 ? .min : .max)
    }
}
