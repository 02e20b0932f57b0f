import EdgePlatform
import EdgeTestSupport
import Testing

/// Real folders, read as the kernel resolves paths below a root and as we do it by hand for older kernels.
@Suite struct RootFolderTests {
    private static func open(_ folder: TemporaryFolder, _ byHand: Bool) throws -> FileTree {
        try FileTree(root: folder.path, resolvingByHand: byHand)
    }

    @Test(arguments: [false, true])
    func `reads files, folders and links`(byHand: Bool) throws {
        let folder = TemporaryFolder()
        folder.addFolder("etc")
        folder.addFile("etc/a", Array("content".utf8))
        folder.addLink("etc/link", to: "a")
        folder.addLink("absolute", to: "/etc/link")
        let tree = try Self.open(folder, byHand)
        #expect(try tree.text(at: "absolute") == "content")
        #expect(try tree.text(at: "/etc/../etc/./a") == "content")
        #expect(tree.linkTarget(of: "absolute") == "/etc/link")
        #expect(try tree.names(in: "etc") == ["a", "link"])
        #expect(tree.kind(of: "etc/link") == .file)
        #expect(!tree.isLive)
    }

    @Test(arguments: [false, true])
    func `a link out of the root stays in it`(byHand: Bool) throws {
        let folder = TemporaryFolder()
        folder.addFolder("etc")
        folder.addFile("etc/passwd", Array("inside".utf8))
        folder.addLink("etc/up", to: "../../../../../../../../etc/passwd")
        folder.addLink("etc/absolute", to: "/etc/passwd")
        folder.addLink("etc/host", to: "/etc/hostname")
        let tree = try Self.open(folder, byHand)
        #expect(try tree.text(at: "etc/up") == "inside")
        #expect(try tree.text(at: "etc/absolute") == "inside")
        #expect(try tree.text(at: "../../../../etc/passwd") == "inside")
        #expect(throws: FileTreeError.missing(path: "etc/host")) { try tree.bytes(at: "etc/host") }
    }

    @Test(arguments: [false, true])
    func `what is no file is a typed error and never blocks`(byHand: Bool) throws {
        let folder = TemporaryFolder()
        folder.addPipe("pipe")
        folder.addFolder("folder")
        folder.addLink("link", to: "pipe")
        let tree = try Self.open(folder, byHand)
        for path in ["pipe", "folder", "link"] {
            #expect(throws: FileTreeError.notAFile(path: path)) { try tree.bytes(at: path) }
        }
        #expect(throws: FileTreeError.missing(path: "pipe")) { try tree.names(in: "pipe") }
        #expect(tree.kind(of: "pipe") == .other)
    }

    @Test(arguments: [false, true])
    func `links in a circle are a typed error, forty in a row are not`(byHand: Bool) throws {
        let folder = TemporaryFolder()
        folder.addLink("a", to: "b")
        folder.addLink("b", to: "a")
        folder.addFile("step0", [65])
        for index in 1...41 { folder.addLink("step\(index)", to: "step\(index - 1)") }
        let tree = try Self.open(folder, byHand)
        #expect(throws: FileTreeError.linkLoop(path: "a")) { try tree.bytes(at: "a") }
        #expect(try tree.text(at: "step40") == "A")
        #expect(throws: FileTreeError.linkLoop(path: "step41")) { try tree.bytes(at: "step41") }
    }

