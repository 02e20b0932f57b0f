public import EdgeRecords

/// The store's runs as a person reads them.
public enum RunListText {
    public static func text(of list: RunList, width: Int) -> String {
        guard !list.runs.isEmpty else { return "no runs are kept in \(list.store)\n" }
        var table = TextTable(columns: [
            .init(heading: "run", isNumber: false), .init(heading: "ended", isNumber: false),
            .init(heading: "measurements"), .init(heading: "samples", isOptional: true),
            .init(heading: "device class", isNumber: false, isOptional: true),
            .init(heading: "asked for", isNumber: false, isOptional: true),
        ])
        for run in list.runs {
            table.rows.append(
                .init(cells: [
                    run.name, run.endedAt ?? "was cut short", "\(run.measurements)", "\(run.samples)", run.deviceClass,
                    run.words.map(ShellText.word).joined(separator: " "),
                ]))
        }
        return table.lines(width: width).joined(separator: "\n") + "\n"
    }
}
