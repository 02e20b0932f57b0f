import EdgeRecords

/// The facts of topology in one file of `machines/expected`, beside the same facts of a record.
struct ExpectedTopology {
    let facts: JSONValue

    /// Every fact that the file asserts and the record denies, one line each.
    func differences(from device: Device) -> [String] {
        let processor = device.processor
        var lines: [String] = []
        func compare<Value: Equatable>(_ name: String, _ expected: Value?, _ found: Value?) {
            guard let expected, expected != found else { return }
            lines.append("\(name): expected \(expected), found \(found.map { "\($0)" } ?? "nothing")")
        }
        compare("logicalCPUs", facts["logicalCPUs"]?.wholeNumber, processor.logicalCPUs)
        compare("onlineCPUs", facts["onlineCPUs"]?.text, CPUSet(processor.onlineCPUs).listText)
        compare("offlineCPUs", facts["offlineCPUs"]?.text, CPUSet(processor.offlineCPUs).listText)
        compare("physicalCores", facts["physicalCores"]?.wholeNumber, processor.physicalCores)
        compare("packages", facts["packages"]?.wholeNumber, processor.packages)
        compare("clusters", facts["clusters"]?.wholeNumber, processor.clusters.count)
        compare("numaNodes", facts["numaNodes"]?.wholeNumber, device.numaNodes.count)
        lines += nodeDifferences(device.numaNodes)
        lines += cacheDifferences(processor.caches)
        return lines
    }

    private func nodeDifferences(_ nodes: [Device.NUMANode]) -> [String] {
        (facts["nodes"]?.elements ?? []).compactMap { expected in
            guard let node = nodes.first(where: { $0.id == expected["id"]?.wholeNumber }) else {
                return "node \(expected["id"]?.wholeNumber ?? -1) is missing"
            }
            let cpus = CPUSet(node.cpus).listText
            if cpus != expected["cpus"]?.text { return "node \(node.id) has CPUs \(cpus)" }
            guard let bytes = expected["memoryBytes"]?.wholeNumber, bytes != node.memoryBytes else { return nil }
            return "node \(node.id) has \(node.memoryBytes.map(String.init) ?? "unknown") bytes, not \(bytes)"
        }
    }

    private func cacheDifferences(_ caches: [Device.Cache]) -> [String] {
        guard case .object(let expected)? = facts["caches"] else { return [] }
        let found = Set(caches.map(name))
        var lines = found.subtracting(expected.keys).map { "cache \($0) is invented" }
        for (name, instances) in expected {
            let mine = caches.filter { self.name($0) == name }
            for group in instances.elements {
                let same = mine.filter { $0.bytes == group["bytes"]?.wholeNumber }
                if same.count != group["instances"]?.wholeNumber {
                    lines.append("\(name): \(same.count) of \(group["bytes"]?.wholeNumber ?? 0) bytes")
                }
                let shares = Set(same.map(\.sharedBy.count)).sorted()
                if let wanted = group["cpusPerInstance"]?.elements.compactMap(\.wholeNumber), wanted != shares {
                    lines.append("\(name): shared by \(shares), not \(wanted)")
                }
            }
            let count = instances.elements.compactMap { $0["instances"]?.wholeNumber }.reduce(0, +)
            if count != mine.count { lines.append("\(name): \(mine.count) instances, not \(count)") }
        }
        return lines
    }

    /// The collection's names: `L1d`, `L1i`, `L2`.
    private func name(_ cache: Device.Cache) -> String {
        switch cache.kind {
        case .data: "L\(cache.level)d"
        case .instruction: "L\(cache.level)i"
        case .unified: "L\(cache.level)"
        }
    }
}

extension JSONValue {
    fileprivate var elements: [JSONValue] { if case .array(let values) = self { values } else { [] } }
}
