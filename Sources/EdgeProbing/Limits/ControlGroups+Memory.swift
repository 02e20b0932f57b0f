import EdgeRecords

extension ControlGroups {
    /// The hard memory limits of all enclosing groups, the innermost first.
    func memoryLimits() -> [Device.MemoryLimit] {
        groups(of: "memory").flatMap { group in
            // The second of version 1 counts swapped memory too, so it bounds memory as well.
            let files = group.isUnified ? ["memory.max"] : ["memory.limit_in_bytes", "memory.memsw.limit_in_bytes"]
            return files.compactMap { limit($0, of: group) }
        }
    }

    /// The lowest soft limit: the kernel slows a process above it but does not refuse memory.
    func softMemoryLimit() -> Device.MemoryLimit? {
        groups(of: "memory").filter(\.isUnified).compactMap { limit("memory.high", of: $0) }.min { $0.bytes < $1.bytes }
    }

    /// The tightest limit on swap alone, which only version 2 knows; zero forbids it.
    func swapLimit() -> Device.MemoryLimit? {
        groups(of: "memory").filter(\.isUnified).compactMap { group in
            group.text("memory.swap.max") == "0"
                ? Device.MemoryLimit(source: group.source("memory.swap.max"), bytes: 0)
                : limit("memory.swap.max", of: group)
        }.min { $0.bytes < $1.bytes }
    }

    private func limit(_ file: String, of group: ControlGroup) -> Device.MemoryLimit? {
        group.limit(file, expected: "a number of bytes or max") { ControlGroupLimit(bytes: $0) }
            .map { Device.MemoryLimit(source: group.source(file), bytes: $0) }
    }
}
