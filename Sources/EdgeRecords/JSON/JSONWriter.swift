/// Writes JSON so that the same value gives the same bytes.
///
/// Keys are sorted by their UTF-8 bytes. A Double that is whole and below 2^53 is written as an integer, any other by
/// the shortest text that reads back as itself; JSON has no NaN and no infinity, so both become `null`.
public struct JSONWriter: Sendable {
    public enum Layout: Sendable {
        /// Two-space indent, a list of numbers on one line, any other list an element a line, a newline at the end.
        case readable
        /// No blanks and no newline: one message of a stream.
        case line
    }

    private let layout: Layout
    private var output: [UInt8] = []

    private init(layout: Layout) {
        self.layout = layout
    }

    public static func bytes(of value: JSONValue, layout: Layout = .readable) -> [UInt8] {
        var writer = JSONWriter(layout: layout)
        writer.write(value, depth: 0)
        if layout == .readable { writer.output.append(UInt8(ascii: "\n")) }
        return writer.output
    }

    public static func text(of value: JSONValue, layout: Layout = .readable) -> String {
        String(decoding: bytes(of: value, layout: layout), as: UTF8.self)
    }

    private mutating func write(_ value: JSONValue, depth: Int) {
        switch value {
        case .object(let members): write(members, depth: depth)
        case .array(let elements): write(elements, depth: depth)
        case .string(let text): write(quoted: text)
        case .integer(let number): put("\(number)")
        case .number(let number): write(number)
        case .bool(let flag): put(flag ? "true" : "false")
        case .null: put("null")
        }
    }

    private mutating func write(_ members: [String: JSONValue], depth: Int) {
        let sorted = members.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        put("{")
        for (position, member) in sorted.enumerated() {
            if position > 0 { put(",") }
            breakLine(depth: depth + 1)
            write(quoted: member.key)
            put(layout == .readable ? ": " : ":")
            write(member.value, depth: depth + 1)
        }
        if !sorted.isEmpty { breakLine(depth: depth) }
        put("}")
    }

    private mutating func write(_ elements: [JSONValue], depth: Int) {
        let onOneLine = elements.allSatisfy(\.isNumber)
        put("[")
        for (position, element) in elements.enumerated() {
            if position > 0 { put(onOneLine && layout == .readable ? ", " : ",") }
            if !onOneLine { breakLine(depth: depth + 1) }
            write(element, depth: depth + 1)
        }
        if !onOneLine { breakLine(depth: depth) }
        put("]")
    }

    private mutating func write(_ number: Double) {
        switch JSONValue(number) {
        case .integer(let whole): put("\(whole)")
        default: put(number.isFinite ? "\(number)" : "null")
        }
    }

    private mutating func write(quoted text: String) {
        put("\"")
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""): put("\\\"")
            case UInt8(ascii: "\\"): put("\\\\")
            case 0x08: put("\\b")
            case 0x09: put("\\t")
            case 0x0A: put("\\n")
            case 0x0C: put("\\f")
            case 0x0D: put("\\r")
            case 0..<0x20: put(byte < 0x10 ? "\\u000" : "\\u00", String(byte, radix: 16))
            default: output.append(byte)
            }
        }
        put("\"")
    }

    private mutating func breakLine(depth: Int) {
        guard layout == .readable else { return }
        output.append(UInt8(ascii: "\n"))
        output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: 2 * depth))
    }

    private mutating func put(_ texts: String...) {
        for text in texts { output.append(contentsOf: text.utf8) }
    }
}

extension JSONValue {
    fileprivate var isNumber: Bool {
        switch self {
        case .integer, .number: true
        default: false
        }
    }
}
