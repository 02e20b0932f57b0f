import EdgePlatform
import EdgeProbing
import EdgeRecords
import Testing

@Suite struct OperatingSystemTests {
    @Test func `names the distribution as it names itself`() {
        #expect(
            ReleaseFile.prettyName("ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\n")
                == "Debian GNU/Linux 12 (bookworm)")
        #expect(ReleaseFile.prettyName("PRETTY_NAME=Alpine") == "Alpine")
        #expect(ReleaseFile.prettyName(#"PRETTY_NAME="A \"quoted\" \$1""#) == #"A "quoted" $1"#)
        #expect(ReleaseFile.prettyName("PRETTY_NAME=\"") == "\"")
        #expect(ReleaseFile.prettyName("PRETTY_NAME=") == nil)
        #expect(ReleaseFile.prettyName("NAME=x") == nil)
    }

    @Test func `keeps the kernel's release and nothing of who built it`() {
        #expect(KernelRelease.parse("Linux version 6.17.0-1014-nvidia (b@h) (gcc) #14") == "6.17.0-1014-nvidia")
        #expect(KernelRelease.parse("Linux version 5.15.0-rc1-00005-g4c1b4a4d90b6-dirty (b@h)") != nil)
    }

    @Test(arguments: [
        "", "Linux", "Linux version", "Linux version (b@h) 5", "FreeBSD version 14.0", "Linux version b@h",
    ])
    func `finds no release in other texts`(text: String) {
        #expect(KernelRelease.parse(text) == nil)
    }

    @Test func `a captured tree says nothing of a C library, and certainly not this one`() {
        let device = SketchedDevice(["etc/os-release": "PRETTY_NAME=x"]).probed()
        #expect(device.operatingSystem.name == "x")
        #expect(device.operatingSystem.libc == nil)
        #expect(device.unknowns.contains { $0.fact == "operatingSystem.libc" })
    }

    #if canImport(Glibc)
        @Test func `the live C library tells its version`() throws {
            #expect(try #require(CLibrary.version).hasPrefix("glibc 2."))
        }
    #endif
}