    @Test(arguments: [false, true])
    func `a file above the limit is refused, however large`(byHand: Bool) throws {
        let folder = TemporaryFolder()
        folder.addFile("huge", sparseBytes: 1 << 30)
        folder.addFile("even", [UInt8](repeating: 1, count: 5000))
        let tree = try Self.open(folder, byHand)
        #expect(throws: FileTreeError.tooLarge(path: "huge", limitBytes: 1 << 20)) { try tree.bytes(at: "huge") }
        #expect(try tree.bytes(at: "even", limitBytes: 5000).count == 5000)
        #expect(throws: FileTreeError.tooLarge(path: "even", limitBytes: 4999)) {
            try tree.bytes(at: "even", limitBytes: 4999)
        }
    }

    @Test func `binary content is kept as bytes and shown with replacement characters`() throws {
        let folder = TemporaryFolder()
        folder.addFile("binary", [0, 255, 65, 0xC3])
        let tree = try FileTree(root: folder.path)
        #expect(try tree.bytes(at: "binary") == [0, 255, 65, 0xC3])
        #expect(try tree.text(at: "binary") == "\0\u{FFFD}A\u{FFFD}")
    }

    @Test(.disabled(if: TemporaryFolder.isPrivileged, "no permission binds this user"), arguments: [false, true])
    func `a file that may not be read is a typed error`(byHand: Bool) throws {
        let folder = TemporaryFolder()
        folder.addFile("secret", [65])
        folder.setMode("secret", 0)
        let tree = try Self.open(folder, byHand)
        #expect(throws: FileTreeError.denied(path: "secret")) { try tree.bytes(at: "secret") }
    }

    @Test func `a folder of more names than the limit is refused`() throws {
        let folder = TemporaryFolder()
        folder.addFolder("wide")
        for index in 0..<100 { folder.addLink("wide/\(index)", to: "x") }
        let tree = try FileTree(root: folder.path, resolvingByHand: false, namesAtMost: 100)
        #expect(try tree.names(in: "wide") == (0..<100).map(String.init))
        folder.addFile("wide/further")
        #expect(throws: FileTreeError.tooManyNames(path: "wide", limit: 100)) { try tree.names(in: "wide") }
        #expect(FileTree.entriesAtMost == 65_536)
    }

    @Test func `both ways of resolving give the same answers`() throws {
        let folder = TemporaryFolder()
        folder.addFolder("d")
        folder.addFolder("d/e")
        folder.addFile("d/e/f", [65])
        folder.addPipe("d/pipe")
        for (name, target) in [
            ("up", "../.."), ("d/e/f2", "f"), ("d/slash", "e/"), ("d/fileslash", "e/f/"), ("d/none", "nothing/x"),
            ("d/dots", "./././e/.//f"), ("d/root", "/"), ("d/over", "../../../d/e/f"), ("d/self", "self"),
            ("d/through", "e/f/x"), ("d/back", "none/../e"), ("deep", "d/slash/f2"),
        ] {
            folder.addLink(name, to: target)
        }
        let kernel = try FileTree(root: folder.path, resolvingByHand: false)
        let byHand = try FileTree(root: folder.path, resolvingByHand: true)
        let steps = [
            "", "/", "d", "d/", "d/e/f", "d/e/f/", "d/e/f/..", "d/e/f/.", "d/none/..", "d/missing/..", "..", "../d",
        ]
        let links = ["up", "d/e/f2", "d/slash", "d/fileslash", "d/none", "d/dots", "d/root", "d/over", "d/self"]
        let further = ["d/through", "d/back", "deep", "d/pipe", "missing", "missing/x", "d/root/d/root/d/e/f", "up/d"]
        let tooLong = [String(repeating: "a", count: 300), String(repeating: "d/../", count: 1000)]
        for path in steps + links + links.map({ $0 + "/" }) + links.map({ $0 + "/e" }) + further + tooLong {
            #expect(kernel.kind(of: path) == byHand.kind(of: path), "\(path)")
            #expect(kernel.linkTarget(of: path) == byHand.linkTarget(of: path), "\(path)")
            #expect(Self.answer(of: kernel, at: path) == Self.answer(of: byHand, at: path), "\(path)")
            #expect((try? kernel.names(in: path)) == (try? byHand.names(in: path)), "\(path)")
        }
        #expect(byHand.kind(of: "deep") == .file)
        #expect(byHand.kind(of: "d/e/f/") == nil)
    }

    private static func answer(of tree: FileTree, at path: String) -> Result<[UInt8], FileTreeError> {
        do throws(FileTreeError) { return .success(try tree.bytes(at: path)) } catch { return .failure(error) }
    }
}
