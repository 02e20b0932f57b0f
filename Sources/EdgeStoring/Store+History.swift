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
    ///
    /// The latest runs come first, and no more of them than `runs`: a store may hold thousands, and each record is read
    /// anew whenever something is to be measured.
    package func repeatedMedians(
        of deviceClass: String, program version: String, runs most: Int = 150, atMost count: Int = 2000
    ) throws(StoreError) -> [[Double]] {
        try database.snapshot { () throws(StoreError) in
            var medians: [String: [Double]] = [:]
            var left = count
            for run in try latestRuns(of: deviceClass, program: version, atMost: most) where left > 0 {
                for row in try quietMedians(of: run, atMost: left) {
                    left -= 1
                    if let median = row[1].integer { medians[row[0].text ?? "", default: []].append(Double(median)) }
                }
            }
            return medians.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map(\.value)
        }
    }

    /// The runs on devices of a class from which all is known that the store knows: the latest of each kind, and for each
    /// candidate those that measured it last.
    ///
    /// All others were measured again since, and a store may hold thousands.
    package func tellingRuns(
        of deviceClass: String, ofEachKind runs: Int = 50, ofEachCandidate times: Int = 3
    ) throws(StoreError) -> Set<String> {
        let rows = try database.rows(
            """
            WITH found AS (SELECT id, name, kind, startedAt FROM runs WHERE deviceClass = ?)
            SELECT name FROM (
                SELECT name, row_number() OVER (PARTITION BY kind ORDER BY startedAt DESC, id DESC) AS place FROM found
            ) WHERE place <= ?
            UNION
            SELECT name FROM (
                SELECT name, row_number() OVER (
                    PARTITION BY measurements.id ORDER BY startedAt DESC, found.id DESC
                ) AS place
                FROM measurements JOIN found ON found.id = measurements.run
            ) WHERE place <= ?
            """, [.text(deviceClass), .integer(runs), .integer(times)])
        return Set(rows.compactMap { $0[0].text })
    }

    private func latestRuns(
        of deviceClass: String, program version: String, atMost count: Int
    ) throws(StoreError) -> [DatabaseValue] {
        try database.rows(
            """
            SELECT id FROM runs
            WHERE deviceClass = ? AND kind = 'models' AND endedAt IS NOT NULL
                AND startedAt >= strftime('%Y-%m-%dT%H:%M:%SZ', 'now', '-30 days')
                AND json_extract(record, '$.program.version') = ?
            ORDER BY startedAt DESC, id DESC LIMIT ?
            """, [.text(deviceClass), .text(version), .integer(count)]
        ).map { $0[0] }
    }

    /// A candidate's name with its versions, and its median.
    private func quietMedians(of run: DatabaseValue, atMost count: Int) throws(StoreError) -> [[DatabaseValue]] {
        try database.rows(
            """
            SELECT id || ' ' || coalesce(json_extract(record, '$.candidate.modelHash'), '')
                    || ' ' || coalesce(json_extract(record, '$.candidate.engineVersion'), ''),
                CAST(json_extract(record, '$.latencyNanoseconds.median.value') AS INTEGER)
            FROM measurements
            WHERE run = ? AND json_extract(record, '$.outcome') = 'ok'
                AND json_extract(record, '$.scenario') = 'quiet'
                AND json_extract(record, '$.contended') = 0
                AND json_extract(record, '$.processes') >= 5
            LIMIT ?
            """, [run, .integer(count)])
    }
}
