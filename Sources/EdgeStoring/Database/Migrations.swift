/// The tables, and how older stores are led to the present ones.
enum Migrations {
    /// "EDGE": tells a store from any other SQLite file.
    static let applicationIdentifier = 0x4544_4745

    static var version: Int { steps.count }

    /// Each leads from the version of its index to the next; never change one that was released.
    private static let steps = [
        """
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE,
            startedAt TEXT NOT NULL,
            endedAt TEXT,
            deviceClass TEXT NOT NULL,
            record TEXT NOT NULL
        ) STRICT;
        CREATE TABLE measurements (
            run INTEGER NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
            id TEXT NOT NULL,
            record TEXT NOT NULL,
            PRIMARY KEY (run, id)
        ) STRICT;
        CREATE TABLE blocks (
            run INTEGER NOT NULL,
            measurement TEXT NOT NULL,
            number INTEGER NOT NULL,
            process INTEGER NOT NULL,
            contended INTEGER NOT NULL,
            nanoseconds BLOB NOT NULL,
            PRIMARY KEY (run, measurement, number),
            FOREIGN KEY (run, measurement) REFERENCES measurements (run, id) ON DELETE CASCADE
        ) STRICT;
        """,
        """
        ALTER TABLE runs ADD COLUMN kind TEXT NOT NULL DEFAULT 'models';
        ALTER TABLE runs ADD COLUMN words TEXT NOT NULL DEFAULT '[]';
        ALTER TABLE runs ADD COLUMN figures INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE runs ADD COLUMN hash TEXT;
        """,
        """
        ALTER TABLE blocks ADD COLUMN preprocess BLOB;
        ALTER TABLE blocks ADD COLUMN postprocess BLOB;
        """,
    ]

    /// Makes a new file a store, and brings an older store up to date; all or nothing.
    ///
    /// - Parameter wanted: an older one only to test what leads from it.
    static func apply(to database: Database, upTo wanted: Int = version) throws(StoreError) {
        switch try state(of: database) {
        case wanted: return
        case let found where found > wanted: throw .newer(path: database.path, version: found)
        default:
            try database.execute("PRAGMA journal_mode = WAL")
            try database.transaction { () throws(StoreError) in
                // Another process may have been quicker.
                for step in steps[try state(of: database)..<wanted] { try database.execute(step) }
                try database.execute("PRAGMA application_id = \(applicationIdentifier)")
                try database.execute("PRAGMA user_version = \(wanted)")
            }
        }
    }

    /// The version of a store; 0 for a file that holds nothing yet.
    static func state(of database: Database) throws(StoreError) -> Int {
        let identifier = try database.rows("PRAGMA application_id").first?.first?.integer ?? 0
        let found = try database.rows("PRAGMA user_version").first?.first?.integer ?? 0
        let tables = try database.rows("SELECT count(*) FROM sqlite_schema").first?.first?.integer ?? 0
        if identifier == applicationIdentifier { return found }
        guard identifier == 0, found == 0, tables == 0 else { throw .foreign(path: database.path) }
        return 0
    }
}
