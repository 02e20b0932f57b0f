public import EdgeModels
public import EdgeRecords

/// Why a node could not be computed.
public struct PlainError: ExplainedError {
    public let node: String
    public let operation: OperatorName
    public let fault: PlainFault

    public var what: String { "the node \(node) (\(operation)) could not be computed" }
    public var `where`: String { "node \(node)" }
    public var why: String { fault.why }

    public var remedy: String {
        switch fault {
        case .unknownOperator: "export the model with operators from `edgeplan models operators`"
        case .tooLarge, .tooManySteps: "use a smaller model or smaller inputs"
        default: "check the inputs, or export the model again"
        }
    }
}

/// What is wrong with the inputs or attributes that an operator was given.
public enum PlainFault: Error, Hashable, Sendable {
    case unknownOperator
    case missingInput(Int)
    case inputType(Int, ElementType)
    /// An input's shape, or its content where that decides about shapes.
    case input(Int, why: String)
    case shapes([Int], [Int])
    case attribute(String, why: String)
    case tooLarge(elements: Int)
    case tooManySteps(Int)
    case divisionByZero
    /// A whole number that 63 bits do not hold.
    case hugeNumber

    var why: String {
        switch self {
        case .unknownOperator: "the operator is not supported"
        case .missingInput(let place): "its input \(place) is left out"
        case .inputType(let place, let type): "its input \(place) is of type \(type.rawValue)"
        case .input(let place, let why): "its input \(place) \(why)"
        case .shapes(let left, let right): "its inputs' shapes \(left) and \(right) do not fit"
        case .attribute(let name, let why): "its attribute \(name) \(why)"
        case .tooLarge(let elements): "a tensor of it would have more than \(elements) elements"
        case .tooManySteps(let steps): "it would take more than \(steps) steps"
        case .divisionByZero: "it divides a whole number by 0"
        case .hugeNumber: "a whole number of it is larger than 63 bits hold"
        }
    }
}
