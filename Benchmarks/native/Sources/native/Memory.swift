import EdgePlatform

/// This process's memory, in KiB.
enum Memory {
    static var peak: Int { reading("VmHWM:") }
    static var resident: Int { reading("VmRSS:") }

    private static func reading(_ key: String) -> Int {
        guard let bytes = try? UserFile.bytes(of: "/proc/self/status", limitBytes: 1 << 16) else { return 0 }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard let line = lines.first(where: { $0.hasPrefix(key) }) else { return 0 }
        return line.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { Int($0) } ?? 0
    }
}
