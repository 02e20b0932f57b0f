import CEdgeSQLite

/// What a column holds.
enum DatabaseValue: Hashable {
    case null
    case integer(Int)
    case text(String)
    case bytes([UInt8])

    var integer: Int? {
        if case .integer(let value) = self { value } else { nil }
    }

    var text: String? {
        if case .text(let value) = self { value } else { nil }
    }

    var bytes: [UInt8]? {
        if case .bytes(let value) = self { value } else { nil }
    }

    static func textOrNull(_ text: String?) -> Self { text.map { .text($0) } ?? .null }
}

extension DatabaseValue {
    @unsafe func bind(to statement: OpaquePointer?, at place: Int32) -> Int32 {
        switch self {
        case .null: return unsafe sqlite3_bind_null(statement, place)
        case .integer(let value): return unsafe sqlite3_bind_int64(statement, place, Int64(value))
        case .text(let value):
            var value = value
            return value.withUTF8 { utf8 in
                unsafe utf8.withMemoryRebound(to: CChar.self) { text in
                    unsafe ep_sqlite_bind_text(statement, place, text.baseAddress, text.count)
                }
            }
        case .bytes(let value):
            return unsafe value.withUnsafeBytes {
                unsafe ep_sqlite_bind_bytes(statement, place, $0.baseAddress, $0.count)
            }
        }
    }

    /// Of the row that a statement stands at; floats, which no table of ours has, are null.
    @unsafe init(of statement: OpaquePointer?, column: Int32) {
        switch unsafe sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER: self = .integer(Int(unsafe sqlite3_column_int64(statement, column)))
        case SQLITE_TEXT, SQLITE_BLOB:
            let isText = unsafe sqlite3_column_type(statement, column) == SQLITE_TEXT
            let start = unsafe sqlite3_column_blob(statement, column)
            let count = Int(unsafe sqlite3_column_bytes(statement, column))
            let content = unsafe Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
            self = isText ? .text(String(decoding: content, as: UTF8.self)) : .bytes(content)
        default: self = .null
        }
    }
}
