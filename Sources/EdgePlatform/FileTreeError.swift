public import EdgeRecords

/// Why something below a root could not be read.
public enum FileTreeError: ExplainedError {
    case missing(path: String)
    /// A pipe, a device, a folder or a socket stands where a file belongs.
    case notAFile(path: String)
    case tooLarge(path: String, limitBytes: Int)
    /// A folder with more names than a machine's has.
    case tooManyNames(path: String, limit: Int)
    case linkLoop(path: String)
    case denied(path: String)
    case failed(path: String, code: Int32)

    public var what: String { "\(self.where) could not be read" }

    public var `where`: String {
        switch self {
        case .missing(let path), .notAFile(let path), .tooLarge(let path, _), .tooManyNames(let path, _),
            .linkLoop(let path), .denied(let path), .failed(let path, _):
            path
        }
    }

    public var why: String {
        switch self {
        case .missing: "it does not exist"
        case .notAFile: "a pipe, a device, a folder or a socket stands where a regular file belongs"
        case .tooLarge(_, let limit): "it is larger than \(limit) bytes, which no such file should be"
        case .tooManyNames(_, let limit): "it holds more than \(limit) names, which no such folder should"
        case .linkLoop: "its symbolic links lead in a circle or are more than 40"
        case .denied: "this user may not read it"
        case .failed(_, let code): "the system answered with error \(code)"
        }
    }

    public var remedy: String {
        switch self {
        case .missing: "check the path"
        case .denied: "run as a user who may read it, or make a capture as that user"
        case .notAFile: "name a regular file; where it is a fact of the device, that is left out"
        case .tooLarge, .tooManyNames, .linkLoop, .failed: "mend or remove it: nothing of it was taken"
        }
    }

    init(path: String, code: Int32) {
        self =
            switch code {
            case 2, 20: .missing(path: path)
            case 22, 21, 6: .notAFile(path: path)
            case 40: .linkLoop(path: path)
            case 1, 13: .denied(path: path)
            default: .failed(path: path, code: code)
            }
    }
}
