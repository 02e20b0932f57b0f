extension JSONReader {
    /// Reads a number by the grammar of RFC 8259: no leading zero or plus, digits on both sides of a point.
    mutating func readNumber() throws(JSONError) -> JSONValue {
        let start = offset
        if peek == UInt8(ascii: "-") { offset += 1 }
        if peek == UInt8(ascii: "0") {
            offset += 1
        } else {
            try readDigits()
        }
        var isWhole = true
        if peek == UInt8(ascii: ".") {
            isWhole = false
            offset += 1
            try readDigits()
        }
        if let byte = peek, byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            isWhole = false
            offset += 1
            if let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { offset += 1 }
            try readDigits()
        }
        guard offset - start <= limits.numberBytes else {
            throw .numberTooLong(limitBytes: limits.numberBytes, at: position(of: start))
        }
        let text = String(decoding: input[start..<offset], as: UTF8.self)
        if isWhole, let whole = Int(text) { return .integer(whole) }
        guard let number = Double(text), number.isFinite else { throw .numberOutOfRange(at: position(of: start)) }
        return JSONValue(number)
    }

    private mutating func readDigits() throws(JSONError) {
        let start = offset
        while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { offset += 1 }
        guard offset > start else { throw unexpected("a digit") }
    }
}
