public import EdgeRecords

/// Why a file could not be written; what was there before is unchanged.
public enum AtomicFileError: ExplainedError {
    case missingFolder(path: String)
    case isFolder(path: String)
    case denied(path: String)
    case readOnly(path: String)
    case noSpace(path: String)
    case noMemory(path: String)
    /// A disk or a socket stands there.
    case notAFile(path: String)
    case failed(path: String, code: Int32)

    public var what: String { "\(self.where) could not be written" }

    public var `where`: String {
        switch self {
        case .missingFolder(let path), .isFolder(let path), .denied(let path), .readOnly(let path), .noSpace(let path),
            .noMemory(let path), .notAFile(let path), .failed(let path, _):
            path
        }
    }

    public var why: String {
        switch self {
        case .missingFolder: "the folder that it would lie in does not exist"
        case .isFolder: "it is a folder"
        case .denied: "this user may not write there"
        case .readOnly: "the file system is mounted for reading only"
        case .noSpace: "the disk is full, or a quota or a size limit is reached"
        case .noMemory: "there is not enough memory to pack it"
        case .notAFile: "a disk or a socket stands there"
        case .failed(_, let code): "the system answered with error \(code)"
        }
    }

    public var remedy: String {
        switch self {
        case .missingFolder: "make the folder first, or name another place"
        case .isFolder: "name a file in it"
        case .denied, .readOnly, .notAFile: "name another place"
        case .noSpace: "make room, or name a place on another disk"
        case .noMemory: "write a .tar file, which needs no packing"
        case .failed: "check the disk or the mount it lies on, or name another place"
        }
    }

    init(path: String, code: Int32) {
        self =
            switch code {
            case 2, 20: .missingFolder(path: path)
            case 21: .isFolder(path: path)
            case 1, 13: .denied(path: path)
            case 30: .readOnly(path: path)
            case 27, 28, 122: .noSpace(path: path)
            case 12: .noMemory(path: path)
            case 22, 6: .notAFile(path: path)
            default: .failed(path: path, code: code)
            }
    }
}
