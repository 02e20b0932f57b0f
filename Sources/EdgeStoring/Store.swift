package import EdgeRecords

/// All measurements of a machine with all their samples, in one SQLite file that everyone can open.
///
/// The unit of durability is the block: once `commit` has returned, no crash takes its samples away. Other processes
/// may read at the same time.
package final class Store {
    private let database: Database

    package static func path(in folder: String) -> String { folder + "/store.sqlite" }

    /// The store of a folder, which is made if it is not there; the folder itself has to be.
    package init(writingIn folder: String) throws(StoreError) {
        database = try Database(path: Self.path(in: folder), access: .writing)
        try database.execute("PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL")
        try Migrations.apply(to: database)
    }

    /// The store of a folder that is only read, as it is.
    package init(readingIn folder: String) throws(StoreError) {
        database = try Database(path: Self.path(in: folder), access: .reading)
        let version = try Migrations.state(of: database)
        guard version <= Migrations.version else { throw .newer(path: database.path, version: version) }
        // An empty file has no tables to read.
        guard version > 0 else { throw .foreign(path: database.path) }
    }

    private var path: String { database.path }
}

// MARK: - Runs

extension Store {
    /// A run as lists show it.
    package struct Run: Hashable, Codable {
        package let name: String
        package let startedAt: String
        /// Nil if it was interrupted and not gone on with.
        package let endedAt: String?
        package let deviceClass: String
        package let measurements: Int
        package let samples: Int
    }

    /// Begins a run with what is known so far: the device, the conditions, and ceilings if there are any.
    package func begin(_ profile: Profile, name: String) throws(StoreError) {
        try database.transaction { () throws(StoreError) in
            try database.rows(
                "INSERT INTO runs (name, startedAt, deviceClass, record) VALUES (?, ?, ?, ?)",
                [
                    .text(name), .text(profile.conditions.startedAt), .text(profile.device.class),
                    .text(try encode(profile.head)),
                ])
            for measurement in profile.measurements { try insert(measurement, into: name) }
        }
    }

    /// Writes the conditions and ceilings anew; the measurements are left as they are.
    package func update(_ profile: Profile, name: String) throws(StoreError) {
        let id = try identifier(name)
        try database.rows(
            "UPDATE runs SET endedAt = ?, record = ? WHERE id = ?",
            [.textOrNull(profile.conditions.endedAt), .text(try encode(profile.head)), .integer(id)])
    }

    /// The latest first.
    package func runs() throws(StoreError) -> [Run] {
        let rows = try database.rows(
            """
            SELECT name, startedAt, endedAt, deviceClass,
                (SELECT count(*) FROM measurements WHERE run = runs.id),
                (SELECT coalesce(sum(length(nanoseconds) / 8), 0) FROM blocks WHERE run = runs.id)
            FROM runs ORDER BY startedAt DESC, id DESC
            """)
        return rows.map { row in
            Run(
                name: row[0].text ?? "", startedAt: row[1].text ?? "", endedAt: row[2].text,
                deviceClass: row[3].text ?? "", measurements: row[4].integer ?? 0, samples: row[5].integer ?? 0)
        }
    }

    /// The full name of the one run that begins with a name.
    package func resolve(_ start: String) throws(StoreError) -> String {
        let names = try runs().map(\.name)
        if names.contains(start) { return start }
        let found = names.filter { $0.hasPrefix(start) }
        guard let name = found.first else { throw .unknownRun(start, path: path) }
        guard found.count == 1 else { throw .ambiguousRun(start, path: path) }
        return name
    }

    package func remove(_ name: String) throws(StoreError) {
        let id = try identifier(name)
        try database.rows("DELETE FROM runs WHERE id = ?", [.integer(id)])
    }

    private func identifier(_ name: String) throws(StoreError) -> Int {
        guard let id = try database.rows("SELECT id FROM runs WHERE name = ?", [.text(name)]).first?.first?.integer
        else { throw .unknownRun(name, path: path) }
        return id
    }
}

// MARK: - Measurements

