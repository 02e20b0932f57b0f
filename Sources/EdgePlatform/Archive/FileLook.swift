/// Names what a file seems to be when it is not what was hoped for.
enum FileLook {
    private static let signatures: [(start: [UInt8], words: String)] = [
        ([0x1F, 0x8B], "gzip data that holds no tar archive"),
        ([0x28, 0xB5, 0x2F, 0xFD], "zstd data that holds no tar archive"),
        ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "xz data"),
        (Array("BZh".utf8), "bzip2 data"),
        (Array("PK".utf8), "a zip archive"),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
        ([0x04, 0x22, 0x4D, 0x18], "lz4 data"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        (Array("{".utf8), "JSON text"),
        (Array("<".utf8), "XML or HTML text"),
    ]

    static func words(for firstBytes: [UInt8]) -> String {
        if firstBytes.isEmpty { return "an empty file" }
        if let known = signatures.first(where: { firstBytes.starts(with: $0.start) }) { return known.words }
        if firstBytes.allSatisfy({ $0 >= 32 && $0 < 127 || $0 == 9 || $0 == 10 || $0 == 13 }) { return "plain text" }
        return "data of another kind"
    }
}
