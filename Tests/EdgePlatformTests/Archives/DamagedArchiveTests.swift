import EdgePlatform
import EdgeRecords
import Testing

/// Archives that end early, lie about their size, or are none.
@Suite struct DamagedArchiveTests {
    private static let whole = TarBuilder.build {
        $0.file("etc/a", [UInt8](repeating: 65, count: 700))
        $0.pax(TarBuilder.record("path", "etc/b"))
        $0.file("x", "b")
        $0.header("etc/c", type: "2", link: "a")
    }

    private func names(_ tree: FileTree) -> [String] { (try? tree.names(in: "etc")) ?? [] }

    @Test func `cut at every block, what was read before stays`() throws {
        // a: header and two blocks; b: two blocks of pax, header, one block; c: header.
        let complete = [3: ["a"], 7: ["a", "b"], 8: ["a", "b", "c"]]
        var expected: [String] = []
        for blocks in 0..<9 {
            expected = complete[blocks] ?? expected
            for extra in [0, 1, 511] {
                let bytes = Array(Self.whole.prefix(blocks * 512 + extra))
                if expected.isEmpty {
                    #expect(throws: ArchiveError.self) { try Archive.tree(from: bytes, named: "cut") }
                } else {
                    let tree = try Archive.tree(from: bytes, named: "cut")
                    #expect(names(tree) == expected)
                    #expect(tree.openingWarnings.map(\.why) == ["it is cut off"])
                }
            }
        }
    }

    @Test(arguments: [Compression.gzip, .zstd])
    func `packed and cut anywhere, it never fails in another way`(compression: Compression) throws {
        let packed = try #require(compression.pack(Self.whole))
        #expect(names(try Archive.tree(from: packed, named: "packed")) == ["a", "b", "c"])
        for length in 0..<packed.count {
            guard let tree = try? Archive.tree(from: Array(packed.prefix(length)), named: "cut") else { continue }
            #expect(!tree.openingWarnings.isEmpty, "\(length) of \(packed.count)")
        }
        let half = Array(packed.prefix(packed.count / 10))
        #expect(throws: ArchiveError.damaged(path: "cut")) { try Archive.tree(from: half, named: "cut") }
    }

    @Test(arguments: [Compression.gzip, .zstd])
    func `a flipped bit anywhere is a warning, an error or harmless`(compression: Compression) throws {
        let packed = try #require(compression.pack(Self.whole))
        for index in packed.indices {
            var bytes = packed
            bytes[index] ^= 0x10
            _ = try? Archive.tree(from: bytes, named: "flipped")
        }
        var bytes = packed
        bytes[packed.count - 1] ^= 1
        if compression == .gzip {
            let tree = try Archive.tree(from: bytes, named: "flipped")
            #expect(tree.openingWarnings.map(\.why) == ["its packed content is damaged"])
        }
    }

    @Test func `a wrong checksum ends the reading`() throws {
        let bytes = TarBuilder.build {
            $0.file("etc/a", "x")
            $0.header("etc/b", overrides: TarBuilder.Overrides(checksumOffset: 1))
            $0.file("etc/c", "y")
        }
        let tree = try Archive.tree(from: bytes, named: "damaged")
        #expect(names(tree) == ["a"])
        #expect(tree.openingWarnings.map(\.why) == ["a header's checksum or size is wrong"])
    }

    @Test(arguments: [
        [0xFF] + [UInt8](repeating: 0xFF, count: 11), [0x80] + [UInt8](repeating: 0xFF, count: 11),
        Array("-0000000001\0".utf8), Array("9\0".utf8),
    ])
    func `a size that is no size ends the reading`(field: [UInt8]) throws {
        let bytes = TarBuilder.build {
            $0.file("etc/a", "x")
            $0.header("etc/b", overrides: TarBuilder.Overrides(sizeField: field))
        }
        let tree = try Archive.tree(from: bytes, named: "damaged")
        #expect(names(tree) == ["a"])
        #expect(tree.openingWarnings.map(\.why) == ["a header's checksum or size is wrong"])
    }

    @Test(arguments: [
        Array("77777777777\0".utf8), [0x80, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0, 0],
        [0x80, 0, 0, 0, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
    ])
    func `gigabytes that are declared are not allocated`(field: [UInt8]) throws {
        let bytes = TarBuilder.build {
            $0.file("etc/a", "x")
            $0.header("etc/b", overrides: TarBuilder.Overrides(sizeField: field))
            $0.content([1, 2, 3])
        }
        let tree = try Archive.tree(from: bytes, named: "lying")
        #expect(names(tree) == ["a"])
        #expect(tree.openingWarnings.map(\.why) == ["it is cut off"])
    }

    @Test func `an archive without members is empty`() {
        let zeros = [UInt8](repeating: 0, count: 10_240)
        #expect(throws: ArchiveError.empty(path: "empty")) { try Archive.tree(from: zeros, named: "empty") }
    }

    @Test(arguments: [
        ("", "an empty file"), ("{\"schema\": 1}", "JSON text"), ("BZh91AY", "bzip2 data"),
        ("PK\u{3}\u{4}", "a zip archive"),
        ("processor : 0\n", "plain text"), ("\u{1}\u{2}\u{3}", "data of another kind"),
        (String(repeating: "plain words ", count: 400), "plain text"),
    ])
    func `what is no archive is named`(content: String, looksLike: String) {
        #expect(throws: ArchiveError.notAnArchive(path: "x", looksLike: looksLike)) {
            try Archive.tree(from: Array(content.utf8), named: "x")
        }
    }

    @Test func `packed content that is no tar is named`() throws {
        let packed = try #require(Compression.gzip.pack(Array(String(repeating: "text", count: 500).utf8)))
        #expect(throws: ArchiveError.notAnArchive(path: "x", looksLike: "gzip data that holds no tar archive")) {
            try Archive.tree(from: packed, named: "x")
        }
    }
}
