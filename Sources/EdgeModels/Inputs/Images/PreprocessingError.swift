public import EdgeRecords

/// What is wrong with a model's words on how its pictures or sounds are prepared.
public enum PreprocessingError: ExplainedError {
    case missing(String)
    case unknownKey(String)
    case badValue(String)
    /// Sounds are not resampled.
    case sampleRate(String, found: Int, wanted: Int)
    case tooShort(String, samples: Int)

    public var what: String {
        switch self {
        case .missing, .unknownKey, .badValue: "inputs cannot be prepared for the model"
        case .sampleRate(let file, _, _), .tooShort(let file, _): "\(file) cannot be prepared for the model"
        }
    }

    public var `where`: String {
        switch self {
        case .missing(let key), .unknownKey(let key), .badValue(let key): "preprocessing: \(key)"
        case .sampleRate(let file, _, _), .tooShort(let file, _): file
        }
    }

    public var why: String {
        switch self {
        case .missing: "it is not given"
        case .unknownKey: "no such key is known"
        case .badValue: "its value is none that it can have"
        case .sampleRate(_, let found, let wanted): "it has \(found) samples a second, and the model hears \(wanted)"
        case .tooShort(_, let samples): "its \(samples) samples are less than the model hears at once"
        }
    }

    public var remedy: String {
        switch self {
        case .missing, .unknownKey, .badValue: "mend the model's record, or add the model again"
        case .sampleRate(_, _, let wanted): "resample it to \(wanted) samples a second"
        case .tooShort: "record a longer one"
        }
    }
}
