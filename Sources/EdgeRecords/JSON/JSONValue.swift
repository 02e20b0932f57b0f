/// One JSON value, as read or about to be written.
///
/// A number is an `integer` wherever it is whole and fits, so that equal numbers are equal values: the reader and the
/// encoder never make a `number` that is whole and below 2^53.
public enum JSONValue: Hashable, Sendable {
    case object([String: JSONValue])
    case array([JSONValue])
    case string(String)
    case integer(Int)
    case number(Double)
    case bool(Bool)
    case null

    /// Below this every whole Double is exact, and is written and read as an integer.
    static let exactWholeLimit = 9_007_199_254_740_992.0

    /// The one form of a number: whole ones below 2^53 are integers.
    public init(_ number: Double) {
        self =
            if number.magnitude < Self.exactWholeLimit, let whole = Int(exactly: number) {
                .integer(whole)
            } else {
                .number(number)
            }
    }

    /// The value at a key; nil for an absent key and for anything but an object.
    public subscript(key: String) -> JSONValue? {
        guard case .object(let members) = self else { return nil }
        return members[key]
    }

    /// What to call it in a sentence.
    var kindText: String {
        switch self {
        case .object: "an object"
        case .array: "a list"
        case .string: "a text"
        case .integer, .number: "a number"
        case .bool: "true or false"
        case .null: "null"
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
    public init(stringLiteral value: String) { self = .string(value) }
    public init(integerLiteral value: Int) { self = .integer(value) }
    public init(floatLiteral value: Double) { self.init(value) }
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    public init(nilLiteral: ()) { self = .null }
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

    /// Of a key written twice the last value stays.
    public init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object(Dictionary(elements) { $1 })
    }
}
