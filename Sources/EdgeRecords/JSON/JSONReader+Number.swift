extension JSONReader {
    /// Reads a number by the grammar of RFC 8259: no leading zero or plus, digits on both sides of a point.
    mutating func readNumber() throws(JSONError) -> JSONValue {
        let start = offset
        var digits = Digits()
        if peek == UInt8(ascii: "-") {
            digits.isNegative = true
            offset += 1
        }
        if peek == UInt8(ascii: "0") {
            digits.count = 1
            offset += 1
        } else {
            try read(&digits)
        }
        var isWhole = true
        if peek == UInt8(ascii: ".") {
            isWhole = false
            offset += 1
            let before = digits.count
            try read(&digits)
            digits.decimals = digits.count - before
        }
        if let byte = peek, byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E") {
            isWhole = false
            digits.hasExponent = true
            offset += 1
            if let sign = peek, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") { offset += 1 }
            var exponent = Digits()
            try read(&exponent)
        }
        guard offset - start <= limits.numberBytes else {
            throw .numberTooLong(limitBytes: limits.numberBytes, at: position(of: start))
        }
        if isWhole, let whole = digits.whole { return .integer(whole) }
        if let number = digits.fraction { return JSONValue(number) }
        let text = String(decoding: input[start..<offset], as: UTF8.self)
        if isWhole, let whole = Int(text) { return .integer(whole) }
        guard let number = Double(text), number.isFinite else { throw .numberOutOfRange(at: position(of: start)) }
        return JSONValue(number)
    }

    private mutating func read(_ digits: inout Digits) throws(JSONError) {
        let start = offset
        while let byte = peek, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
            digits.value = digits.value &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
            offset += 1
        }
        digits.count += offset - start
        guard offset > start else { throw unexpected("a digit") }
    }
}

/// The digits of a number so far; profiles hold millions of short ones.
private struct Digits {
    var isNegative = false
    /// Of all digits, without the point; meaningless of more than 18 of them.
    var value: UInt64 = 0
    var count = 0
    var decimals = 0
    var hasExponent = false

    var whole: Int? {
        guard count <= 18 else { return nil }
        return isNegative ? -Int(value) : Int(value)
    }

    /// Nil where one division would not round as the whole text has to.
    var fraction: Double? {
        guard !hasExponent, count <= 15, decimals < Self.powers.count else { return nil }
        let magnitude = Double(value) / Self.powers[decimals]
        return isNegative ? -magnitude : magnitude
    }

    /// Both these and whole numbers of 15 digits are exact, so that the quotient is rounded once, and rightly.
    private static let powers: [Double] = [
        1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
    ]
}
