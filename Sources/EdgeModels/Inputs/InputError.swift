public import EdgeRecords

/// Why a file that was to be fed to a model could not be.
public enum InputError: ExplainedError {
    /// Its first bytes are not those of the format.
    case notThis(InputFormat, file: String)
    /// It ends before what its own header announces; `place` says in which part.
    case truncated(InputFormat, file: String, place: String)
    case malformed(InputFormat, file: String, place: String, why: String)
    case unsupported(InputFormat, file: String, place: String, feature: String)
    /// More than is taken, told by the header alone.
    case tooLarge(InputFormat, file: String, place: String, limit: String)
    case noMemory(InputFormat, file: String)

    public var what: String { "\(file) could not be read as a \(format.rawValue)" }

    public var `where`: String {
        switch self {
        case .notThis(_, let file), .noMemory(_, let file): file
        case .truncated(_, let file, let place), .malformed(_, let file, let place, _),
            .unsupported(_, let file, let place, _), .tooLarge(_, let file, let place, _):
            "\(file): \(place)"
        }
    }

    public var why: String {
        switch self {
        case .notThis(let format, _): "it does not begin as a \(format.rawValue) does"
        case .truncated: "it ends too early"
        case .malformed(_, _, _, let why): why
        case .unsupported(_, _, _, let feature): "it uses \(feature), which is not read here"
        case .tooLarge(_, _, _, let limit): "it holds more than \(limit)"
        case .noMemory: "there is not enough memory"
        }
    }

    public var remedy: String {
        switch self {
        case .notThis: "name a file of that format"
        case .truncated, .malformed: "copy the file again, or write it again with the program that made it"
        case .unsupported: "write it again in a plainer form"
        case .tooLarge, .noMemory: "use a smaller one"
        }
    }

    var format: InputFormat {
        switch self {
        case .notThis(let format, _), .truncated(let format, _, _), .malformed(let format, _, _, _),
            .unsupported(let format, _, _, _), .tooLarge(let format, _, _, _), .noMemory(let format, _):
            format
        }
    }

    var file: String {
        switch self {
        case .notThis(_, let file), .truncated(_, let file, _), .malformed(_, let file, _, _),
            .unsupported(_, let file, _, _), .tooLarge(_, let file, _, _), .noMemory(_, let file):
            file
        }
    }
}
