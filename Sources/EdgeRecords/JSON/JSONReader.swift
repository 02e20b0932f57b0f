/// Reads JSON as RFC 8259 has it, from a stranger's bytes, in linear time.
///
/// Stricter than the standard where it leaves a choice: a key may occur once in an object, and every text must be valid
/// UTF-8. Keys that Unicode holds equal (composed and decomposed) count as the same key. A number becomes an `integer`
/// where it fits exactly.
public struct JSONReader {
    /// What is refused before memory is spent on it.
    public struct Limits: Sendable {
        public var bytes = 64 << 20
        public var depth = 64
        public var values = 8 << 20
        /// Hashing a key of combining marks takes quadratic time in the standard library, so keys are kept short.
        public var keyBytes = 256
        public var numberBytes = 1024

        public init() {}
    }

    /// Memory is set aside for no more members than this before they come.
    private static let membersForeseen = 32

    let input: [UInt8]
    let limits: Limits
    var offset = 0
    var keys = RecentKeys()
    private let passedOn: PassedOnList?
    private var depth = 0
    private var values = 0
    /// How many members the last object at each depth had: its neighbours have about as many.
    private var memberCounts: [Int]

    /// A list of the outermost object whose elements are handed on, one at a time, and kept nowhere.
    struct PassedOnList {
        let key: String
        let take: (JSONValue) -> Void
    }

    private init(input: [UInt8], limits: Limits, passingOn list: PassedOnList?) {
        self.input = input
        self.limits = limits
        passedOn = list
        memberCounts = Array(repeating: 0, count: limits.depth + 1)
    }

    public static func value(of bytes: [UInt8], limits: Limits = Limits()) throws(JSONError) -> JSONValue {
        try value(of: bytes, limits: limits, passingOn: nil)
    }

    /// - Returns: the value, with nothing in the list that was handed on.
    static func value(
        of bytes: [UInt8], limits: Limits, passingOn list: PassedOnList?
    ) throws(JSONError) -> JSONValue {
        guard bytes.count <= limits.bytes else {
            throw .tooLarge(bytes: bytes.count, limitBytes: limits.bytes)
        }
        var reader = JSONReader(input: bytes, limits: limits, passingOn: list)
        let value = try reader.readValue()
        reader.skipBlanks()
        guard reader.offset == bytes.count else { throw .trailing(at: reader.position) }
        return value
    }

    /// - Parameter key: the member whose value it is; nil for an element of a list.
    private mutating func readValue(of key: String? = nil) throws(JSONError) -> JSONValue {
        values += 1
        guard values <= limits.values else { throw .tooManyValues(limit: limits.values, at: position) }
        skipBlanks()
        switch peek {
        case UInt8(ascii: "{"): return try nested { reader throws(JSONError) in try reader.readObject() }
        case UInt8(ascii: "["):
            let taken = depth == 1 && key != nil && key == passedOn?.key ? passedOn : nil
            return try nested { reader throws(JSONError) in
                if let taken { try reader.passOn(to: taken.take) } else { try reader.readArray() }
            }
        case UInt8(ascii: "\""): return .string(try readText())
        case let byte? where byte == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte):
            return try readNumber()
        case UInt8(ascii: "t"): return try read(word: "true", .bool(true))
        case UInt8(ascii: "f"): return try read(word: "false", .bool(false))
        case UInt8(ascii: "n"): return try read(word: "null", .null)
        default: throw unexpected("a value")
        }
    }

    private mutating func nested(
        _ read: (inout JSONReader) throws(JSONError) -> JSONValue
    ) throws(JSONError) -> JSONValue {
        depth += 1
        defer { depth -= 1 }
        guard depth <= limits.depth else { throw .tooDeep(limit: limits.depth, at: position) }
        offset += 1
        return try read(&self)
    }

    private mutating func readObject() throws(JSONError) -> JSONValue {
        guard !skip(UInt8(ascii: "}")) else { return .object([:]) }
        var members = Dictionary<String, JSONValue>(minimumCapacity: min(memberCounts[depth], Self.membersForeseen))
        defer { memberCounts[depth] = members.count }
        while true {
            skipBlanks()
            let start = offset
            guard peek == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
            let key = try readText(keyLimit: limits.keyBytes)
            guard skip(UInt8(ascii: ":")) else { throw unexpected("':'") }
            let value = try readValue(of: key)
            guard members.updateValue(value, forKey: key) == nil else {
                throw .duplicateKey(key, at: position(of: start))
            }
            if skip(UInt8(ascii: "}")) { return .object(members) }
            guard skip(UInt8(ascii: ",")) else { throw unexpected("',' or '}'") }
        }
    }

    private mutating func readArray() throws(JSONError) -> JSONValue {
        var elements: [JSONValue] = []
        guard !skip(UInt8(ascii: "]")) else { return .array(elements) }
        while true {
            elements.append(try readValue())
            if skip(UInt8(ascii: "]")) { return .array(elements) }
            guard skip(UInt8(ascii: ",")) else { throw unexpected("',' or ']'") }
        }
    }

    private mutating func passOn(to take: (JSONValue) -> Void) throws(JSONError) -> JSONValue {
        guard !skip(UInt8(ascii: "]")) else { return .array([]) }
        while true {
            take(try readValue())
            if skip(UInt8(ascii: "]")) { return .array([]) }
            guard skip(UInt8(ascii: ",")) else { throw unexpected("',' or ']'") }
        }
    }

    private mutating func read(word: StaticString, _ value: JSONValue) throws(JSONError) -> JSONValue {
        for expected in "\(word)".utf8 {
            guard peek == expected else { throw unexpected("the word \(word)") }
            offset += 1
        }
        return value
    }
}

extension JSONReader {
    var peek: UInt8? { offset < input.count ? input[offset] : nil }

    /// Where the reader stands; found only when an error needs it.
    var position: JSONPosition { position(of: offset) }

    func position(of offset: Int) -> JSONPosition {
        let before = input[..<min(offset, input.count)]
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        return JSONPosition(line: line, column: before[lineStart...].count { $0 & 0xC0 != 0x80 } + 1)
    }

    mutating func skipBlanks() {
        while let byte = peek, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { offset += 1 }
    }

    /// Steps over blanks and then this byte, if it comes next.
    mutating func skip(_ byte: UInt8) -> Bool {
        skipBlanks()
        guard peek == byte else { return false }
        offset += 1
        return true
    }

    func unexpected(_ expected: String) -> JSONError {
        guard let byte = peek else { return .truncated(at: position) }
        return .unexpected(byte: byte, expected: expected, at: position)
    }
}
