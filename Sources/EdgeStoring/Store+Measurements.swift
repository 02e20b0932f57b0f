package import EdgeRecords

extension Store {
    /// Keeps a block and what its measurement has come to with it; when this returns, the disk has both.
    package func commit(_ block: SampleBlock?, of measurement: Measurement, in name: String) throws(StoreError) {
        try database.transaction { () throws(StoreError) in
            try insert(measurement, into: name)
            guard let block else { return }
            try insert(block, of: measurement.id, into: .integer(try identifier(name)))
        }
    }

    package func blocks(of measurement: String, in name: String) throws(StoreError) -> [SampleBlock] {
        let rows = try database.rows(
            """
            SELECT number, process, contended, nanoseconds, preprocess, postprocess FROM blocks
            WHERE run = ? AND measurement = ? ORDER BY number
            """, [.integer(try identifier(name)), .text(measurement)])
        return try rows.map { (row) throws(StoreError) in
            guard let number = row[0].integer, let process = row[1].integer, let bytes = row[3].bytes,
                bytes.count % 8 == 0
            else { throw .damaged(path: path, detail: "a block of \(measurement) is none") }
            var block = SampleBlock(
                number: number, process: process, isContended: row[2].integer == 1,
                nanoseconds: SampleBytes.samples(of: bytes))
            if let before = row[4].bytes, let after = row[5].bytes {
                block.request = RequestParts(
                    preprocess: SampleBytes.samples(of: before), postprocess: SampleBytes.samples(of: after))
            }
            return block
        }
    }

    /// The run as one profile record, its samples thinned to what a record carries.
    package func profile(_ name: String) throws(StoreError) -> Profile {
        try database.snapshot { () throws(StoreError) in
            let id = DatabaseValue.integer(try identifier(name))
            let head = try database.rows("SELECT record FROM runs WHERE id = ?", [id]).first?.first?.text ?? ""
            var profile = try decode(Profile.self, head)
            let records = try database.rows("SELECT record FROM measurements WHERE run = ? ORDER BY rowid", [id])
            for record in records {
                profile.measurements.append(try measurement(record[0].text ?? "", in: name))
            }
            return profile
        }
    }

    private func measurement(_ record: String, in name: String) throws(StoreError) -> Measurement {
        var measurement = try decode(Measurement.self, record)
        let earlier = measurement.samples
        let blocks = try blocks(of: measurement.id, in: name)
        let clean = blocks.filter { !$0.isContended }
        // Samples that other work spoilt are shown only where there are no others.
        measurement.samples = blocks.isEmpty ? nil : Samples(of: clean.isEmpty ? blocks : clean)
        // A record that was taken in may have been thinned before.
        if let count = earlier?.thinnedFrom { measurement.samples?.thinnedFrom = count }
        return measurement
    }

    func insert(_ measurement: Measurement, into name: String) throws(StoreError) {
        var record = measurement
        // The blocks have them; how many there were before nobody else would know.
        record.samples = measurement.samples?.thinnedFrom.map {
            Samples(nanoseconds: [], process: [], block: [], thinnedFrom: $0)
        }
        let id = DatabaseValue.integer(try identifier(name))
        try database.rows(
            """
            INSERT INTO measurements VALUES (?, ?, ?)
            ON CONFLICT (run, id) DO UPDATE SET record = excluded.record
            """, [id, .text(measurement.id), .text(try encode(record))])
        for block in measurement.samples?.blocks ?? [] { try insert(block, of: measurement.id, into: id) }
    }

    private func insert(_ block: SampleBlock, of measurement: String, into id: DatabaseValue) throws(StoreError) {
        try database.rows(
            """
            INSERT OR REPLACE INTO blocks (run, measurement, number, process, contended, nanoseconds, preprocess,
                postprocess)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                id, .text(measurement), .integer(block.number), .integer(block.process),
                .integer(block.isContended ? 1 : 0), .bytes(SampleBytes.bytes(of: block.nanoseconds)),
                .samplesOrNull(block.request?.preprocess), .samplesOrNull(block.request?.postprocess),
            ])
    }
}

extension DatabaseValue {
    fileprivate static func samplesOrNull(_ samples: [Int]?) -> Self {
        samples.map { .bytes(SampleBytes.bytes(of: $0)) } ?? .null
    }
}
