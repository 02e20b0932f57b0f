/// One operation of a graph.
public struct Node: Sendable {
    /// For messages and layer tables; unique where the file made it so.
    public var name: String
    public var operation: OperatorName
    /// Nil where an optional input is left out.
    public var inputs: [ValueID?]
    /// Nil where an optional output is not asked for.
    public var outputs: [ValueID?]
    public var attributes: [String: Attribute]

    public init(
        name: String, operation: OperatorName, inputs: [ValueID?], outputs: [ValueID?],
        attributes: [String: Attribute] = [:]
    ) {
        self.name = name
        self.operation = operation
        self.inputs = inputs
        self.outputs = outputs
        self.attributes = attributes
    }

    /// The input at a place; nil if it is left out or there are fewer.
    public func input(_ place: Int) -> ValueID? {
        place < inputs.count ? inputs[place] : nil
    }
}

/// An operator, such as `Conv`, of a domain, such as `com.microsoft`; ONNX's own has no name.
public struct OperatorName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let domain: String
    public let name: String

    public init(domain: String = "", name: String) {
        // Both names of ONNX's own operators are in use.
        self.domain = domain == "ai.onnx" ? "" : domain
        self.name = name
    }

    public init(stringLiteral name: String) {
        self.init(name: name)
    }

    public var description: String { domain.isEmpty ? name : "\(domain).\(name)" }
}

/// What a node is told beside its inputs.
public enum Attribute: Hashable, Sendable {
    case integer(Int)
    case float(Float)
    case text(String)
    case integers([Int])
    case floats([Float])
    case texts([String])
    case tensor(Tensor)
    /// What a file had there, in words: such as a graph of its own, which no node here can have.
    case unsupported(String)
}

extension Node {
    public func integer(_ name: String, else standard: Int) -> Int {
        if case .integer(let value)? = attributes[name] { value } else { standard }
    }

    public func float(_ name: String, else standard: Float) -> Float {
        if case .float(let value)? = attributes[name] { value } else { standard }
    }

    public func text(_ name: String, else standard: String) -> String {
        if case .text(let value)? = attributes[name] { value } else { standard }
    }

    /// Nil if it is not there.
    public func integers(_ name: String) -> [Int]? {
        if case .integers(let values)? = attributes[name] { values } else { nil }
    }
}
