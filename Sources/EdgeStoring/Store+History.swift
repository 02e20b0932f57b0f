package import EdgeRecords

extension Store {
    /// What quiet blocks took in the latest runs of models on devices of a class, a list for each run.
    ///
    /// Only of the last day, under the same governor, and of the same fixed work: a device changes.
    package func references(
        of deviceClass: String, governor: String?, work: String, atMost count: Int = 20
    ) throws(StoreError) -> [[Conditions.Canary.Reference]] {
        let rows = try database.rows(
            """
            SELECT json_extract(record, '$.conditions.canary.references') FROM runs
            WHERE deviceClass = ? AND kind = 'models' AND endedAt IS NOT NULL
                AND startedAt >= strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-1 day')
                AND json_extract(record, '$.conditions.governor') IS ?
                AND json_extract(record, '$.conditions.canary.referenceNanoseconds.basis[0]') = ?
            ORDER BY startedAt DESC, id DESC LIMIT ?
            """, [.text(deviceClass), .textOrNull(governor), .text(work), .integer(count)])
        return try rows.map { (row) throws(StoreError) in
            try row[0].text.map { (text) throws(StoreError) in try decode([Conditions.Canary.Reference].self, text) }
                ?? []
        }
    }

    /// Medians of each candidate that several undisturbed runs of the last thirty days measured alike, one of each run.
    package func repeatedMedians(
        of deviceClass: String, program version: String, atMost count: Int = 2000
    ) throws(StoreError) -> [[Double]] {
        let rows = try database.rows(
            """
            SELECT measurements.id || ' ' || coalesce(json_extract(measurements.record, '$.candidate.modelHash'), '')
                    || ' ' || coalesce(json_extract(measurements.record, '$.candidate.engineVersion'), ''),
                CAST(json_extract(measurements.record, '$.latencyNanoseconds.median.value') AS INTEGER)
            FROM measurements JOIN runs ON runs.id = measurements.run
            WHERE deviceClass = ? AND kind = 'models' AND endedAt IS NOT NULL
                AND startedAt >= strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-30 days')
                AND json_extract(runs.record, '$.program.version') = ?
                AND json_extract(measurements.record, '$.outcome') = 'ok'
                AND json_extract(measurements.record, '$.scenario') = 'quiet'
                AND json_extract(measurements.record, '$.contended') = 0
                AND json_extract(measurements.record, '$.processes') >= 5
            ORDER BY startedAt DESC, runs.id DESC LIMIT ?
            """, [.text(deviceClass), .text(version), .integer(count)])
        let medians = rows.compactMap { row in row[1].integer.map { (row[0].text ?? "", Double($0)) } }
        return Dictionary(grouping: medians, by: \.0).sorted { $0.key < $1.key }.map { $0.value.map(\.1) }
            .filter { $0.count > 1 }
    }
}
