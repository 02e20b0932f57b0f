public import EdgeModels
public import EdgeRecords

/// Why a network could not be run on what it was given.
public enum PlainNetworkError: ExplainedError {
    case missingInput(String)
    case noSuchInput(String, names: [String])
    case wrongType(String, expected: ElementType, given: ElementType)
    /// Nil stands for any size.
    case wrongShape(String, expected: [Int?], given: [Int])
    case missingOutput(String)
    case node(PlainError)

    public var what: String {
        switch self {
        case .missingInput(let name): "the model's input \(name) was not given"
        case .noSuchInput(let name, _): "there is no input \(name)"
        case .wrongType(let name, _, let given): "the input \(name) was given \(given.rawValue)"
        case .wrongShape(let name, _, let given): "the input \(name) was given a tensor of \(given)"
        case .missingOutput(let name): "nothing makes the model's output \(name)"
        case .node(let error): error.what
        }
    }

    public var `where`: String {
        switch self {
        case .missingInput(let name), .noSuchInput(let name, _), .wrongType(let name, _, _),
            .wrongShape(let name, _, _), .missingOutput(let name):
            name
        case .node(let error): error.where
        }
    }

    public var why: String {
        switch self {
        case .missingInput: "every input needs a tensor"
        case .noSuchInput(_, let names): "the model's inputs are \(names.joined(separator: ", "))"
        case .wrongType(_, let expected, _): "its type is \(expected.rawValue)"
        case .wrongShape(_, let expected, _):
            "its shape is [\(expected.map { $0.map(String.init) ?? "?" }.joined(separator: ", "))]"
        case .missingOutput: "no node and no constant of the model bears that name"
        case .node(let error): error.why
        }
    }

    public var remedy: String {
        switch self {
        case .missingInput, .noSuchInput: "name each input: --input NAME=FILE"
        case .wrongType, .wrongShape: "convert the tensor first"
        case .missingOutput: "export the model again, and check it with onnx.checker"
        case .node(let error): error.remedy
        }
    }
}