extension Store {
    /// Samples that were taken in one go by one process.
    package struct Block: Hashable {
        package let number: Int
        package let process: Int
        package let isContended: Bool
        package let nanoseconds: [Int]

        package init(number: Int, process: Int, isContended: Bool, nanoseconds: [Int]) {
            self.number = number
            self.process = process
            self.isContended = isContended
            self.nanoseconds = nanoseconds
        }
    }

    /// Keeps a block and what its measurement has come to with it; when this returns, the disk has both.
    package func commit(_ block: Block?, of measurement: Measurement, in name: String) throws(StoreError) {
        try database.transaction { () throws(StoreError) in
            try insert(measurement, into: name)
            guard let block else { return }
            try database.rows(
                "INSERT OR REPLACE INTO blocks VALUES (?, ?, ?, ?, ?, ?)",
                [
                    .integer(try identifier(name)), .text(measurement.id), .integer(block.number),
                    .integer(block.process), .integer(block.isContended ? 1 : 0),
                    .bytes(SampleBytes.bytes(of: block.nanoseconds)),
                ])
        }
    }

    package func blocks(of measurement: String, in name: String) throws(StoreError) -> [Block] {
        let rows = try database.rows(
            """
            SELECT number, process, contended, nanoseconds FROM blocks
            WHERE run = ? AND measurement = ? ORDER BY number
            """, [.integer(try identifier(name)), .text(measurement)])
        return rows.map { row in
            Block(
                number: row[0].integer ?? 0, process: row[1].integer ?? 0, isContended: row[2].integer == 1,
                nanoseconds: SampleBytes.samples(of: row[3].bytes ?? []))
        }
    }

    /// The run as one profile record, its samples thinned to what a record carries.
    package func profile(_ name: String) throws(StoreError) -> Profile {
        let id = try identifier(name)
        let head = try database.rows("SELECT record FROM runs WHERE id = ?", [.integer(id)]).first?.first?.text ?? ""
        var profile = try decode(Profile.self, head)
        let records = try database.rows(
            "SELECT record FROM measurements WHERE run = ? ORDER BY rowid", [.integer(id)])
        for record in records {
            var measurement = try decode(Measurement.self, record[0].text ?? "")
            let blocks = try blocks(of: measurement.id, in: name)
            let clean = blocks.filter { !$0.isContended }
            // Samples that other work spoilt are shown only where there are no others.
            if !blocks.isEmpty { measurement.samples = Samples(clean.isEmpty ? blocks : clean) }
            profile.measurements.append(measurement)
        }
        return profile
    }

    private func insert(_ measurement: Measurement, into name: String) throws(StoreError) {
        var record = measurement
        record.samples = nil
        let id = DatabaseValue.integer(try identifier(name))
        let text = DatabaseValue.text(try encode(record))
        try database.rows(
            """
            INSERT INTO measurements VALUES (?, ?, ?)
            ON CONFLICT (run, id) DO UPDATE SET record = excluded.record
            """, [id, .text(measurement.id), text])
        guard let samples = measurement.samples else { return }
        for block in samples.blocks {
            try database.rows(
                "INSERT OR REPLACE INTO blocks VALUES (?, ?, ?, ?, 0, ?)",
                [
                    id, .text(measurement.id), .integer(block.number), .integer(block.process),
                    .bytes(SampleBytes.bytes(of: block.nanoseconds)),
                ])
        }
    }

    private func encode(_ record: some Encodable) throws(StoreError) -> String {
        do throws(RecordError) {
            return try RecordText.encode(record, layout: .line)
        } catch {
            throw .badRecord(path: path, why: error.why)
        }
    }

    private func decode<Record: Decodable>(_ type: Record.Type, _ text: String) throws(StoreError) -> Record {
        do throws(RecordError) {
            return try RecordText.decode(type, from: text)
        } catch {
            throw .badRecord(path: path, why: error.why)
        }
    }
}

extension Profile {
    /// Without its measurements, which have tables of their own.
    fileprivate var head: Profile {
        var head = self
        head.measurements = []
        return head
    }
}
