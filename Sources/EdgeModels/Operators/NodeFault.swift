/// What is wrong with one node of a graph.
public enum NodeFault: Error, Hashable, Sendable {
    case unknownOperator
    case inputCount(found: Int, least: Int, most: Int)
    case outputCount(found: Int, least: Int, most: Int)
    case missingInput(String)
    case unknownAttribute(String)
    case unsupportedAttribute(String, content: String)
    case attributeKind(String, wanted: String)
    case missingAttribute(String)
    case attributeValue(String, why: String)
    case inputType(String, found: ElementType, wanted: [ElementType])
    /// Two inputs that must have one type have two.
    case mixedTypes(String, found: ElementType, wanted: ElementType)
    case rank(String, found: Int, wanted: String)
    /// A size that does not fit the others.
    case size(String, found: Int, wanted: String)
    /// Shapes that cannot be spread over each other.
    case broadcast([Dimension], [Dimension])
    case tooManyElements(limit: Int)
    /// An input whose content must be known to find the output's shape, or must be valid.
    case inputContent(String, why: String)
}

extension NodeFault {
    var why: String {
        switch self {
        case .unknownOperator: "the operator is not supported"
        case .inputCount(let found, let least, let most): "it has \(Self.count(found, "input", least, most))"
        case .outputCount(let found, let least, let most): "it has \(Self.count(found, "output", least, most))"
        case .missingInput(let name): "its input \(name) is left out"
        case .unknownAttribute(let name): "the operator has no attribute \(name)"
        case .unsupportedAttribute(let name, let content): "its attribute \(name) holds \(content)"
        case .attributeKind(let name, let wanted): "its attribute \(name) should be of kind \(wanted)"
        case .missingAttribute(let name): "it needs the attribute \(name)"
        case .attributeValue(let name, let why): "its attribute \(name) \(why)"
        case .inputType(let name, let found, let wanted):
            "its input \(name) is of type \(found.rawValue), not \(wanted.map(\.rawValue).joined(separator: ", "))"
        case .mixedTypes(let name, let found, let wanted):
            "its input \(name) is of type \(found.rawValue), another of its inputs of \(wanted.rawValue)"
        case .rank(let name, let found, let wanted): "its input \(name) has \(found) dimensions, not \(wanted)"
        case .size(let name, let found, let wanted): "a size of its \(name) is \(found), not \(wanted)"
        case .broadcast(let left, let right):
            "its inputs' shapes \(Dimension.text(left)) and \(Dimension.text(right)) do not fit"
        case .tooManyElements(let limit): "its output would have more than \(limit) elements"
        case .inputContent(let name, let why): "its input \(name) \(why)"
        }
    }

    var remedy: String {
        switch self {
        case .unknownOperator, .unsupportedAttribute:
            "export the model with operators from `edgeplan models operators`"
        default: "export the model again, and check it with onnx.checker"
        }
    }

    private static func count(_ found: Int, _ thing: String, _ least: Int, _ most: Int) -> String {
        let wanted = least == most ? "\(least)" : most == .max ? "at least \(least)" : "\(least) to \(most)"
        return "\(found) \(thing)\(found == 1 ? "" : "s") where the operator has \(wanted)"
    }
}

extension Dimension {
    /// A shape as people write it: `[1, batch, ?]`.
    static func text(_ shape: [Dimension]) -> String {
        let sizes = shape.map { size in
            switch size {
            case .fixed(let size): "\(size)"
            case .named(let name): name
            case .unknown: "?"
            }
        }
        return "[" + sizes.joined(separator: ", ") + "]"
    }
}
