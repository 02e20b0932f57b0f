extension TarHeader {
    /// A ustar header without time, owner or names; a path longer than its field is cut.
    static func block(path: String, type: Unicode.Scalar, mode: Int, size: Int, link: String) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: blockBytes)
        put(path.utf8.prefix(100), at: 0, in: &block)
        put(octal(mode, digits: 7).utf8, at: 100, in: &block)
        put(octal(0, digits: 7).utf8, at: 108, in: &block)
        put(octal(0, digits: 7).utf8, at: 116, in: &block)
        put(octal(size, digits: 11).utf8, at: 124, in: &block)
        put(octal(0, digits: 11).utf8, at: 136, in: &block)
        put("        ".utf8, at: 148, in: &block)
        put(String(type).utf8, at: 156, in: &block)
        put(link.utf8.prefix(100), at: 157, in: &block)
        put("ustar\0".utf8, at: 257, in: &block)
        put("00".utf8, at: 263, in: &block)
        let sum = block.reduce(0) { $0 + Int($1) }
        put(octal(sum, digits: 6).utf8, at: 148, in: &block)
        block[154] = 0
        return block
    }

    private static func put(_ text: some Sequence<UInt8>, at offset: Int, in block: inout [UInt8]) {
        var index = offset
        for byte in text {
            block[index] = byte
            index += 1
        }
    }

    private static func octal(_ value: Int, digits: Int) -> String {
        let text = String(value, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.utf8.count)) + text
    }
}
