import CEdgeHwloc
import EdgePlatform

/// libhwloc's account, taken in a child: it reads the environment, and may print or abort.
enum HwlocWitness {
    static func answer(deadlineMilliseconds: UInt32 = 1000) -> WitnessAnswer {
        let library = "libhwloc"
        let facts = unsafe Trial.answer(
            from: ep_hwloc_describe, blank: ep_hwloc_facts(), deadlineMilliseconds: deadlineMilliseconds)
        guard let facts, facts.state >= 0 else { return .failed(library: library) }
        guard facts.state == 1 else { return .missing(library: library) }
        var account = WitnessAccount(name: "\(library) \(facts.version >> 16).\(facts.version >> 8 & 0xff)")
        account.packages = count(facts.packages)
        account.physicalCores = count(facts.cores)
        account.logicalCPUs = count(facts.cpus)
        account.numaNodes = count(facts.nodes)
        account.coreKinds = count(facts.kinds)
        account.memoryBytes = facts.memory_bytes > 0 ? Int(facts.memory_bytes) : nil
        let name = text(of: facts.model)
        account.processorName = name.isEmpty ? nil : name
        account.distances = distances(facts)
        return .account(account)
    }

    private static func count(_ value: Int32) -> Int? { value > 0 ? Int(value) : nil }

    private static func distances(_ facts: ep_hwloc_facts) -> [[Int]] {
        let values = elements(of: facts.distances, as: Int32.self).prefix(max(0, Int(facts.distance_count)))
        let nodes = (0...16).first { $0 * $0 == values.count } ?? 0
        return (0..<nodes).map { row in values[row * nodes..<(row + 1) * nodes].map { Int($0) } }
    }
}
