import EdgeRecords

/// One mount of a control group hierarchy, as the kernel's mount tables list it.
package struct ControlGroupMount: Hashable, Sendable {
    /// Version 2 has one hierarchy for everything; in version 1 each mount names the controllers it carries.
    package var isUnified: Bool
    package var controllers: Set<String>
    /// The group that the mount shows at its top; nil where the table does not say.
    package var root: String?
    package var mountPoint: String
    /// Old cpuset mounts call their files `cpus` and `mems`, without the controller's name in front.
    package var omitsPrefix: Bool

    package init(
        isUnified: Bool, controllers: Set<String>, root: String?, mountPoint: String, omitsPrefix: Bool = false
    ) {
        self.isUnified = isUnified
        self.controllers = controllers
        self.root = root
        self.mountPoint = mountPoint
        self.omitsPrefix = omitsPrefix
    }

    /// Reads the text of `/proc/self/mountinfo`; lines that are not control groups or are damaged are left out.
    package static func mountInfo(_ text: String) -> [ControlGroupMount] {
        text.utf8.split(separator: 10).compactMap { line in
            // Fields: id, parent, device, root, mount point, options, optional fields, "-", type, source, options.
            let fields = Substring(line).split(separator: " ")
            guard fields.count >= 8, let dash = fields[6...].firstIndex(of: "-"), dash + 2 < fields.count,
                let options = fields.last
            else { return nil }
            return ControlGroupMount(
                type: fields[dash + 1], options: options, root: unescape(fields[3]), mountPoint: unescape(fields[4]))
        }
    }

    /// Reads the text of `/proc/mounts`, which does not tell the roots.
    package static func mounts(_ text: String) -> [ControlGroupMount] {
        text.utf8.split(separator: 10).compactMap { line in
            let fields = Substring(line).split(separator: " ")
            guard fields.count >= 4 else { return nil }
            return ControlGroupMount(type: fields[2], options: fields[3], root: nil, mountPoint: unescape(fields[1]))
        }
    }

    private init?(type: Substring, options: Substring, root: String?, mountPoint: String) {
        let words = Set(options.split(separator: ",").map(String.init))
        switch type {
        case "cgroup2":
            self.init(isUnified: true, controllers: [], root: root, mountPoint: mountPoint)
        case "cgroup":
            self.init(
                isUnified: false, controllers: words, root: root, mountPoint: mountPoint,
                omitsPrefix: words.contains("noprefix"))
        case "cpuset":
            self.init(
                isUnified: false, controllers: ["cpuset"], root: root, mountPoint: mountPoint, omitsPrefix: true)
        default:
            return nil
        }
    }

    /// The tables write blanks and backslashes as three octal digits: `\040`.
    private static func unescape(_ text: Substring) -> String {
        guard text.utf8.contains(92) else { return String(text) }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = rest.prefix(3)
            if byte == 92, digits.count == 3, digits.allSatisfy({ (48...55).contains($0) }),
                let value = UInt8(exactly: digits.reduce(0) { $0 * 8 + Int($1) - 48 })
            {
                bytes.append(value)
                rest = rest.dropFirst(3)
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
