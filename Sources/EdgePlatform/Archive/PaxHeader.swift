/// What an extended header says of the member after it: records of the form `length key=value` and a line feed.
struct PaxHeader {
    var path: String?
    var linkTarget: String?
    var bytes: Int?
    var isSparse = false
    /// A record was not understood; those before it hold.
    var isDamaged = false

    init(_ content: [UInt8]) {
        var rest = content[...]
        while !rest.isEmpty {
            // Zeros fill up what some writers leave over.
            if rest.first == 0, rest.allSatisfy({ $0 == 0 }) { return }
            guard let record = Self.record(at: &rest) else {
                isDamaged = true
                return
            }
            guard let equals = record.firstIndex(of: 61) else {
                isDamaged = true
                return
            }
            take(
                key: String(decoding: record[..<equals], as: UTF8.self),
                value: String(decoding: record[(equals + 1)...], as: UTF8.self))
        }
    }

    private mutating func take(key: String, value: String) {
        switch key {
        case "path": path = value
        case "linkpath": linkTarget = value
        case "size":
            if let size = Int(value), size >= 0 { bytes = size } else { isDamaged = true }
        case _ where key.hasPrefix("GNU.sparse."): isSparse = true
        default: break
        }
    }

    /// Takes one record off `rest` and gives `key=value`; nil if its length is none or leads past the end.
    private static func record(at rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        // A length has few digits: the content is capped long before.
        let digits = rest.prefix(9).prefix { $0 >= 48 && $0 <= 57 }
        let length = digits.reduce(0) { $0 * 10 + Int($1 - 48) }
        guard length > digits.count + 1, length <= rest.count else { return nil }
        let record = rest.prefix(length)
        guard record[digits.endIndex] == 32, record.last == 10 else { return nil }
        rest = rest.dropFirst(length)
        return record[(digits.endIndex + 1)...].dropLast()
    }
}
