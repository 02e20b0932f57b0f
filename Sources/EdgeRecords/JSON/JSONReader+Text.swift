/// Keys that were read lately: a record has few of them, thousands of times.
struct RecentKeys {
    private var entries: [(range: Range<Int>, text: String)?] = Array(repeating: nil, count: 256)

    /// The same bytes, if they stood at another place of the input.
    func text(at range: Range<Int>, hash: Int, in input: [UInt8]) -> String? {
        guard let entry = entries[hash & 255], entry.range.count == range.count else { return nil }
        for place in range where input[place] != input[entry.range.lowerBound + place - range.lowerBound] {
            return nil
        }
        return entry.text
    }

    mutating func keep(_ text: String, at range: Range<Int>, hash: Int) { entries[hash & 255] = (range, text) }
}

extension JSONReader {
    /// Reads a text from its opening quote on.
    ///
    /// - Parameter keyLimit: the most bytes that a key may have; nil for a value, which the whole text's cap bounds.
    mutating func readText(keyLimit: Int? = nil) throws(JSONError) -> String {
        let start = offset
        offset += 1
        if let plain = try readPlainText(start: start, keyLimit: keyLimit) { return plain }
        offset = start + 1
        var bytes: [UInt8] = []
        while true {
            let runStart = offset
            while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 { offset += 1 }
            bytes.append(contentsOf: input[runStart..<offset])
            if let keyLimit, bytes.count > keyLimit {
                throw .keyTooLong(limitBytes: keyLimit, at: position(of: start))
            }
            switch peek {
            case UInt8(ascii: "\""):
                offset += 1
                guard let text = String(validating: bytes, as: UTF8.self) else {
                    throw .invalidUTF8(at: position(of: start))
                }
                return text
            case UInt8(ascii: "\\"): bytes.append(contentsOf: String(try readEscape()).utf8)
            case let byte?: throw .controlCharacter(byte: byte, at: position)
            case nil: throw .truncated(at: position)
            }
        }
    }

    /// The rest of a text without any escape, as nearly all are; nil for others.
    private mutating func readPlainText(start: Int, keyLimit: Int?) throws(JSONError) -> String? {
        let first = offset
        var hash = 0
        while let byte = peek, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\"), byte >= 0x20 {
            hash = hash &* 31 &+ Int(byte)
            offset += 1
        }
        guard peek == UInt8(ascii: "\"") else { return nil }
        let range = first..<offset
        if let keyLimit {
            guard range.count <= keyLimit else {
                throw .keyTooLong(limitBytes: keyLimit, at: position(of: start))
            }
            if let known = keys.text(at: range, hash: hash, in: input) {
                offset += 1
                return known
            }
        }
        guard let text = String(validating: input[range], as: UTF8.self) else {
            throw .invalidUTF8(at: position(of: start))
        }
        if keyLimit != nil { keys.keep(text, at: range, hash: hash) }
        offset += 1
        return text
    }

    private mutating func readEscape() throws(JSONError) -> Unicode.Scalar {
        let start = offset
        offset += 1
        guard let letter = peek else { throw .truncated(at: position) }
        offset += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{C}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try readUnicodeEscape(start: start)
        default: throw .badEscape(at: position(of: start))
        }
    }

    /// The four digits after `\u`, and the second half of a pair where they are the first.
    private mutating func readUnicodeEscape(start: Int) throws(JSONError) -> Unicode.Scalar {
        let first = try readHexDigits(start: start)
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard first < 0xDC00 else { throw .loneSurrogate(at: position(of: start)) }
        guard let backslash = peek else { throw .truncated(at: position) }
        guard backslash == UInt8(ascii: "\\") else { throw .loneSurrogate(at: position(of: start)) }
        offset += 1
        guard let letter = peek else { throw .truncated(at: position) }
        guard letter == UInt8(ascii: "u") else { throw .loneSurrogate(at: position(of: start)) }
        offset += 1
        let second = try readHexDigits(start: offset - 2)
        guard (0xDC00...0xDFFF).contains(second),
            let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
        else { throw .loneSurrogate(at: position(of: start)) }
        return scalar
    }

    private mutating func readHexDigits(start: Int) throws(JSONError) -> UInt32 {
        var code: UInt32 = 0
        for _ in 0..<4 {
            guard let byte = peek else { throw .truncated(at: position) }
            let digit: UInt8
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): digit = byte - UInt8(ascii: "0")
            case UInt8(ascii: "a")...UInt8(ascii: "f"): digit = byte - UInt8(ascii: "a") + 10
            case UInt8(ascii: "A")...UInt8(ascii: "F"): digit = byte - UInt8(ascii: "A") + 10
            default: throw .badEscape(at: position(of: start))
            }
            code = code << 4 | UInt32(digit)
            offset += 1
        }
        return code
    }
}
