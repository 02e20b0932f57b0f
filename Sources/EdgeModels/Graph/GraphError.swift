public import EdgeRecords

/// What is wrong with a network itself, wherever it came from.
public enum GraphError: ExplainedError {
    case badTensor(shape: [Int], type: ElementType, why: String)
    case badNode(name: String, operation: OperatorName, NodeFault)
    /// The user bound a dimension that no input has.
    case unknownDimension(String, known: [String])
    case badSize(Int, of: String)

    public var what: String {
        switch self {
        case .badTensor(let shape, let type, _): "a tensor of \(type.rawValue) \(shape) cannot be"
        case .badNode(let name, let operation, _): "the node \(name) (\(operation)) cannot be taken"
        case .unknownDimension(let name, _), .badSize(_, let name): "the dimension \(name) cannot be bound"
        }
    }

    public var `where`: String {
        switch self {
        case .badTensor: "graph"
        case .badNode(let name, _, _): "node \(name)"
        case .unknownDimension, .badSize: "inputs"
        }
    }

    public var why: String {
        switch self {
        case .badTensor(_, _, let why): why
        case .badNode(_, _, let fault): fault.why
        case .unknownDimension(_, let known):
            known.isEmpty
                ? "the network's inputs have fixed sizes"
                : "the dimensions to bind are \(known.joined(separator: ", "))"
        case .badSize(let size, _): "\(size) is no size from 1 to \(Graph.elementsAtMost)"
        }
    }

    public var remedy: String {
        switch self {
        case .badTensor: "mend the model, or export it again"
        case .badNode(_, _, let fault): fault.remedy
        case .unknownDimension, .badSize: "bind one of the names that the inputs have to a whole number"
        }
    }

    public var status: ExitStatus { .badInput }
}
