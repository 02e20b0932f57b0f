import EdgePlatform

/// Takes out of a captured file whatever names a person, a machine or a container.
struct CaptureScrubber {
    /// Words in a group's name that say what kind of group it is, and nothing of whose.
    private static let telling = [
        "kubepods", "docker", "libpod", "lxc.payload", "lxc", "containerd", "nspawn", "slurm", "garden", "system.slice",
        "user.slice",
        "machine.slice", "init.scope",
    ]

    /// The names of this process's groups, with what stands for them in the copy.
    private var groupNames: [String: String] = [:]
    /// Every path that was found.
    private let seen: Set<String>

    init(accesses: [String: TreeRecorder.Access]) {
        seen = Set(accesses.keys)
        for path in ["proc/self/cgroup", "proc/self/cpuset"] {
            guard case .content(let bytes) = accesses[path] else { continue }
            for line in bytes.split(separator: 10) {
                let text = String(decoding: line, as: UTF8.self)
                rename(stepsOf: String(text.split(separator: ":", maxSplits: 2).last ?? ""))
            }
        }
        guard case .content(let bytes) = accesses["proc/self/mountinfo"] else { return }
        // A container sees itself at the top, but its mounts still tell its name.
        for mount in ControlGroupMount.mountInfo(String(decoding: bytes, as: UTF8.self)) {
            rename(stepsOf: mount.root ?? "")
        }
    }

    private mutating func rename(stepsOf path: String) {
        for name in path.split(separator: "/").map(String.init) where name != ".." { rename(name) }
    }

    private mutating func rename(_ name: String) {
        guard groupNames[name] == nil else { return }
        let word = Self.telling.first { name.contains($0) }
        // What systemd ends a name with tells a container's scope from the service that runs containers.
        let ending = [".scope", ".service", ".slice"].first { name.hasSuffix($0) && word?.hasSuffix($0) != true }
        groupNames[name] = word == name ? name : "\(word ?? "group")-\(groupNames.count + 1)\(ending ?? "")"
    }

    /// A path in the copy: group names are replaced where control groups are kept, all else stays.
    func path(_ path: String) -> String {
        guard path.contains("cgroup") || path.contains("cpuset") else { return path }
        return renamed(path)
    }

    /// Whether even the name of this file tells too much to be listed.
    func isPrivate(_ path: String) -> Bool {
        let steps = path.split(separator: "/")
        if steps.contains(where: RadioAddress.isIn) { return true }
        let name = steps.last ?? ""
        return ["serial", "uuid", "address", "asset_tag", "unique_id", "vpd"].contains { name.contains($0) }
    }

    /// The content as it may be kept; nil for a file that is left out.
    func content(of path: String, _ bytes: [UInt8]) -> [UInt8]? {
        guard !isPrivate(path) else { return nil }
        switch path {
        case "proc/cpuinfo": return lines(bytes, Self.processorLine)
        case "proc/self/status": return lines(bytes) { Self.starts($0, ["Cpus_allowed", "Mems_allowed"]) ? $0 : nil }
        case "proc/self/cgroup", "proc/self/cpuset": return lines(bytes) { renamed($0) }
        case "proc/self/mountinfo", "proc/self/mounts", "proc/mounts": return lines(bytes, mountLine)
        case "proc/sysinfo":
            return lines(bytes) { Self.starts($0, ["Manufacturer:", "Type:", "VM00 Control Program:"]) ? $0 : nil }
        case "proc/version": return lines(bytes) { $0.split(separator: " ").prefix(3).joined(separator: " ") }
        case "proc/swaps": return lines(bytes, Self.swapLine)
        case "proc/1/environ":
            let kept = bytes.split(separator: 0).filter { $0.starts(with: "container=".utf8) }
            return Array(kept.joined(separator: [0]))
        case "etc/os-release", "usr/lib/os-release":
            return lines(bytes) { Self.starts($0, ["PRETTY_NAME=", "NAME=", "VERSION=", "ID="]) ? $0 : nil }
        case "system/build.prop": return lines(bytes) { Self.starts($0, ["ro.build.version.release="]) ? $0 : nil }
        case "proc/driver/nvidia/version":
            // A module that was built on the machine itself names its builder in brackets.
            return lines(bytes) { Self.starts($0, ["NVRM version:"]) ? String($0.prefix { $0 != "(" }) : nil }
        case _ where path.hasPrefix("proc/driver/nvidia/gpus/"):
            return lines(bytes) { Self.starts($0, ["Model:", "Device Minor:"]) ? $0 : nil }
        default: return bytes
        }
    }

    /// The lines that the closure keeps, changed as it says.
    private func lines(_ bytes: [UInt8], _ keep: (String) -> String?) -> [UInt8] {
        let endsLine = bytes.last == 10
        let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
        let kept = lines.dropLast(endsLine ? 1 : 0).compactMap { keep(String(decoding: $0, as: UTF8.self)) }
        return Array((kept.joined(separator: "\n") + (endsLine ? "\n" : "")).utf8)
    }

    private static func starts(_ line: String, _ words: [String]) -> Bool { words.contains { line.hasPrefix($0) } }

    /// Serial numbers are left out, and s390x's identification becomes zeros.
    private static func processorLine(_ line: String) -> String? {
        let key = line.prefix { $0 != ":" }.lowercased()
        guard !key.contains("serial"), !key.contains("uuid"), !key.hasPrefix("identification") else { return nil }
        guard let start = line.range(of: "identification = ") else { return line }
        let rest = line[start.upperBound...].drop { $0.isHexDigit }
        return line[..<start.upperBound] + "000000" + rest
    }

    /// Where swap lies is nobody's business; how much is.
    private static func swapLine(_ line: String) -> String? {
        guard !line.hasPrefix("Filename"), let path = line.split(separator: " ").first?.split(separator: "\t").first
        else {
            return line
        }
        return "swap" + line.dropFirst(path.count)
    }

    /// Only mounts that the probe looked into are kept: where others lie, and the sources of all, can name people.
    private func mountLine(_ line: String) -> String? {
        guard let mount = (ControlGroupMount.mountInfo(line) + ControlGroupMount.mounts(line)).first,
            isUsual(mount.mountPoint) || seen.contains(mount.mountPoint)
        else { return nil }
        var words = line.split(separator: " ").map(String.init)
        if words.count > 6, let dash = words[6...].firstIndex(of: "-"), dash + 2 < words.count {
            words[dash + 2] = words[dash + 1]
        } else {
            words[0] = words[2]
        }
        return words.map(renamed).joined(separator: " ")
    }

    private func isUsual(_ mountPoint: String) -> Bool {
        mountPoint.hasPrefix("/sys/") || mountPoint == "/dev/cpuset"
    }

    private func renamed(_ text: String) -> String {
        text.split(separator: "/", omittingEmptySubsequences: false)
            .map { groupNames[String($0)] ?? String($0) }.joined(separator: "/")
    }
}

extension String {
    /// Where a text occurs first.
    fileprivate func range(of wanted: String) -> Range<Index>? {
        indices.first { self[$0...].hasPrefix(wanted) }.map { $0..<index($0, offsetBy: wanted.count) }
    }
}
