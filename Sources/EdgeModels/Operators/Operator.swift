/// One row of the table of operators: what a node of it takes, gives and may be told, and what it does to shapes.
///
/// Checks, inference and lists of what is supported all read the same row.
public struct Operator: Sendable {
    /// Finds the outputs' shapes, and types that the parameters do not tell, from what is known of the inputs.
    typealias Rule = @Sendable (inout NodeFacts) throws(NodeFault) -> Void

    public let name: OperatorName
    let inputs: [Parameter]
    let outputs: [Parameter]
    /// The element types that each type variable of the parameters may stand for.
    let types: [String: Set<ElementType>]
    let attributes: [String: AttributeRule]
    let rule: Rule

    init(
        _ name: OperatorName, _ inputs: [Parameter], _ outputs: [Parameter], types: [String: Set<ElementType>],
        attributes: [String: AttributeRule] = [:], _ rule: @escaping Rule
    ) {
        self.name = name
        self.inputs = inputs
        self.outputs = outputs
        self.types = types
        self.attributes = attributes
        self.rule = rule
    }

    /// How many inputs a node may have.
    var inputCounts: ClosedRange<Int> { Self.counts(inputs) }
    var outputCounts: ClosedRange<Int> { Self.counts(outputs) }

    private static func counts(_ parameters: [Parameter]) -> ClosedRange<Int> {
        let least = parameters.lastIndex { $0.presence != .optional }.map { $0 + 1 } ?? 0
        return least...(parameters.last?.presence == .repeated ? Int.max : parameters.count)
    }

    /// The parameter at a place: a repeated one stands for all that follow.
    static func parameter(_ place: Int, of parameters: [Parameter]) -> Parameter? {
        if place < parameters.count { return parameters[place] }
        return parameters.last.flatMap { $0.presence == .repeated ? $0 : nil }
    }
}

/// An input or output of an operator, written as ONNX's own documents do: `X: T`, `B?: T`, `inputs...: T`.
///
/// What follows the colon is a type variable, or the name of an element type.
struct Parameter: Sendable, ExpressibleByStringLiteral {
    enum Presence {
        case required, optional, repeated
    }

    let name: String
    let type: String
    let presence: Presence

    init(stringLiteral text: String) {
        let parts = text.split(separator: ":", maxSplits: 1)
        let name = parts[0]
        presence = name.hasSuffix("?") ? .optional : name.hasSuffix("...") ? .repeated : .required
        self.name = String(name.prefix { $0 != "?" && $0 != "." })
        type = parts.count == 2 ? String(parts[1].drop { $0 == " " }) : ""
    }
}

/// What an attribute of an operator may be.
struct AttributeRule: Sendable {
    enum Kind: String, Sendable {
        case integer, float, text, integers, floats, texts, tensor
    }

    let kind: Kind
    /// What holds where the node does not say.
    let standard: Attribute?
    let isRequired: Bool

    static func integer(_ standard: Int) -> AttributeRule { AttributeRule(.integer, .integer(standard)) }
    static func float(_ standard: Float) -> AttributeRule { AttributeRule(.float, .float(standard)) }
    static func text(_ standard: String) -> AttributeRule { AttributeRule(.text, .text(standard)) }
    static func required(_ kind: Kind) -> AttributeRule { AttributeRule(kind, nil, isRequired: true) }
    /// Of this kind, and what its absence means only the operator knows.
    static func optional(_ kind: Kind) -> AttributeRule { AttributeRule(kind, nil) }
    static let integers = optional(.integers)

    private init(_ kind: Kind, _ standard: Attribute?, isRequired: Bool = false) {
        self.kind = kind
        self.standard = standard
        self.isRequired = isRequired
    }
}

extension Attribute {
    /// Nil for what no operator takes.
    var kind: AttributeRule.Kind? {
        switch self {
        case .integer: .integer
        case .float: .float
        case .text: .text
        case .integers: .integers
        case .floats: .floats
        case .texts: .texts
        case .tensor: .tensor
        case .unsupported: nil
        }
    }
}
