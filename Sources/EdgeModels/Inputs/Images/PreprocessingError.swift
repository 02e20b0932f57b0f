public import EdgeRecords

/// What is wrong with a model's words on how its pictures are prepared.
public enum PreprocessingError: ExplainedError {
    case missing(String)
    case unknownKey(String)
    case badValue(String)

    public var what: String { "pictures cannot be prepared for the model" }

    public var `where`: String {
        switch self {
        case .missing(let key), .unknownKey(let key), .badValue(let key): "preprocessing: \(key)"
        }
    }

    public var why: String {
        switch self {
        case .missing: "it is not given"
        case .unknownKey: "no such key is known"
        case .badValue: "its value is none that it can have"
        }
    }

    public var remedy: String { "mend the model's record, or add the model again" }
}
