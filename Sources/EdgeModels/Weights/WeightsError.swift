public import EdgeRecords

/// Why weights do not make the network that they were said to be of.
public enum WeightsError: ExplainedError {
    case unknownModule(String)
    case misfit(layer: String, expected: [Int], given: [Int])
    case leftOver(expected: Int, given: Int)
    case noArchitecture(String)

    public var what: String { "the weights do not fit the network" }

    public var `where`: String {
        switch self {
        case .unknownModule(let name): name
        case .misfit(let layer, _, _): layer
        case .leftOver: "the end of the network"
        case .noArchitecture(let name): name
        }
    }

    public var why: String {
        switch self {
        case .unknownModule: "it is neither a layer with a weight nor the batch norm of one"
        case .misfit(_, let expected, let given):
            given.isEmpty
                ? "it needs a tensor of \(expected), and none is left"
                : "it needs a tensor of \(expected), this one is \(given)"
        case .leftOver(let expected, let given): "it needs \(expected) tensors, and there are \(given)"
        case .noArchitecture: "the catalogue has no network of this name"
        }
    }

    public var remedy: String { "report it with the package's name and version: a list of this program is wrong" }
    public var status: ExitStatus { .defect }
}
