import CEdgeSQLite
public import EdgeRecords

/// Why the store could not be used; what it holds stays as it was.
public enum StoreError: ExplainedError {
    /// Another program's database, or no database at all.
    case foreign(path: String)
    case newer(path: String, version: Int)
    /// To be brought up to date, where nothing may be written.
    case older(path: String, version: Int)
    case damaged(path: String, detail: String)
    case readOnly(path: String)
    case cannotOpen(path: String, detail: String)
    case full(path: String)
    case busy(path: String)
    case unknownRun(String, path: String)
    case ambiguousRun(String, path: String)
    case badRecord(path: String, why: String)
    case failed(path: String, detail: String)

    init(code: Int32, message: String, path: String) {
        switch code & 0xFF {
        case SQLITE_NOTADB: self = .foreign(path: path)
        case SQLITE_CORRUPT: self = .damaged(path: path, detail: message)
        case SQLITE_READONLY, SQLITE_PERM: self = .readOnly(path: path)
        case SQLITE_CANTOPEN: self = .cannotOpen(path: path, detail: message)
        case SQLITE_FULL: self = .full(path: path)
        case SQLITE_BUSY, SQLITE_LOCKED: self = .busy(path: path)
        default: self = .failed(path: path, detail: "SQLite says: \(message) (code \(code))")
        }
    }

    public var what: String {
        switch self {
        case .unknownRun(let name, _): "there is no run `\(name)`"
        case .ambiguousRun(let name, _): "more than one run begins with `\(name)`"
        default: "the store of measurements could not be used"
        }
    }

    public var `where`: String {
        switch self {
        case .foreign(let path), .newer(let path, _), .older(let path, _), .damaged(let path, _), .readOnly(let path),
            .cannotOpen(let path, _), .full(let path), .busy(let path), .unknownRun(_, let path),
            .ambiguousRun(_, let path), .badRecord(let path, _), .failed(let path, _):
            path
        }
    }

    public var why: String {
        switch self {
        case .foreign: "the file is not a store of EdgePlan"
        case .newer(_, let version):
            "a later version of EdgePlan made it: its format is \(version), this program knows up to \(Migrations.version)"
        case .older(_, let version):
            "an earlier version of EdgePlan made it: its format is \(version), and this program reads \(Migrations.version)"
        case .damaged(_, let detail): "the file is damaged: \(detail)"
        case .readOnly: "it may not be written"
        case .cannotOpen(_, let detail): detail
        case .full: "the disk is full; all that was measured before is kept"
        case .busy: "another program has been writing to it for more than ten seconds"
        case .unknownRun: "no run has this name"
        case .ambiguousRun: "the name is too short"
        case .badRecord(_, let why): why
        case .failed(_, let detail): detail
        }
    }

    public var remedy: String {
        switch self {
        case .foreign: "name another folder with --store, or move the file away"
        case .newer: "use the newer program, or name another folder with --store"
        case .older: "copy the folder to where it may be written, and name that with --store"
        case .damaged, .badRecord:
            "copy the file, try `sqlite3 FILE .recover`, and name another folder with --store meanwhile"
        case .readOnly, .cannotOpen: "make the folder writable, or name another with --store"
        case .full: "make room, then go on with --resume"
        case .busy: "wait for the other run to end"
        case .unknownRun, .ambiguousRun: "`edgeplan profile list` shows the names"
        case .failed: "name another folder with --store, and report this"
        }
    }

    public var status: ExitStatus {
        switch self {
        case .failed: .defect
        default: .badInput
        }
    }
}
