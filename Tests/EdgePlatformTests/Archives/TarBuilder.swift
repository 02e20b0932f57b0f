/// Writes tar archives block by block, right or wrong on purpose; a writer of its own, so that the reader is not
/// only tested against ours.
struct TarBuilder {
    private(set) var bytes: [UInt8] = []

    struct Overrides {
        var sizeField: [UInt8]?
        var magic: [UInt8] = Array("ustar\u{0}00".utf8)
        var prefix = ""
        var checksumOffset = 0
        var signedChecksum = false
        var hasMoreMaps = false
    }

    /// A header without content.
    mutating func header(
        _ path: String, type: Character = "0", size: Int = 0, link: String = "", overrides: Overrides = Overrides()
    ) {
        var block = [UInt8](repeating: 0, count: 512)
        func put(_ content: some Sequence<UInt8>, at offset: Int) {
            for (index, byte) in content.enumerated() { block[offset + index] = byte }
        }
        put(Array(path.utf8).prefix(100), at: 0)
        put("0000644\u{0}0000000\u{0}0000000\u{0}".utf8, at: 100)
        put(overrides.sizeField ?? Self.octal(size, digits: 11), at: 124)
        put("00000000000\u{0}        ".utf8, at: 136)
        put(String(type).utf8, at: 156)
        put(Array(link.utf8).prefix(100), at: 157)
        put(overrides.magic, at: 257)
        put(overrides.prefix.utf8, at: 345)
        if overrides.hasMoreMaps { block[482] = 1 }
        let sum =
            overrides.signedChecksum
            ? block.reduce(0) { $0 + Int(Int8(bitPattern: $1)) } : block.reduce(0) { $0 + Int($1) }
        put(Self.octal(sum + overrides.checksumOffset, digits: 6) + [0, 32], at: 148)
        bytes += block
    }

    private static func octal(_ value: Int, digits: Int) -> [UInt8] {
        let text = String(value, radix: 8)
        return Array((String(repeating: "0", count: max(0, digits - text.count)) + text).utf8)
    }

    /// Content of a member, filled up to whole blocks.
    mutating func content(_ content: [UInt8]) {
        bytes += content
        bytes += [UInt8](repeating: 0, count: -content.count & 511)
    }

    mutating func file(_ path: String, _ text: String) { file(path, Array(text.utf8)) }

    mutating func file(_ path: String, _ content: [UInt8]) {
        header(path, size: content.count)
        self.content(content)
    }

    /// An extended header of raw records.
    mutating func pax(_ records: String, type: Character = "x") {
        header("PaxHeaders/x", type: type, size: records.utf8.count)
        content(Array(records.utf8))
    }

    /// One record with its right length.
    static func record(_ key: String, _ value: String) -> String {
        let rest = " \(key)=\(value)\n"
        var length = rest.utf8.count
        while "\(length)".utf8.count + rest.utf8.count != length { length += 1 }
        return "\(length)\(rest)"
    }

    mutating func gnuLong(_ text: String, type: Character) {
        header("././@LongLink", type: type, size: text.utf8.count + 1)
        content(Array(text.utf8) + [0])
    }

    /// The archive with its end mark.
    var ended: [UInt8] { bytes + [UInt8](repeating: 0, count: 1024) }

    static func build(_ body: (inout TarBuilder) -> Void) -> [UInt8] {
        var builder = TarBuilder()
        body(&builder)
        return builder.ended
    }
}
