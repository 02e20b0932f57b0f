import EdgeRecords

/// Which control groups a process belongs to, as `/proc/self/cgroup` lists them.
package struct ControlGroupMembership: Hashable, Sendable {
    /// Its group in the hierarchy of version 2.
    package var unifiedPath: String?
    /// Its groups in the hierarchies of version 1, by controller.
    package var paths: [String: String] = [:]

    package init() {}

    /// Reads the text of `/proc/self/cgroup`; damaged lines are left out.
    package init(_ text: String) {
        for line in text.utf8.split(separator: 10) {
            let fields = Substring(line).split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard fields.count == 3, fields[2].hasPrefix("/") else { continue }
            let path = Self.withoutDeletionMark(fields[2])
            if fields[1].isEmpty {
                // Version 2 has number 0 and names no controller.
                if fields[0] == "0" { unifiedPath = path }
            } else {
                for controller in fields[1].split(separator: ",") { paths[String(controller)] = path }
            }
        }
    }

    /// A group that was removed while a process was in it carries ` (deleted)`; the groups around it still count.
    private static func withoutDeletionMark(_ path: Substring) -> String {
        let mark = " (deleted)"
        return String(path.hasSuffix(mark) ? path.dropLast(mark.count) : path)
    }
}
