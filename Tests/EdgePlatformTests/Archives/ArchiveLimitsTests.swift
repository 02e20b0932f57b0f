import EdgePlatform
import EdgeRecords
import Testing

@Suite struct ArchiveLimitsTests {
    private func limits(_ change: (inout ArchiveLimits) -> Void) -> ArchiveLimits {
        var limits = ArchiveLimits()
        change(&limits)
        return limits
    }

    @Test(arguments: [Compression.gzip, .zstd])
    func `a bomb is stopped at the limit`(compression: Compression) throws {
        var builder = TarBuilder()
        builder.file("etc/a", "x")
        builder.header("etc/zeros", size: 64 << 20)
        let bytes = builder.bytes + [UInt8](repeating: 0, count: 64 << 20)
        let packed = try #require(compression.pack(bytes))
        #expect(packed.count < 100_000)
        let tree = try Archive.tree(from: packed, named: "bomb", limits: limits { $0.totalBytes = 1 << 20 })
        #expect(try tree.names(in: "etc") == ["a"])
        #expect(
            tree.openingWarnings.map(\.why) == ["it holds more than 1048576 bytes, which no captured machine does"])
    }

    @Test func `a bomb in front of everything is an error`() throws {
        var builder = TarBuilder()
        builder.header("etc/zeros", size: 8 << 20)
        let packed = try #require(Compression.gzip.pack(builder.bytes + [UInt8](repeating: 0, count: 8 << 20)))
        #expect(throws: ArchiveError.tooLarge(path: "bomb", limitBytes: 1 << 20)) {
            try Archive.tree(from: packed, named: "bomb", limits: limits { $0.totalBytes = 1 << 20 })
        }
    }

    @Test func `members past the limit are not read`() throws {
        let bytes = TarBuilder.build { for index in 0..<20 { $0.file("etc/\(index)", "x") } }
        let tree = try Archive.tree(from: bytes, named: "many", limits: limits { $0.members = 10 })
        #expect(try tree.names(in: "etc").count == 10)
        #expect(tree.openingWarnings.map(\.what) == ["many was read up to member 10 only"])
    }

    @Test func `gzip members one after another are one archive`() throws {
        let bytes = TarBuilder.build {
            $0.file("etc/a", "first")
            $0.file("etc/b", [UInt8](repeating: 66, count: 5000))
        }
        for cut in [0, 1, 512, 700, bytes.count] {
            let first = try #require(Compression.gzip.pack(Array(bytes.prefix(cut))))
            let second = try #require(Compression.gzip.pack(Array(bytes.dropFirst(cut))))
            let tree = try Archive.tree(from: first + second + [0, 0, 0], named: "two")
            #expect(try tree.names(in: "etc") == ["a", "b"])
            #expect(tree.openingWarnings.isEmpty)
        }
    }
}
