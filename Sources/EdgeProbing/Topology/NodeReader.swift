import EdgeRecords

/// Reads memory nodes; an answer only where the kernel gives one.
struct NodeReader {
    let observation: Observation
    let online: CPUSet
    private static let nodesAtMost = 4_096

    func nodes() -> [Device.NUMANode] {
        let root = Observation.nodeRoot
        var numbers = observation.numbers(after: "node", in: root)
        if let list = observation.cpuList("\(root)/online"), !list.isEmpty {
            // A folder may outlive its node in a capture, and a node listed as online may have no folder.
            numbers = numbers.filter(list.contains)
        }
        guard !numbers.isEmpty else {
            observation.findings.unknown("numaNodes", because: "/\(root) names no memory node")
            return []
        }
        let nodes = separate(numbers.prefix(Self.nodesAtMost).map(node))
        observation.findings.note(
            "numaNodes", nodes.map { "\($0.id): \(CPUSet($0.cpus).listText)" }.joined(separator: "; "),
            from: "/\(root)/node*/cpulist")
        let placed = nodes.reduce(CPUSet()) { $0.union(CPUSet($1.cpus)) }
        let homeless = online.subtracting(placed)
        if !homeless.isEmpty {
            observation.findings.warn(
                "CPUs \(homeless.listText) belong to no online memory node", at: "/\(root)",
                why: "their node is offline or names other CPUs",
                remedy: "their memory is on another node: place threads on CPUs of a listed node")
        }
        return nodes
    }

    private func node(_ number: Int) -> Device.NUMANode {
        let folder = "\(Observation.nodeRoot)/node\(number)"
        let cpus = observation.cpuList("\(folder)/cpulist") ?? observation.cpuMask("\(folder)/cpumap") ?? CPUSet()
        return Device.NUMANode(
            id: number, cpus: cpus.intersection(online).elements, memoryBytes: memoryBytes("\(folder)/meminfo"),
            distances: distances("\(folder)/distance"))
    }

    /// Firmware rubbish first: nodes that claim the same CPUs are one; a CPU claimed twice stays with the first node.
    private func separate(_ nodes: [Device.NUMANode]) -> [Device.NUMANode] {
        var distinct: [Device.NUMANode] = []
        var duplicates: [Int] = []
        var overlap = CPUSet()
        var claimed = CPUSet()
        for var node in nodes {
            let cpus = CPUSet(node.cpus)
            if !cpus.isEmpty, let twin = distinct.firstIndex(where: { $0.cpus == node.cpus }) {
                duplicates.append(node.id)
                distinct[twin].memoryBytes = nil
                distinct[twin].distances = nil
                continue
            }
            overlap = overlap.union(cpus.intersection(claimed))
            node.cpus = cpus.subtracting(claimed).elements
            claimed = claimed.union(cpus)
            distinct.append(node)
        }
        if !duplicates.isEmpty {
            warn(
                "memory nodes \(CPUSet(duplicates).listText) claim the same CPUs as another",
                why: "the firmware's tables repeat themselves")
            if distinct.count == 1 { distinct[0].memoryBytes = memoryBytes("proc/meminfo") }
        }
        if !overlap.isEmpty {
            warn("CPUs \(overlap.listText) are claimed by several memory nodes", why: "the nodes' lists overlap")
        }
        return distinct
    }

    private func warn(_ what: String, why: String) {
        observation.findings.warn(
            what, at: "/\(Observation.nodeRoot)/node*/cpulist", why: why,
            remedy: "equal nodes are taken for one, and a CPU for the first node's; update the firmware")
    }

    /// `Node 0 MemTotal: 16424556 kB`, or the machine's line without the first two words.
    private func memoryBytes(_ path: String) -> Int? {
        guard let text = observation.text(path) else { return nil }
        for line in text.split(separator: "\n") {
            let words = line.split { $0 == " " || $0 == "\t" }
            guard let place = words.firstIndex(of: "MemTotal:"), place + 1 < words.count else { continue }
            guard let kibibytes = Int(words[place + 1]), kibibytes >= 0 else { break }
            let (bytes, overflow) = kibibytes.multipliedReportingOverflow(by: 1024)
            if overflow { break }
            return bytes
        }
        observation.warnOfContent(path, String(text.prefix(40)), expected: "a line with MemTotal in kB")
        return nil
    }

    private func distances(_ path: String) -> [Int]? {
        guard let text = observation.text(path), !text.isEmpty else { return nil }
        let words = text.split { $0 == " " || $0 == "\t" || $0 == "\n" }
        let values = words.compactMap { Int($0) }
        guard values.count == words.count, values.count <= Self.nodesAtMost, values.allSatisfy({ $0 >= 0 }) else {
            observation.warnOfContent(path, text, expected: "distances such as 10 21")
            return nil
        }
        return values
    }
}
