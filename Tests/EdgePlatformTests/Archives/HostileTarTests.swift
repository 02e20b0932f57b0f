import EdgePlatform
import EdgeRecords
import Testing

/// Members that would do harm if they were believed.
@Suite struct HostileTarTests {
    private func open(_ body: (inout TarBuilder) -> Void) throws -> FileTree {
        try Archive.tree(from: TarBuilder.build(body), named: "test.tar")
    }

    private func whys(_ tree: FileTree) -> [String] { tree.openingWarnings.map(\.why) }

    @Test func `a member that climbs out is left out`() throws {
        let tree = try open {
            $0.file("../evil", "x")
            $0.file("etc/../../evil", "x")
            $0.file("etc/good", "y")
        }
        #expect(try tree.names(in: "") == ["etc"])
        #expect(try tree.names(in: "etc") == ["good"])
        let warning = try #require(tree.openingWarnings.first)
        #expect(warning.what == "2 members of test.tar were left out")
        #expect(warning.where == "test.tar: ../evil")
    }

    @Test func `an absolute path is taken as relative, with a warning`() throws {
        let tree = try open { $0.file("/etc/passwd", "inside") }
        #expect(try tree.text(at: "etc/passwd") == "inside")
        #expect(whys(tree) == ["its path begins at the root"])
    }

    @Test func `a link out of the archive leads to its own root`() throws {
        let tree = try open {
            $0.file("etc/passwd", "inside")
            $0.header("etc/up", type: "2", link: "../../../../../etc/passwd")
            $0.header("etc/absolute", type: "2", link: "/etc/passwd")
            $0.header("etc/gone", type: "2", link: "/etc/shadow")
        }
        #expect(try tree.text(at: "etc/up") == "inside")
        #expect(try tree.text(at: "etc/absolute") == "inside")
        #expect(throws: FileTreeError.missing(path: "etc/gone")) { try tree.bytes(at: "etc/gone") }
    }

    @Test func `links in a circle are a typed error`() throws {
        let tree = try open {
            $0.header("sys/a", type: "2", link: "b")
            $0.header("sys/b", type: "2", link: "a")
            $0.header("sys/self", type: "2", link: "self/self")
        }
        #expect(throws: FileTreeError.linkLoop(path: "sys/a")) { try tree.bytes(at: "sys/a") }
        #expect(throws: FileTreeError.linkLoop(path: "sys/self")) { try tree.bytes(at: "sys/self") }
        #expect(tree.kind(of: "sys/a") == nil)
    }

    @Test func `a member below a link is left out`() throws {
        let tree = try open {
            $0.header("etc/link", type: "2", link: "/tmp")
            $0.file("etc/link/evil", "x")
            $0.file("tmp/good", "y")
        }
        #expect(try tree.names(in: "tmp") == ["good"])
        #expect(tree.openingWarnings.count == 1)
    }

    @Test func `nothing takes the place of a filled folder`() throws {
        let tree = try open {
            $0.file("etc/folder/file", "x")
            $0.file("etc/folder", "y")
        }
        #expect(try tree.text(at: "etc/folder/file") == "x")
        #expect(tree.openingWarnings.count == 1)
    }

    @Test func `a hard link to nothing, to a folder or to itself is left out`() throws {
        let tree = try open {
            $0.header("etc/", type: "5")
            $0.header("etc/a", type: "1", link: "etc/missing")
            $0.header("etc/b", type: "1", link: "etc")
            $0.header("etc/c", type: "1", link: "etc/c")
        }
        #expect(try tree.names(in: "etc") == [])
        #expect(tree.openingWarnings.map(\.what) == ["3 members of test.tar were left out"])
    }

    @Test func `sparse and unknown members are left out, and reading goes on`() throws {
        let tree = try open {
            $0.header("etc/gnu", type: "S", size: 3, overrides: TarBuilder.Overrides(hasMoreMaps: true))
            $0.content([UInt8](repeating: 0, count: 512))
            $0.content([1, 2, 3])
            $0.pax(TarBuilder.record("GNU.sparse.major", "1"))
            $0.file("etc/pax", "abc")
            $0.header("etc/odd", type: "Q", size: 2)
            $0.content([1, 2])
            $0.file("etc/good", "x")
        }
        #expect(try tree.names(in: "etc") == ["good"])
        #expect(
            tree.openingWarnings.map(\.what) == [
                "2 members of test.tar were left out", "a member of test.tar was left out",
            ])
    }

    @Test(arguments: [
        "99999999999999999999 path=evil\n", "0 path=evil\n", "7 path=evil\n", "path=evil\n", "12 pathevil\n",
        "14 size=-512\n", "27 size=99999999999999999999\n",
    ])
    func `a pax header that is not well formed does not count`(records: String) throws {
        let tree = try open {
            $0.pax(records)
            $0.file("etc/good", "x")
        }
        #expect(try tree.text(at: "etc/good") == "x")
        #expect(whys(tree) == ["the extended header in front of it is too large or not well formed"])
    }

    @Test func `headers past their limits are skipped`() throws {
        let tree = try open {
            $0.gnuLong(String(repeating: "a/", count: 5000), type: "L")
            $0.file("etc/a", "x")
            $0.pax(TarBuilder.record("comment", String(repeating: "c", count: 2 << 20)))
            $0.file("etc/b", "y")
            $0.pax(TarBuilder.record("path", String(repeating: "a", count: 5000)))
            $0.file("etc/c", "z")
            $0.pax(TarBuilder.record("path", String(repeating: "a/", count: 500) + "b"))
            $0.file("etc/d", "z")
            $0.pax(TarBuilder.record("linkpath", String(repeating: "a", count: 5000)))
            $0.header("etc/e", type: "2")
        }
        #expect(try tree.names(in: "etc") == ["a", "b"])
        #expect(tree.openingWarnings.count == 2)
    }

    @Test func `a file above the limit is listed without its content`() throws {
        let tree = try open { $0.file("proc/kcore", [UInt8](repeating: 1, count: (8 << 20) + 1)) }
        #expect(tree.kind(of: "proc/kcore") == .file)
        #expect(throws: FileTreeError.tooLarge(path: "proc/kcore", limitBytes: 1 << 20)) {
            try tree.bytes(at: "proc/kcore")
        }
    }

    @Test func `bytes that are no UTF-8 in a name become replacement characters`() throws {
        var builder = TarBuilder()
        builder.pax("15 path=etc/\u{fe}\n")
        var bytes = builder.ended
        let place = try #require(bytes.firstIndex(of: 0xC3))
        bytes[place] = 0xFF
        bytes[place + 1] = 0xFE
        var rest = TarBuilder()
        rest.file("x", "content")
        let tree = try Archive.tree(from: bytes.dropLast(1024) + rest.ended, named: "test.tar")
        #expect(try tree.names(in: "etc") == ["\u{FFFD}\u{FFFD}"])
    }
}
