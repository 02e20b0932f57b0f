/// One 512-byte header of a tar archive: ustar, GNU or the oldest kind without magic.
struct TarHeader {
    static let blockBytes = 512

    var path: String
    var linkTarget: String
    var bytes: Int
    var type: UInt8
    /// Set in an old GNU sparse header that is followed by further maps.
    var hasMoreMaps: Bool

    /// Reads a block; nil if its checksum does not match or its size is no size.
    init?(_ block: [UInt8]) {
        guard block.count == Self.blockBytes, Self.checksumMatches(block) else { return nil }
        guard let size = Self.number(block[124..<136]) else { return nil }
        bytes = size
        type = block[156]
        linkTarget = Self.text(block[157..<257])
        let isUstar = block[257..<263].elementsEqual("ustar\0".utf8)
        let prefix = isUstar ? Self.text(block[345..<500]) : ""
        let name = Self.text(block[0..<100])
        path = prefix.isEmpty ? name : prefix + "/" + name
        hasMoreMaps = block[482] != 0
    }

    /// Whether the block is all zeros, as at the end of an archive.
    static func isEnd(_ block: [UInt8]) -> Bool { block.first == 0 && block.allSatisfy { $0 == 0 } }

    /// Some old writers added signed bytes; both sums are accepted, as every reader does.
    private static func checksumMatches(_ block: [UInt8]) -> Bool {
        guard let stated = number(block[148..<156]) else { return false }
        // The field itself counts as blanks. An index loop, since this is most of the work of an unoptimized build.
        var unsigned = 8 * 32
        var high = 0
        var index = 0
        while index < blockBytes {
            let byte = block[index]
            unsigned &+= Int(byte)
            high &+= Int(byte >> 7)
            index = index == 147 ? 156 : index &+ 1
        }
        return stated == unsigned || stated == unsigned - 256 * high
    }

    /// Text that ends at the first zero byte or with its field.
    private static func text(_ field: ArraySlice<UInt8>) -> String {
        String(decoding: field.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// An octal number, or GNU's base 256 if the highest bit is set; nil if negative or larger than an Int.
    private static func number(_ field: ArraySlice<UInt8>) -> Int? {
        guard let first = field.first else { return nil }
        if first & 0x80 != 0 {
            guard first & 0x40 == 0 else { return nil }
            return field.dropFirst().reduce(Int(first & 0x3F)) { sum, byte in
                guard let sum else { return nil }
                let (shifted, overflow) = sum.multipliedReportingOverflow(by: 256)
                return overflow ? nil : shifted | Int(byte)
            }
        }
        let digits = field.drop { $0 == 32 || $0 == 0 }.prefix { $0 != 32 && $0 != 0 }
        var value = 0
        for digit in digits {  // At most twelve digits: no overflow.
            guard digit >= 48, digit <= 55 else { return nil }
            value = value << 3 | Int(digit - 48)
        }
        return value
    }
}
