/// How much memory this process can still take before the system ends it or another one.
public enum AvailableMemory {
    /// Nil where the system does not tell.
    public static var bytes: Int? {
        let system = amount(in: "/proc/meminfo", after: "MemAvailable:").map { $0 * 1024 }
        return ([system] + controlGroups).compactMap(\.self).min()
    }

    /// What each control group around the process leaves, of either version.
    private static var controlGroups: [Int?] {
        guard let lines = text(of: "/proc/self/cgroup")?.split(separator: "\n") else { return [] }
        return lines.flatMap { line -> [Int?] in
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { return [] }
            if parts[1].isEmpty {
                return folders(above: parts[2], in: "/sys/fs/cgroup").map {
                    left("\($0)/memory.max", "\($0)/memory.current")
                }
            }
            guard parts[1].split(separator: ",").contains("memory") else { return [] }
            return folders(above: parts[2], in: "/sys/fs/cgroup/memory").map {
                left("\($0)/memory.limit_in_bytes", "\($0)/memory.usage_in_bytes")
            }
        }
    }

    /// A group's folder and those of the groups that it is in.
    private static func folders(above path: Substring, in root: String) -> [String] {
        var folders = [root]
        for step in path.split(separator: "/") { folders.append(folders[folders.count - 1] + "/" + step) }
        return folders
    }

    private static func left(_ limit: String, _ used: String) -> Int? {
        guard let most = amount(in: limit), let taken = amount(in: used) else { return nil }
        return max(most - taken, 0)
    }

    /// The first number of a file, or of its line that begins so.
    private static func amount(in path: String, after key: String = "") -> Int? {
        guard let line = text(of: path)?.split(separator: "\n").first(where: { $0.hasPrefix(key) }) else { return nil }
        let words = line.dropFirst(key.count).split(whereSeparator: { $0 == " " || $0 == "\t" })
        return words.first.flatMap { Int($0) }
    }

    private static func text(of path: String) -> String? {
        guard let bytes = try? UserFile.bytes(of: path, limitBytes: 1 << 16) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
