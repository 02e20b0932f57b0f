/// Why a text is not JSON, or not one that the reader takes, and where.
public enum JSONError: ExplainedError, Hashable {
    case tooLarge(bytes: Int, limitBytes: Int)
    case tooDeep(limit: Int, at: JSONPosition)
    case tooManyValues(limit: Int, at: JSONPosition)
    case keyTooLong(limitBytes: Int, at: JSONPosition)
    case numberTooLong(limitBytes: Int, at: JSONPosition)
    /// The text ends inside a value.
    case truncated(at: JSONPosition)
    case unexpected(byte: UInt8, expected: String, at: JSONPosition)
    /// Something follows the value.
    case trailing(at: JSONPosition)
    case badEscape(at: JSONPosition)
    /// Half of a pair of UTF-16 escapes.
    case loneSurrogate(at: JSONPosition)
    /// A control character that must be escaped inside a text.
    case controlCharacter(byte: UInt8, at: JSONPosition)
    /// The position is the start of the text that holds it.
    case invalidUTF8(at: JSONPosition)
    case duplicateKey(String, at: JSONPosition)
    /// The number is beyond what a Double holds.
    case numberOutOfRange(at: JSONPosition)

    public var what: String { "the text could not be read as JSON" }

    public var `where`: String { position.map { "line \($0.line), column \($0.column)" } ?? "the whole text" }

    public var position: JSONPosition? {
        switch self {
        case .tooLarge: nil
        case .tooDeep(_, let position), .tooManyValues(_, let position), .keyTooLong(_, let position),
            .numberTooLong(_, let position), .truncated(let position), .unexpected(_, _, let position),
            .trailing(let position), .badEscape(let position), .loneSurrogate(let position),
            .controlCharacter(_, let position), .invalidUTF8(let position), .duplicateKey(_, let position),
            .numberOutOfRange(let position):
            position
        }
    }

    public var why: String {
        switch self {
        case .tooLarge(let bytes, let limit): "it has \(bytes) bytes, and \(limit) are taken at most"
        case .tooDeep(let limit, _): "its lists and objects lie more than \(limit) deep"
        case .tooManyValues(let limit, _): "it holds more than \(limit) values"
        case .keyTooLong(let limit, _): "a key is longer than \(limit) bytes"
        case .numberTooLong(let limit, _): "a number is longer than \(limit) digits"
        case .truncated: "it ends too early"
        case .unexpected(let byte, let expected, _): "\(Self.name(of: byte)) stands where \(expected) belongs"
        case .trailing: "something follows after the end of the value"
        case .badEscape: "no such escape exists in JSON"
        case .loneSurrogate: "half of a surrogate pair stands alone"
        case .controlCharacter(let byte, _): "\(Self.name(of: byte)) must be escaped inside a text"
        case .invalidUTF8: "a text is not valid UTF-8"
        case .duplicateKey(let key, _): "the key \(key) occurs twice in one object"
        case .numberOutOfRange: "the number is too large for any Double"
        }
    }

    public var remedy: String {
        switch self {
        case .tooLarge, .tooDeep, .tooManyValues, .keyTooLong: "check that this is the right file"
        case .truncated: "copy or write the file again: it is incomplete"
        default: "mend the text at that place, or write the file again with the program that made it"
        }
    }

    private static func name(of byte: UInt8) -> String {
        switch byte {
        case 0x21...0x7E: "'\(Unicode.Scalar(byte))'"
        case 0x20: "a blank"
        default: "byte 0x\(String(byte, radix: 16))"
        }
    }
}

/// A place in a text, counted from 1; columns count characters (Unicode scalars), not bytes.
public struct JSONPosition: Hashable, Sendable {
    public var line: Int
    public var column: Int

    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
