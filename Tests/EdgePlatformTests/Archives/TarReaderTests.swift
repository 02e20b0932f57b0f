import EdgePlatform
import Testing

@Suite struct TarReaderTests {
    private func open(_ body: (inout TarBuilder) -> Void) throws -> FileTree {
        try Archive.tree(from: TarBuilder.build(body), named: "test.tar")
    }

    @Test func `files, folders, links and pipes come out as they went in`() throws {
        let tree = try open {
            $0.header("proc/", type: "5")
            $0.file("proc/cpuinfo", "processor : 0\n")
            $0.header("sys/link", type: "2", link: "../proc/cpuinfo")
            $0.header("dev/pipe", type: "6")
        }
        #expect(try tree.text(at: "proc/cpuinfo") == "processor : 0\n")
        #expect(try tree.text(at: "sys/link") == "processor : 0\n")
        #expect(tree.linkTarget(of: "sys/link") == "../proc/cpuinfo")
        #expect(tree.kind(of: "dev/pipe") == .other)
        #expect(try tree.names(in: "") == ["dev", "proc", "sys"])
        #expect(tree.openingWarnings.isEmpty)
        #expect(!tree.isLive)
    }

    @Test func `content of every length around a block is whole`() throws {
        for length in [0, 1, 511, 512, 513, 70_000] {
            let content = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            let tree = try open {
                $0.file("etc/a", content)
                $0.file("etc/b", "next")
            }
            #expect(try tree.bytes(at: "etc/a") == content)
            #expect(try tree.text(at: "etc/b") == "next")
        }
    }

    @Test func `a single top folder is only the archive's name`() throws {
        let tree = try open {
            $0.file("machine/proc/stat", "cpu")
            $0.header("machine/proc/self", type: "2", link: "/proc")
        }
        #expect(try tree.text(at: "proc/stat") == "cpu")
        #expect(try tree.text(at: "proc/self/stat") == "cpu")
    }

    @Test(arguments: ["proc", "sys", "etc", "dev", "cpuid"])
    func `a single top folder of a machine's own stays`(name: String) throws {
        let tree = try open { $0.file(name + "/file", "x") }
        #expect(try tree.text(at: name + "/file") == "x")
    }

    @Test func `the later of two members wins`() throws {
        let tree = try open {
            $0.file("etc/a", "old")
            $0.file("etc/a", "new")
            $0.file("etc/b", "file")
            $0.header("etc/b", type: "2", link: "a")
        }
        #expect(try tree.text(at: "etc/a") == "new")
        #expect(tree.linkTarget(of: "etc/b") == "a")
    }

    @Test func `a hard link is a copy`() throws {
        let tree = try open {
            $0.file("etc/a", "content")
            $0.header("etc/b", type: "1", link: "etc/a")
        }
        #expect(try tree.text(at: "etc/b") == "content")
        #expect(tree.linkTarget(of: "etc/b") == nil)
    }

    @Test func `long paths come from GNU, pax and ustar headers alike`() throws {
        let long = String(repeating: "abcdefghi/", count: 15) + "file"
        let tree = try open {
            $0.gnuLong("etc/gnu/" + long, type: "L")
            $0.file("etc/cut", "1")
            $0.pax(TarBuilder.record("path", "etc/pax/" + long))
            $0.file("etc/cut", "2")
            var ustar = TarBuilder.Overrides()
            ustar.prefix = "etc/ustar"
            $0.header("file", overrides: ustar)
            $0.gnuLong(long, type: "K")
            $0.header("etc/link", type: "2")
            $0.pax(TarBuilder.record("linkpath", "gnu/" + long))
            $0.header("etc/other", type: "2")
        }
        #expect(try tree.text(at: "etc/gnu/" + long) == "1")
        #expect(try tree.text(at: "etc/pax/" + long) == "2")
        #expect(tree.kind(of: "etc/ustar/file") == .file)
        #expect(tree.linkTarget(of: "etc/link") == long)
        #expect(try tree.text(at: "etc/other") == "1")
        #expect(tree.kind(of: "etc/cut") == nil)
    }

    @Test func `a pax size counts, and global headers do not`() throws {
        let tree = try open {
            $0.pax(TarBuilder.record("path", "evil"), type: "g")
            $0.pax(TarBuilder.record("mtime", "1.5") + TarBuilder.record("size", "3"))
            $0.header("etc/a", size: 0)
            $0.content(Array("abc".utf8))
            $0.file("etc/b", "x")
        }
        #expect(try tree.text(at: "etc/a") == "abc")
        #expect(try tree.names(in: "etc") == ["a", "b"])
        #expect(tree.kind(of: "evil") == nil)
    }

    @Test func `GNU, old and signed-sum headers are read`() throws {
        let tree = try open {
            var overrides = TarBuilder.Overrides()
            overrides.magic = Array("ustar  \u{0}".utf8)
            // In a GNU header this place holds times, not a part of the path.
            overrides.prefix = "12345"
            $0.header("etc/gnu", overrides: overrides)
            $0.header("etc/old", type: "\0", overrides: TarBuilder.Overrides(magic: []))
            $0.header("etc/folder/", type: "\0", overrides: TarBuilder.Overrides(magic: []))
            $0.header("etc/sch\u{f6}n", overrides: TarBuilder.Overrides(signedChecksum: true))
        }
        #expect(try tree.names(in: "etc") == ["folder", "gnu", "old", "sch\u{f6}n"])
        #expect(tree.kind(of: "etc/folder") == .folder)
        #expect(tree.openingWarnings.isEmpty)
    }

    @Test func `a base-256 size is read`() throws {
        let tree = try open {
            let size: [UInt8] = [0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2]
            $0.header("etc/a", overrides: TarBuilder.Overrides(sizeField: size))
            $0.content([104, 105])
        }
        #expect(try tree.text(at: "etc/a") == "hi")
    }
}
