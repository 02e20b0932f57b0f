import CEdgeSQLite
import EdgePlatform

/// One open SQLite file; one thread at a time uses it.
@safe final class Database {
    let path: String
    private let handle: OpaquePointer?

    enum Access {
        case writing
        /// Also of files that may not be written, and of folders that may not.
        case reading
    }

    /// - Throws: what SQLite says; a file that is no database shows itself at the first statement.
    init(path: String, access: Access) throws(StoreError) {
        self.path = path
        switch access {
        case .writing: unsafe handle = try Self.open(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, of: path)
        case .reading: unsafe handle = try Self.openForReading(path)
        }
    }

    private static func openForReading(_ path: String) throws(StoreError) -> OpaquePointer? {
        // For writing where that is allowed, so that the last one who leaves tidies up; it writes nothing of its own.
        let handle = unsafe try open(path, SQLITE_OPEN_READWRITE, of: path)
        let answer = unsafe sqlite3_exec(handle, "PRAGMA query_only = ON; PRAGMA schema_version", nil, nil, nil)
        // Where nothing can be written there is no place for SQLite's notes, and no need of them: nobody writes.
        guard answer & 0xFF == SQLITE_CANTOPEN, UserFile.isThere(path), !UserFile.isThere(path + "-wal") else {
            return unsafe handle
        }
        unsafe sqlite3_close_v2(handle)
        let name = path.utf8.map { byte in
            let isPlain = byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x7A || byte == 0x2F || byte == 0x2E
            return isPlain ? String(UnicodeScalar(byte)) : "%" + String(String(256 + Int(byte), radix: 16).dropFirst())
        }
        let uri = "file:\(name.joined())?immutable=1"
        return unsafe try open(uri, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, of: path)
    }

    private static func open(_ name: String, _ flags: Int32, of path: String) throws(StoreError) -> OpaquePointer? {
        var handle: OpaquePointer?
        var answer = unsafe sqlite3_open_v2(name, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        if answer == SQLITE_OK { answer = unsafe ep_sqlite_defend(handle) }
        guard answer == SQLITE_OK else {
            let error = unsafe failure(answer, of: handle, path)
            unsafe sqlite3_close_v2(handle)
            throw error
        }
        return unsafe handle
    }

    deinit {
        // Statements are finished before: each lives no longer than its call.
        unsafe sqlite3_close_v2(handle)
    }

    /// Runs statements that take no values and give no rows.
    func execute(_ statements: String) throws(StoreError) {
        let answer = unsafe sqlite3_exec(handle, statements, nil, nil, nil)
        guard answer == SQLITE_OK else { throw failure(answer) }
    }

    /// Runs one statement and gives its rows.
    @discardableResult
    func rows(_ statement: String, _ values: [DatabaseValue] = []) throws(StoreError) -> [[DatabaseValue]] {
        var prepared: OpaquePointer?
        let answer = unsafe sqlite3_prepare_v2(handle, statement, -1, &prepared, nil)
        guard answer == SQLITE_OK else { throw failure(answer) }
        defer { unsafe sqlite3_finalize(prepared) }
        for (place, value) in values.enumerated() {
            let bound = unsafe value.bind(to: prepared, at: Int32(place + 1))
            guard bound == SQLITE_OK else { throw failure(bound) }
        }
        var rows: [[DatabaseValue]] = []
        while true {
            let step = unsafe sqlite3_step(prepared)
            if step == SQLITE_DONE { return rows }
            guard step == SQLITE_ROW else { throw failure(step) }
            let columns = unsafe sqlite3_column_count(prepared)
            rows.append((0..<columns).map { unsafe DatabaseValue(of: prepared, column: $0) })
        }
    }

    /// All of `body` or nothing of it.
    func transaction(_ body: () throws(StoreError) -> Void) throws(StoreError) {
        try execute("BEGIN IMMEDIATE")
        do throws(StoreError) {
            try body()
            try execute("COMMIT")
        } catch {
            // A full disk may have ended it already: the first error is the one to tell.
            _ = try? execute("ROLLBACK")
            throw error
        }
    }

    /// One state of all tables, whatever others write meanwhile.
    func snapshot<Answer>(_ body: () throws(StoreError) -> Answer) throws(StoreError) -> Answer {
        try execute("BEGIN")
        defer { _ = try? execute("COMMIT") }
        return try body()
    }

    private func failure(_ code: Int32) -> StoreError { unsafe Self.failure(code, of: handle, path) }

    @unsafe private static func failure(_ code: Int32, of handle: OpaquePointer?, _ path: String) -> StoreError {
        let message = unsafe sqlite3_errmsg(handle).map { unsafe String(cString: $0) } ?? ""
        return StoreError(code: code, message: message, path: path)
    }
}
