public import EdgeRecords

/// What would be measured, as a person reads it.
public enum CandidateListText {
    public static func text(of list: CandidateList, width: Int) -> String {
        var table = TextTable(columns: [
            .init(heading: "candidate", isNumber: false), .init(heading: "expected"),
            .init(heading: "accuracy", isOptional: true), .init(heading: "takes about"),
        ])
        for row in list.candidates {
            table.rows.append(
                .init(cells: [
                    row.candidate.name,
                    row.latencyNanoseconds.map { NumberText.duration(nanoseconds: $0.value) } ?? "unknown",
                    row.accuracy.map { NumberText.percent(ratio: $0) } ?? "unknown",
                    NumberText.duration(nanoseconds: row.seconds * 1e9),
                ]))
        }
        let count = list.candidates.count
        let whole = NumberText.exactDuration(nanoseconds: Int(list.seconds.rounded()) * 1_000_000_000)
        let sentence =
            "\(count) candidate\(count == 1 ? "" : "s"), each in \(list.processes) processes: about \(whole), "
            + "\(NumberText.bytes(list.scratchBytes)) of scratch and \(NumberText.bytes(list.storeBytes)) in the store"
            + (list.isRace ? ". A race measures from the top, and stops when no candidate can change the answer." : ".")
        let lines = Wrapping.hanging(sentence, indent: 2, width: width, first: 0)
        return (table.lines(width: width) + [""] + lines).joined(separator: "\n") + "\n"
    }
}
