public import EdgeRecords

/// What is wrong with a network itself, wherever it came from.
public enum GraphError: ExplainedError {
    case badTensor(shape: [Int], type: ElementType, why: String)

    public var what: String {
        switch self {
        case .badTensor(let shape, let type, _): "a tensor of \(type.rawValue) \(shape) cannot be"
        }
    }

    public var `where`: String { "graph" }

    public var why: String {
        switch self {
        case .badTensor(_, _, let why): why
        }
    }

    public var remedy: String { "mend the model, or export it again" }

    public var status: ExitStatus { .badInput }
}
