import EdgePlatform
import Testing

@Suite struct MemoryTreeTests {
    private func tree(_ nodes: [(String, MemoryTree.Node)]) -> FileTree {
        var memory = MemoryTree()
        for (path, node) in nodes { memory.insert(node, at: path) }
        return FileTree(memory: memory, name: "test")
    }

    @Test func `follows links within the tree`() throws {
        let tree = tree([
            ("a/b/file", .file([65])), ("a/link", .link(target: "b")), ("c", .link(target: "/a/link/file")),
        ])
        #expect(try tree.text(at: "c") == "A")
    }

    @Test func `a link that climbs out of the root stays in it`() throws {
        let tree = tree([("etc/passwd", .file([66])), ("x/out", .link(target: "../../../../etc/passwd"))])
        #expect(try tree.text(at: "x/out") == "B")
    }

    @Test func `a circle of links is a typed error`() {
        let tree = tree([("a", .link(target: "b")), ("b", .link(target: "a"))])
        #expect(throws: FileTreeError.linkLoop(path: "a")) { try tree.bytes(at: "a") }
    }

    @Test func `a member that climbs out is refused`() {
        var memory = MemoryTree()
        #expect(memory.insert(.file([]), at: "../evil") == false)
    }

    @Test func `names are sorted by number`() throws {
        let tree = tree([("cpu10", .folder), ("cpu9", .folder), ("cpu1", .folder)])
        #expect(try tree.names(in: "") == ["cpu1", "cpu9", "cpu10"])
    }

    @Test func `numbers of any length and leading zeros keep their order`() throws {
        let names = ["2", "02", "10", "a", "a1b2", "a1b10", "a10b1", "-1", String(repeating: "9", count: 100)]
        let sorted = try tree(names.map { ($0, .folder) }).names(in: "")
        #expect(sorted == ["-1", "02", "2", "10", String(repeating: "9", count: 100), "a", "a1b2", "a1b10", "a10b1"])
    }

    @Test func `a folder holds 65,536 names and no more`() throws {
        var memory = MemoryTree()
        for index in 0..<65_536 { memory.insert(.file([]), at: "sys/cpu\(index)") }
        let isFurtherTaken = memory.insert(.file([]), at: "sys/cpu65536")
        let isKnownTaken = memory.insert(.file([1]), at: "sys/cpu65535")
        #expect(!isFurtherTaken)
        #expect(isKnownTaken)
        let names = try FileTree(memory: memory, name: "wide").names(in: "sys")
        #expect(names.count == 65_536)
        #expect(names[10] == "cpu10")
        #expect(names.last == "cpu65535")
    }

    @Test func `a subtree has its own root`() throws {
        var memory = MemoryTree()
        memory.insert(.file([65]), at: "machine/etc/a")
        memory.insert(.link(target: "/etc/a"), at: "machine/etc/b")
        memory.insert(.file([66]), at: "etc/a")
        let tree = FileTree(memory: memory.subtree(at: "machine"), name: "subtree")
        #expect(try tree.text(at: "etc/b") == "A")
        #expect(try tree.text(at: "../../etc/a") == "A")
        #expect(try FileTree(memory: memory.subtree(at: "none"), name: "none").names(in: "") == [])
    }
}
