import EdgePlatform
import EdgeTestSupport
import Testing

@Suite struct ArchiveWriterTests {
    private static let long = String(repeating: "abcdefghi/", count: 20)
    private static let members: [(path: String, node: MemoryTree.Node)] = [
        ("sys/folder", .folder), ("proc/cpuinfo", .file(Array("processor : 0\n".utf8))), ("etc/empty", .file([])),
        ("etc/block", .file([UInt8](repeating: 7, count: 512))), ("etc/link", .link(target: "../proc/cpuinfo")),
        ("dev/pipe", .other), (long + "file", .file([1, 2, 3])), ("etc/far", .link(target: long + "file")),
        ("etc/sch\u{f6}n", .file([65])), ("etc/hundred" + String(repeating: "x", count: 89), .folder),
    ]

    @Test(arguments: ["m.tar", "m.tar.gz", "m.tgz", "m.tar.zst", "m.tzst"])
    func `what is written is read again`(name: String) throws {
        let folder = TemporaryFolder()
        try ArchiveWriter.write(Self.members, to: folder.path(of: name))
        let tree = try FileTree.open(folder.path(of: name))
        #expect(tree.openingWarnings.isEmpty)
        for (path, node) in Self.members {
            switch node {
            case .file(let content): #expect(try tree.bytes(at: path) == content)
            case .link(let target): #expect(tree.linkTarget(of: path) == target)
            case .folder: #expect(try tree.names(in: path) == [])
            case .other: #expect(tree.kind(of: path) == .other)
            case .oversized: break
            }
        }
        #expect(folder.names() == [name])
    }

    @Test func `the same members in another order give the same bytes`() {
        #expect(ArchiveWriter.tar(Self.members) == ArchiveWriter.tar(Self.members.reversed()))
        #expect(ArchiveWriter.tar(Self.members).count % 10_240 == 0)
    }

    @Test func `a gzip archive tells neither time nor name`() throws {
        let folder = TemporaryFolder()
        try ArchiveWriter.write([("etc/a", .file([65]))], to: folder.path(of: "a.tar.gz"))
        let packed = try FileTree(root: folder.path).bytes(at: "a.tar.gz")
        // Flags, four bytes of time.
        #expect(packed[3..<8] == [0, 0, 0, 0, 0])
    }

    @Test func `paths that climb and content that was not kept are left out`() throws {
        let bytes = ArchiveWriter.tar([
            ("../evil", .file([])), ("/etc/./a", .file([65])), ("etc//a", .file([66])),
            ("etc/huge", .oversized(bytes: 9)),
        ])
        let tree = try Archive.tree(from: bytes, named: "a.tar")
        #expect(try tree.names(in: "") == ["etc"])
        #expect(try tree.names(in: "etc") == ["a"])
        #expect(try tree.text(at: "etc/a") == "B")
        #expect(tree.openingWarnings.isEmpty)
    }
}
