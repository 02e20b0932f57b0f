/// A value of a GGUF file's description.
public enum GGUFValue: Hashable, Sendable {
    case integer(Int)
    case real(Double)
    case truth(Bool)
    case text(String)
    /// Numbers of a short list; of a long one, and of texts, only how many there are.
    case list(count: Int, integers: [Int])

    public var integer: Int? { if case .integer(let value) = self { value } else { nil } }
    public var text: String? { if case .text(let value) = self { value } else { nil } }
    public var count: Int? { if case .list(let count, _) = self { count } else { nil } }
}
