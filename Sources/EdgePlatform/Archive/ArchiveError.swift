public import EdgeRecords

/// Why an archive could not be opened as a tree.
public enum ArchiveError: ExplainedError {
    case missing(path: String)
    case denied(path: String)
    /// A folder, a pipe, a device or a socket stands where the archive belongs.
    case notAFile(path: String)
    /// The file is something else; `looksLike` says what, as far as its first bytes tell.
    case notAnArchive(path: String, looksLike: String)
    /// It is damaged before the first member that could be read.
    case damaged(path: String)
    case tooLarge(path: String, limitBytes: Int)
    case empty(path: String)
    case noMemory(path: String)
    case failed(path: String, code: Int32)

    public var what: String { "\(self.where) could not be opened as a captured machine" }

    public var `where`: String {
        switch self {
        case .missing(let path), .denied(let path), .notAFile(let path), .notAnArchive(let path, _),
            .damaged(let path), .tooLarge(let path, _), .empty(let path), .noMemory(let path), .failed(let path, _):
            path
        }
    }

    public var why: String {
        switch self {
        case .missing: "it does not exist"
        case .denied: "this user may not read it"
        case .notAFile: "it is a pipe, a device, a socket or a folder and not a regular file"
        case .notAnArchive(_, let looksLike): "it is neither tar nor tar packed by gzip or zstd, but \(looksLike)"
        case .damaged: "it is damaged or cut off before its first file"
        case .tooLarge(_, let limit): "it holds more than \(limit) bytes before its first file"
        case .empty: "it holds no file and no folder"
        case .noMemory: "there is not enough memory to unpack it"
        case .failed(_, let code): "the system answered with error \(code)"
        }
    }

    public var remedy: String {
        switch self {
        case .missing: "check the path"
        case .denied: "run as a user who may read it"
        case .notAFile: "name a folder, or a .tar, .tar.gz or .tar.zst file"
        case .notAnArchive: "name a folder, or pack it with: tar czf machine.tar.gz FOLDER"
        case .damaged, .tooLarge, .empty: "copy or capture it again: edgeplan probe --capture FILE"
        case .noMemory: "unpack it with tar and name the folder instead"
        case .failed: "check the disk or the mount it lies on"
        }
    }

    init(path: String, code: Int32) {
        self =
            switch code {
            case 2, 20: .missing(path: path)
            case 1, 13: .denied(path: path)
            case 22, 21, 6: .notAFile(path: path)
            case 12: .noMemory(path: path)
            default: .failed(path: path, code: code)
            }
    }
}
