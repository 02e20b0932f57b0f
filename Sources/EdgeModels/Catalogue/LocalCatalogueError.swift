public import EdgePlatform
public import EdgeRecords

/// What is wrong with the folder of the user's models.
public enum LocalCatalogueError: ExplainedError {
    case file(FileTreeError)
    case write(AtomicFileError)
    case record(RecordError)
    case alreadyThere(String)
    /// The file beside a record is not the one that was added.
    case otherFile(path: String)

    public var what: String {
        switch self {
        case .file(let error): error.what
        case .write(let error): error.what
        case .record(let error): error.what
        case .alreadyThere(let name): "\(name) was not added"
        case .otherFile(let path): "\(path) was not taken"
        }
    }

    public var `where`: String {
        switch self {
        case .file(let error): error.where
        case .write(let error): error.where
        case .record(let error): error.where
        case .alreadyThere: "your models"
        case .otherFile(let path): path
        }
    }

    public var why: String {
        switch self {
        case .file(let error): error.why
        case .write(let error): error.why
        case .record(let error): error.why
        case .alreadyThere: "there is a model of this name already"
        case .otherFile: "its hash is not the one in the record beside it"
        }
    }

    public var remedy: String {
        switch self {
        case .file: "check who may read the folder, or name another with XDG_CACHE_HOME"
        case .write(let error): error.remedy
        case .record: "remove the record and the file beside it, and add the model again"
        case .alreadyThere: "give another --name, or replace it with --force"
        case .otherFile: "add the model again with --force"
        }
    }
}
