import CEdgeSQLite

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
        var handle: OpaquePointer?
        let flags = access == .writing ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
        let answer = unsafe sqlite3_open_v2(path, &handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        unsafe self.handle = handle
        guard answer == SQLITE_OK else { throw failure(answer) }
        let defended = unsafe ep_sqlite_defend(handle)
        guard defended == SQLITE_OK else { throw failure(defended) }
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

    private func failure(_ code: Int32) -> StoreError {
        let message = unsafe sqlite3_errmsg(handle).map { unsafe String(cString: $0) } ?? ""
        return StoreError(code: code, message: message, path: path)
    }
}
