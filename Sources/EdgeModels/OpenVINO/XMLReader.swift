/// Takes elements out of a text in XML, as far as descriptions of networks use it: no document types, no entities but
/// the five that there always are, and characters by their numbers.
struct XMLReader {
    enum Event {
        case start(name: String, attributes: [String: String])
        case end(name: String)
        /// What stands between, without the blanks around it.
        case text(String)
    }

    enum Fault: Error, Equatable {
        case badElement, badText, tooDeep, tooMany
    }

    /// What is refused before memory is spent on it.
    static let depthAtMost = 128
    static let attributesAtMost = 256
    static let textBytesAtMost = 1 << 16

    private let bytes: [UInt8]
    private(set) var offset = 0
    private var open: [String] = []
    /// Of an element that ended where it began.
    private var owed: String?

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Nil at the end.
    mutating func next() throws(Fault) -> Event? {
        if let name = owed {
            owed = nil
            return .end(name: name)
        }
        while offset < bytes.count {
            if bytes[offset] != UInt8(ascii: "<") {
                let words = try text(until: UInt8(ascii: "<"))
                if !words.isEmpty, !open.isEmpty { return .text(words) }
            } else if starts(with: "<?") {
                try skip(past: "?>")
            } else if starts(with: "<!--") {
                try skip(past: "-->")
            } else if starts(with: "</") {
                return try end()
            } else {
                return try start()
            }
        }
        guard open.isEmpty else { throw .badElement }
        return nil
    }

    private mutating func end() throws(Fault) -> Event {
        offset += 2
        let name = try word()
        skipBlanks()
        guard take(UInt8(ascii: ">")), open.popLast() == name else { throw .badElement }
        return .end(name: name)
    }

    private mutating func start() throws(Fault) -> Event {
        offset += 1
        let name = try word()
        var attributes: [String: String] = [:]
        while true {
            skipBlanks()
            if take(UInt8(ascii: ">")) {
                guard open.count < Self.depthAtMost else { throw .tooDeep }
                open.append(name)
                return .start(name: name, attributes: attributes)
            }
            if take(UInt8(ascii: "/")) {
                guard take(UInt8(ascii: ">")) else { throw .badElement }
                owed = name
                return .start(name: name, attributes: attributes)
            }
            guard attributes.count < Self.attributesAtMost else { throw .tooMany }
            let key = try word()
            skipBlanks()
            guard take(UInt8(ascii: "=")) else { throw .badElement }
            skipBlanks()
            guard offset < bytes.count, [UInt8(ascii: "\""), UInt8(ascii: "'")].contains(bytes[offset]) else {
                throw .badElement
            }
            let quote = bytes[offset]
            offset += 1
            attributes[key] = try text(until: quote)
            guard take(quote) else { throw .badElement }
        }
    }

    private mutating func word() throws(Fault) -> String {
        let from = offset
        while offset < bytes.count, !Self.blanks.contains(bytes[offset]), !Self.marks.contains(bytes[offset]) {
            offset += 1
        }
        guard offset > from, offset - from <= Self.textBytesAtMost else { throw .badElement }
        return try decoded(bytes[from..<offset])
    }

    private mutating func text(until mark: UInt8) throws(Fault) -> String {
        var from = offset
        while offset < bytes.count, bytes[offset] != mark { offset += 1 }
        var until = offset
        while from < until, Self.blanks.contains(bytes[from]) { from += 1 }
        while from < until, Self.blanks.contains(bytes[until - 1]) { until -= 1 }
        guard until - from <= Self.textBytesAtMost else { throw .tooMany }
        return try decoded(bytes[from..<until])
    }

    private func decoded(_ part: ArraySlice<UInt8>) throws(Fault) -> String {
        guard let text = String(validating: part, as: UTF8.self) else { throw .badText }
        guard part.contains(UInt8(ascii: "&")) else { return text }
        var plain = ""
        var rest = text[...]
        while let mark = rest.firstIndex(of: "&") {
            plain += rest[..<mark]
            rest = rest[mark...]
            guard let end = rest.firstIndex(of: ";"), let meant = Self.meaning(of: rest[..<end].dropFirst()) else {
                throw .badText
            }
            plain += meant
            rest = rest[end...].dropFirst()
        }
        return plain + rest
    }

    private static let entities = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]

    /// A name that there always is, or a character's number: `#10`, `#x0a`.
    private static func meaning(of entity: Substring) -> String? {
        if let known = entities[String(entity)] { return known }
        guard entity.hasPrefix("#"), entity.utf8.count <= 9 else { return nil }
        let digits = entity.dropFirst()
        let number = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
        return number.flatMap { Unicode.Scalar($0) }.map { String($0) }
    }
    private static let blanks: Set<UInt8> = [0x20, 0x09, 0x0a, 0x0d]
    private static let marks = Set("<>/='\"".utf8)

    private mutating func skipBlanks() {
        while offset < bytes.count, Self.blanks.contains(bytes[offset]) { offset += 1 }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    private func starts(with mark: String) -> Bool { bytes[offset...].starts(with: mark.utf8) }

    private mutating func skip(past mark: String) throws(Fault) {
        while offset < bytes.count {
            if starts(with: mark) {
                offset += mark.utf8.count
                return
            }
            offset += 1
        }
        throw .badElement
    }
}
