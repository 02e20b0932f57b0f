import FoundationEssentials
import Glibc

/// A control group of version 1 made for one test, which this process enters and leaves.
struct LiveControlGroup {
    private static let mountPoint = "/sys/fs/cgroup/cpu"

    private let outer: String
    private let inner: String
    private let home: String

    /// Whether this user may make groups here.
    static let isAllowed: Bool = {
        guard let group = LiveControlGroup(quotaMicroseconds: 350_000) else { return false }
        group.remove()
        return true
    }()

    /// A group with a quota, and in it one without: nil if the machine does not allow it.
    init?(quotaMicroseconds: Int) {
        guard let membership = try? String(contentsOf: URL(filePath: "/proc/self/cgroup"), encoding: .utf8),
            let line = membership.split(separator: "\n").first(where: { $0.split(separator: ":")[1] == "cpu" })
        else { return nil }
        home = Self.mountPoint + String(line.split(separator: ":", maxSplits: 2)[2])
        outer = home + "/edgeplan-test-\(UInt32.random(in: 0...UInt32.max))"
        inner = outer + "/own"
        guard unsafe mkdir(outer, 0o755) == 0 else { return nil }
        guard unsafe mkdir(inner, 0o755) == 0, Self.write("\(quotaMicroseconds)", to: outer + "/cpu.cfs_quota_us")
        else {
            remove()
            return nil
        }
    }

    func enter() -> Bool { Self.write("\(getpid())", to: inner + "/cgroup.procs") }

    func leave() -> Bool { Self.write("\(getpid())", to: home + "/cgroup.procs") }

    func remove() {
        unsafe rmdir(inner)
        unsafe rmdir(outer)
    }

    private static func write(_ text: String, to path: String) -> Bool {
        let file = unsafe open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { return false }
        defer { close(file) }
        let bytes = Array(text.utf8)
        return unsafe Glibc.write(file, bytes, bytes.count) == bytes.count
    }
}
