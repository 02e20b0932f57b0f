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
}
