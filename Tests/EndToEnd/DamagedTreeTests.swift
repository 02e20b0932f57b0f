import EdgeRecords
import EdgeTestSupport
import Foundation
import Testing

/// Trees that are wrong in every way a tree can be: an answer with a warning, never a crash, a hang or an escape.
@Suite struct DamagedTreeTests {
    private let folder = TemporaryFolder()

    init() throws {
        try write(
            "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Example\nflags\t\t: sse2\n", to: "proc/cpuinfo")
        try write("MemTotal:        1024 kB\n", to: "proc/meminfo")
        try write("0\n", to: "sys/devices/system/cpu/online")
    }

    private func url(_ path: String) -> URL { URL(filePath: folder.path(of: path)) }

    private func write(_ text: String, to path: String) throws {
        try FileManager.default.createDirectory(
            at: url(path).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url(path))
    }

    private func probed() throws -> Device {
        let ending = try Program.run(["probe", "--json", "--root", folder.path])
        try #require(ending.status == 0, "\(ending.errors)")
        return try RecordText.decode(Device.self, from: ending.output)
    }

    private func warns(of path: String) throws -> Bool {
        try probed().warnings.contains { $0.where.contains(path) }
    }

    @Test func `an empty folder is a device of which nothing is known`() throws {
        let empty = TemporaryFolder()
        let ending = try Program.run(["probe", "--json", "--root", empty.path])
        #expect(ending.status == 0)
        let device = try RecordText.decode(Device.self, from: ending.output)
        #expect(device.memory.physicalBytes == nil)
        #expect(!device.unknowns.isEmpty)
    }

    @Test func `a pipe in place of a file neither blocks nor passes unseen`() throws {
        try FileManager.default.removeItem(at: url("proc/meminfo"))
        let made = unsafe mkfifo(url("proc/meminfo").path, 0o600)
        #expect(made == 0)
        #expect(try warns(of: "proc/meminfo"))
    }

    @Test func `a circle of links is a warning`() throws {
        try FileManager.default.removeItem(at: url("proc/meminfo"))
        try FileManager.default.createSymbolicLink(
            atPath: url("proc/meminfo").path, withDestinationPath: "meminfo")
        #expect(try warns(of: "proc/meminfo"))
    }

    @Test func `a link out of the root stays inside`() throws {
        try FileManager.default.removeItem(at: url("proc/meminfo"))
        try FileManager.default.createSymbolicLink(
            atPath: url("proc/meminfo").path, withDestinationPath: "/../../../../../proc/meminfo")
        // It leads to itself once the root is the top of all.
        #expect(try probed().memory.physicalBytes == nil)
    }

    @Test func `a gigantic file is a warning`() throws {
        let path = url("proc/meminfo").path
        let grown = unsafe truncate(path, 1 << 32)
        #expect(grown == 0)
        #expect(try warns(of: "proc/meminfo"))
    }

    @Test func `binary rubbish is a warning or a fact left out`() throws {
        try Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 37) }).write(to: url("proc/meminfo"))
        #expect(try probed().memory.physicalBytes == nil)
        try Data((0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 91) }).write(to: url("sys/devices/system/cpu/online"))
        #expect(try warns(of: "sys/devices/system/cpu/online"))
    }

    @Test(
        arguments: [
            "proc/cpuinfo", "proc/meminfo", "proc/self/status", "proc/self/cgroup", "proc/self/mountinfo",
            "proc/sys/kernel/osrelease", "proc/version", "etc/os-release", "sys/devices/system/cpu/possible",
        ])
    func `rubbish in place of a text is a warning that does not repeat it`(path: String) throws {
        try write("canary " + String(repeating: "\u{7f}canary\n", count: 40), to: path)
        let warnings = try probed().warnings.filter { $0.where.contains(path) }
        #expect(warnings.count == 1)
        #expect(path.hasPrefix("sys/") || !warnings.contains { $0.why.contains("canary") })
    }

    @Test(arguments: [[], ["--explain"], ["--verbose"]])
    func `names in another's capture cannot command this terminal`(options: [String]) throws {
        let name = "\u{1B}]0;title\u{7}\u{9B}31m\u{202E}"
        try write(
            "processor\t: 0\nvendor_id\t: GenuineIntel\nmodel name\t: Example \(name)\nflags\t\t: sse2\n",
            to: "proc/cpuinfo")
        try write("0-1 \(name)", to: "sys/devices/system/cpu/possible")
        let ending = try Program.run(["probe", "--root", folder.path] + options)
        #expect(ending.output.contains("Example ?]0;title"))
        for scalar in (ending.output + ending.errors).unicodeScalars {
            #expect(scalar == "\n" || scalar.value >= 0x20 && !(0x7F..<0xA0).contains(scalar.value))
            #expect(scalar.value != 0x202E)
        }
    }

    @Test func `a folder that holds no machine is a warning`() throws {
        try FileManager.default.removeItem(at: url("proc"))
        try FileManager.default.removeItem(at: url("sys"))
        try write("nothing of interest", to: "home/notes")
        #expect(try warns(of: "/proc/cpuinfo"))
    }

    @Test(.enabled(if: geteuid() != 0, "root may read every folder"))
    func `a folder that may not be read is refused`() throws {
        let closed = TemporaryFolder()
        let closing = unsafe chmod(closed.path, 0)
        #expect(closing == 0)
        let ending = try Program.run(["probe", "--root", closed.path])
        #expect(ending.status == 3)
    }

    @Test func `a folder in place of a file is a warning`() throws {
        try FileManager.default.removeItem(at: url("proc/meminfo"))
        try FileManager.default.createDirectory(at: url("proc/meminfo"), withIntermediateDirectories: true)
        #expect(try warns(of: "proc/meminfo"))
    }

    @Test(arguments: ["", "0-", "99999999999999999999", "0-3,", "-5", "a", "0-16384", "\u{0}\u{0}"])
    func `a damaged list of CPUs leaves at least one`(text: String) throws {
        try write(text, to: "sys/devices/system/cpu/online")
        let device = try probed()
        #expect(device.limits.usableCPUs >= 1)
        #expect(device.processor.onlineCPUs.count == device.processor.logicalCPUs)
    }

    @Test func `no fact of this machine shows in another's`() throws {
        let device = try probed()
        #expect(device.processor.name == "Example")
        #expect(device.processor.features.allSatisfy { $0.executed == nil })
        #expect(device.processor.features.filter(\.isUsable).map(\.name) == ["sse2"])
        #expect(device.memory.physicalBytes == 1024 * 1024)
        #expect(device.energyCounters.isEmpty && device.thermal.isEmpty && device.accelerators.isEmpty)
    }

    @Test func `an archive that is none is refused`() throws {
        try write("not an archive", to: "file.tar.gz")
        let ending = try Program.run(["probe", "--root", url("file.tar.gz").path])
        #expect(ending.status == 3)
        #expect(ending.errors.contains("file.tar.gz"))
    }
}
