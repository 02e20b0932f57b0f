import EdgeRecords

/// Finds how much memory the machine has and how much of it this process may use.
///
/// Only MemTotal is believed: what the nodes say of themselves changes in a guest while it runs.
struct MemoryReader {
    let observation: Observation
    let groups: ControlGroups

    func memory() -> Device.Memory {
        var memory = Device.Memory()
        let fields = MemoryFields(observation)
        memory.physicalBytes = physical(fields)
        memory.swapBytes = swap(fields)
        memory.limits = groups.memoryLimits()
        memory.usableBytes = usable(memory)
        warnOfSoftLimit(below: memory.usableBytes)
        return memory
    }

    private func physical(_ fields: MemoryFields) -> Int? {
        let fact = "memory.physicalBytes"
        guard let bytes = fields.totalBytes else {
            observation.findings.unknown(fact, because: "\(MemoryFields.shownPath) does not say MemTotal")
            return nil
        }
        observation.findings.note(fact, bytes, from: MemoryFields.shownPath)
        return bytes
    }

    private func usable(_ memory: Device.Memory) -> Int? {
        let fact = "memory.usableBytes"
        let tightest = memory.limits.min { $0.bytes < $1.bytes }
        guard let bytes = [memory.physicalBytes, tightest?.bytes].compactMap(\.self).min() else {
            observation.findings.unknown(fact, because: "neither the memory nor any limit on it is known")
            return nil
        }
        let isLimited = bytes == tightest?.bytes
        observation.findings.note(fact, bytes, from: isLimited ? tightest?.source ?? "" : MemoryFields.shownPath)
        if isLimited, let physical = memory.physicalBytes, physical != bytes {
            observation.findings.disagree(fact, physical, from: MemoryFields.shownPath)
        }
        return bytes
    }

    private func swap(_ fields: MemoryFields) -> Int? {
        let fact = "memory.swapBytes"
        let path = "proc/swaps"
        let table = observation.text(path)
        let areas = table.flatMap(SwapAreas.init)
        if table != nil, areas == nil {
            observation.findings.warn(
                "\(path) was not understood", at: path, why: "it is not the kernel's table of swap areas",
                remedy: "SwapTotal of \(MemoryFields.shownPath) is taken instead, where there is one")
        }
        guard let bytes = areas?.bytes ?? fields.swapBytes else {
            observation.findings.unknown(fact, because: "neither /proc/swaps nor /proc/meminfo tells of swap")
            return nil
        }
        observation.findings.note(fact, bytes, from: areas == nil ? MemoryFields.shownPath : "/" + path)
        if areas != nil, let other = fields.swapBytes, other != bytes {
            observation.findings.disagree(fact, other, from: MemoryFields.shownPath)
        }
        if let limit = groups.swapLimit(), limit.bytes < bytes {
            observation.findings.disagree(fact, limit.bytes, from: limit.source)
        }
        return bytes
    }

    private func warnOfSoftLimit(below usableBytes: Int?) {
        guard let soft = groups.softMemoryLimit(), usableBytes.map({ soft.bytes < $0 }) ?? true else { return }
        observation.findings.warn(
            "memory use above \(soft.bytes) bytes is slowed down", at: soft.source,
            why: "a soft limit makes the kernel reclaim memory from whoever exceeds it",
            remedy: "keep models below it, or raise it")
    }
}
