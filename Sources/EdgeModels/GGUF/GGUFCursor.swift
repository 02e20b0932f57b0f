import EdgePlatform
import EdgeRecords

/// Goes through the description at the start of a GGUF file, and never beyond what is there.
struct GGUFCursor {
    private let bytes: [UInt8]
    private let file: String
    private(set) var place: Int

    static let textLimitBytes = 1 << 24
    /// More elements than any vocabulary has.
    static let listLimit = 1 << 22
    /// Of lists whose numbers are kept: one for each layer, say.
    private static let keptCount = 1024

    init(_ bytes: [UInt8], from place: Int, named file: String) {
        (self.bytes, self.place, self.file) = (bytes, place, file)
    }

    mutating func number<Number: FixedWidthInteger & UnsignedInteger>(
        _ type: Number.Type, _ part: String
    ) throws(InputError) -> Number {
        guard let value = bytes.littleEndian(type, at: place) else {
            throw .truncated(.gguf, file: file, place: part)
        }
        place += Number.bitWidth / 8
        return value
    }

    /// A count or a length, which no file of ours lets grow beyond the limit.
    mutating func count(_ part: String, limit: Int) throws(InputError) -> Int {
        let value = try number(UInt64.self, part)
        guard value <= UInt64(limit) else {
            throw .tooLarge(.gguf, file: file, place: part, limit: "\(limit)")
        }
        return Int(value)
    }

    mutating func text(_ part: String, limit: Int = textLimitBytes) throws(InputError) -> String {
        let length = try count(part, limit: limit)
        guard length <= bytes.count - place else { throw .truncated(.gguf, file: file, place: part) }
        defer { place += length }
        return String(decoding: bytes[place..<place + length], as: UTF8.self)
    }

    private mutating func skip(_ count: Int, _ part: String) throws(InputError) {
        guard count <= bytes.count - place else { throw .truncated(.gguf, file: file, place: part) }
        place += count
    }

    mutating func value(_ key: String) throws(InputError) -> GGUFValue {
        let type = try number(UInt32.self, key)
        guard type == 9 else { return try single(type, key) }
        let element = try number(UInt32.self, key)
        let count = try count(key, limit: Self.listLimit)
        if element == 8 {
            for _ in 0..<count { try skip(try self.count(key, limit: Self.textLimitBytes), key) }
            return .list(count: count, integers: [])
        }
        guard let width = Self.width(of: element) else { throw strange(element, key) }
        guard count <= Self.keptCount else {
            try skip(count * width, key)
            return .list(count: count, integers: [])
        }
        var integers: [Int] = []
        for _ in 0..<count {
            if let integer = try single(element, key).integer { integers.append(integer) }
        }
        return .list(count: count, integers: integers)
    }

    private mutating func single(_ type: UInt32, _ key: String) throws(InputError) -> GGUFValue {
        switch type {
        case 0: return .integer(Int(try number(UInt8.self, key)))
        case 1: return .integer(Int(Int8(bitPattern: try number(UInt8.self, key))))
        case 2: return .integer(Int(try number(UInt16.self, key)))
        case 3: return .integer(Int(Int16(bitPattern: try number(UInt16.self, key))))
        case 4: return .integer(Int(try number(UInt32.self, key)))
        case 5: return .integer(Int(Int32(bitPattern: try number(UInt32.self, key))))
        case 6: return .real(Double(Float(bitPattern: try number(UInt32.self, key))))
        case 7: return .truth(try number(UInt8.self, key) != 0)
        case 8: return .text(try text(key))
        case 10: return .integer(Int(clamping: try number(UInt64.self, key)))
        case 11: return .integer(Int(Int64(bitPattern: try number(UInt64.self, key))))
        case 12: return .real(Double(bitPattern: try number(UInt64.self, key)))
        default: throw strange(type, key)
        }
    }

    /// Of one element in a list; nil for lists in lists, which no description has.
    private static func width(of type: UInt32) -> Int? {
        switch type {
        case 0, 1, 7: 1
        case 2, 3: 2
        case 4, 5, 6: 4
        case 10, 11, 12: 8
        default: nil
        }
    }

    private func strange(_ type: UInt32, _ key: String) -> InputError {
        .unsupported(.gguf, file: file, place: key, feature: "a value of the type \(type)")
    }
}
