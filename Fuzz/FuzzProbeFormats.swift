import EdgePlatform
import EdgeProbing
import EdgeRecords

/// The first byte chooses the format.
func fuzzProbeFormats(_ bytes: [UInt8]) {
    guard let format = bytes.first else { return }
    let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
    switch format % 7 {
    case 0: readList(text)
    case 1: readMask(text)
    case 2: readProcessors(text)
    case 3: readControlGroups(text)
    case 4: readLimits(text)
    case 5: readWhole(text)
    default: readSystem(text)
    }
}

/// What is read as a list is written as one that reads the same.
private func readList(_ text: String) {
    guard let set = CPUSet(list: text) else { return }
    precondition(CPUSet(list: set.listText) == set)
    precondition(set.count <= CPUSet.capacity)
}

private func readMask(_ text: String) {
    guard let set = CPUSet(mask: text) else { return }
    precondition(set.elements.count == set.count)
}

private func readProcessors(_ text: String) {
    let info = CPUInfo.parse(text)
    precondition(info.cpus.count <= CPUSet.capacity)
    precondition(zip(info.cpus, info.cpus.dropFirst()).allSatisfy { $0 < $1 })
    for cpu in info.cpus.prefix(4) {
        precondition(info.value("Serial", cpu: cpu) == nil)
        _ = info.value("flags", cpu: cpu)
    }
}

/// The list of processors and one CPU's leaves, read as far as a whole device.
private func readWhole(_ text: String) {
    let parts = text.split(separator: "\u{1}", maxSplits: 1, omittingEmptySubsequences: false)
    var memory = MemoryTree()
    memory.insert(.file(Array(parts[0].utf8)), at: "proc/cpuinfo")
    if parts.count > 1 { memory.insert(.file(Array(parts[1].utf8)), at: "cpuid/pu0") }
    let processor = DeviceProbe(tree: FileTree(memory: memory, name: "fuzz")).device().processor
    precondition(processor.coreKinds.flatMap(\.cpus).sorted() == processor.onlineCPUs)
    precondition(processor.features.allSatisfy { $0.executed == nil })
}

/// The parts are divided by a byte that occurs in none of the files.
private func readControlGroups(_ text: String) {
    let parts = text.split(separator: "\u{1}", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let membership = ControlGroupMembership(parts[0])
    let table = parts.last ?? ""
    for mount in ControlGroupMount.mountInfo(table) + ControlGroupMount.mounts(table) {
        for path in [membership.unifiedPath] + Array(membership.paths.values) {
            guard case .below(let steps) = ControlGroupPlace(path: path, root: mount.root) else { continue }
            precondition(steps.allSatisfy { !$0.isEmpty && $0 != ".." && !$0.contains("/") })
        }
    }
}

private func readLimits(_ text: String) {
    let words = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let quotas = [
        ControlGroupLimit(cpuMax: text), ControlGroupLimit(quotaMicroseconds: words[0], periodMicroseconds: words.last),
    ]
    for case .limited(let cpus)? in quotas {
        precondition(cpus.isFinite && cpus > 0)
        let online = CPUSet(0..<8)
        let share = ProcessorShare(online: online, affinity: CPUSet(list: text), cpuset: nil, quotaCPUs: cpus)
        precondition((1...8).contains(share.usableCPUs))
    }
    if case .limited(let bytes)? = ControlGroupLimit(bytes: text) { precondition(bytes > 0) }
    if let areas = SwapAreas(text) { precondition(areas.bytes >= 0) }
}

private func readSystem(_ text: String) {
    if let release = KernelRelease.parse(text) { precondition(!release.contains("@") && !release.contains(" ")) }
    for name in [ReleaseFile.prettyName(text), ReleaseFile.androidName(text)] {
        precondition(name?.contains("\n") != true)
    }
    _ = MainframeText(text)
}
