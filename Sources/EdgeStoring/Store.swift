package import EdgeRecords

/// All measurements of a machine with all their samples, in one SQLite file that everyone can open.
///
/// The unit of durability is the block: once `commit` or `update` has returned, no crash takes away what it was given.
/// Other processes may read at the same time.
package final class Store {
    let database: Database

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
        if version < Migrations.version { try Self.migrate(database.path, from: version) }
    }

    private static func migrate(_ path: String, from version: Int) throws(StoreError) {
        do throws(StoreError) {
            try Migrations.apply(to: try Database(path: path, access: .writing))
        } catch .readOnly {
            throw .older(path: path, version: version)
        }
    }

    var path: String { database.path }
}

// MARK: - Runs

extension Store {
    /// What a run was asked for.
    package struct Request: Hashable, Codable {
        /// `kernels` or `models`.
        package let kind: String
        /// The options that decide what is measured; empty for a record that was taken in.
        package let words: [String]

        package init(kind: String, words: [String]) {
            self.kind = kind
            self.words = words
        }
    }

    /// A run as lists show it.
    package struct Run: Hashable {
        package let name: String
        package let request: Request
        package let startedAt: String
        /// Nil if it was interrupted, or its budget over, and not gone on with.
        package let endedAt: String?
        package let deviceClass: String
        /// Of the record that it was exported as in the end, as `sha256:` and its digits.
        package let hash: String?
        /// Candidates, and figures of ceilings and kernels.
        package let measurements: Int
        package let samples: Int
    }

    /// Begins a run with what is known so far: the device, the conditions, and ceilings if there are any.
    package func begin(_ profile: Profile, name: String, request: Request) throws(StoreError) {
        let head = try head(of: profile)
        let words = try encode(request.words)
        try database.transaction { () throws(StoreError) in
            try database.rows(
                """
                INSERT INTO runs (name, startedAt, endedAt, deviceClass, record, kind, words, figures)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [
                    .text(name), .text(profile.conditions.startedAt), .textOrNull(profile.conditions.endedAt),
                    .text(profile.device.class), head.record, .text(request.kind), .text(words), head.figures,
                ])
            for measurement in profile.measurements { try insert(measurement, into: name) }
        }
    }

    /// Writes the conditions and ceilings anew; the measurements are left as they are.
    ///
    /// - Parameters:
    ///   - hash: of the record that the run was exported as.
    ///   - isOver: false for a run that ended and can be gone on with, as one whose budget was over.
    package func update(
        _ profile: Profile, name: String, hash: String? = nil, isOver: Bool = true
    ) throws(StoreError) {
        let head = try head(of: profile)
        let id = try identifier(name)
        try database.rows(
            "UPDATE runs SET endedAt = ?, record = ?, figures = ?, hash = ? WHERE id = ?",
            [
                isOver ? .textOrNull(profile.conditions.endedAt) : .null, head.record, head.figures, .textOrNull(hash),
                .integer(id),
            ])
    }

    /// The latest first.
    package func runs() throws(StoreError) -> [Run] {
        let rows = try database.rows(
            """
            SELECT name, startedAt, endedAt, deviceClass,
                figures + (SELECT count(*) FROM measurements WHERE run = runs.id),
                (SELECT coalesce(sum(length(nanoseconds) / 8), 0) FROM blocks WHERE run = runs.id),
                kind, words, hash
            FROM runs ORDER BY startedAt DESC, id DESC
            """)
        return try rows.map { (row) throws(StoreError) in
            Run(
                name: row[0].text ?? "",
                request: Request(kind: row[6].text ?? "", words: try decode([String].self, row[7].text ?? "")),
                startedAt: row[1].text ?? "", endedAt: row[2].text, deviceClass: row[3].text ?? "",
                hash: row[8].text, measurements: row[4].integer ?? 0, samples: row[5].integer ?? 0)
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

    func identifier(_ name: String) throws(StoreError) -> Int {
        guard let id = try database.rows("SELECT id FROM runs WHERE name = ?", [.text(name)]).first?.first?.integer
        else { throw .unknownRun(name, path: path) }
        return id
    }

    /// A profile without its measurements, which have tables of their own, and how many other figures it has.
    private func head(
        of profile: Profile
    ) throws(StoreError) -> (record: DatabaseValue, figures: DatabaseValue) {
        var head = profile
        head.measurements = []
        return (.text(try encode(head)), .integer(profile.ceilings.count + profile.kernels.count))
    }

    func encode(_ record: some Encodable) throws(StoreError) -> String {
        do throws(RecordError) {
            return try RecordText.encode(record, layout: .line)
        } catch {
            throw .badRecord(path: path, why: error.why)
        }
    }

    func decode<Record: Decodable>(_ type: Record.Type, _ text: String) throws(StoreError) -> Record {
        do throws(RecordError) {
            return try RecordText.decode(type, from: text)
        } catch {
            throw .badRecord(path: path, why: error.why)
        }
    }
}
