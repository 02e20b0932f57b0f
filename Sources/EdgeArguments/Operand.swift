/// A word of the command line that is known by its position.
public struct Operand: Hashable, Sendable {
    public enum Presence: Hashable, Sendable {
        case required, optional
        /// One or more; only for the last operand.
        case repeated
        /// None or more; only for the last operand.
        case anyNumber
    }

    public var name: String
    public var kind: ValueKind
    public var presence: Presence
    public var summary: String

    public init(_ name: String, _ kind: ValueKind, _ summary: String, _ presence: Presence = .required) {
        self.name = name
        self.kind = kind
        self.presence = presence
        self.summary = summary
    }
}

extension Operand {
    var isRequired: Bool { presence == .required || presence == .repeated }
    var takesRest: Bool { presence == .repeated || presence == .anyNumber }
    var placeholder: String { name.uppercased() }

    /// As a usage line shows it: `MODEL`, `[FILE]`, `PLAN...`.
    var usage: String {
        switch presence {
        case .required: placeholder
        case .optional: "[\(placeholder)]"
        case .repeated: "\(placeholder)..."
        case .anyNumber: "[\(placeholder)...]"
        }
    }
}
