import EdgePlatform
import EdgeTestSupport
import Testing

@Suite struct AtomicFileTests {
    private func text(_ folder: TemporaryFolder, _ name: String) throws -> String {
        try FileTree(root: folder.path).text(at: name)
    }

    @Test func `writes a new file and replaces an old one, leaving nothing else`() throws {
        let folder = TemporaryFolder()
        try AtomicFile.write("first", to: folder.path(of: "a"))
        #expect(try text(folder, "a") == "first")
        try AtomicFile.write("second, longer", to: folder.path(of: "a"))
        try AtomicFile.write([], to: folder.path(of: "empty"))
        #expect(try text(folder, "a") == "second, longer")
        #expect(folder.names() == ["a", "empty"])
    }

    @Test func `a link is followed and stays a link`() throws {
        let folder = TemporaryFolder()
        folder.addFile("file", [65])
        folder.addLink("link", to: "file")
        try AtomicFile.write("new", to: folder.path(of: "link"))
        #expect(try text(folder, "file") == "new")
        #expect(try FileTree(root: folder.path).linkTarget(of: "link") == "file")
    }

    @Test func `a folder is not replaced`() {
        let folder = TemporaryFolder()
        folder.addFolder("d")
        for path in [folder.path(of: "d"), folder.path(of: "d/"), folder.path] {
            #expect(throws: AtomicFileError.isFolder(path: path)) { try AtomicFile.write("x", to: path) }
        }
        #expect(folder.names() == ["d"])
    }

    @Test func `a missing folder is a typed error`() {
        let folder = TemporaryFolder()
        folder.addFile("file")
        for path in [folder.path(of: "none/file"), folder.path(of: "file/x")] {
            #expect(throws: AtomicFileError.missingFolder(path: path)) { try AtomicFile.write("x", to: path) }
        }
        #expect(throws: AtomicFileError.isFolder(path: "")) { try AtomicFile.write("x", to: "") }
    }

    @Test func `a device is written as it is`() throws {
        try AtomicFile.write("x", to: "/dev/null")
        #expect(throws: AtomicFileError.noSpace(path: "/dev/full")) { try AtomicFile.write("x", to: "/dev/full") }
    }

    @Test func `a failure leaves the old content and nothing else`() {
        let folder = TemporaryFolder()
        let name = String(repeating: "n", count: 256)
        #expect(throws: AtomicFileError.failed(path: folder.path(of: name), code: 36)) {
            try AtomicFile.write("x", to: folder.path(of: name))
        }
        #expect(folder.names() == [])
    }

    @Test(.disabled(if: TemporaryFolder.isPrivileged, "no permission binds this user"))
    func `a folder that may not be written is a typed error`() {
        let folder = TemporaryFolder()
        folder.addFolder("closed")
        folder.setMode("closed", 0o555)
        let path = folder.path(of: "closed/file")
        #expect(throws: AtomicFileError.denied(path: path)) { try AtomicFile.write("x", to: path) }
    }
}
