import EdgeRecords

/// Finds groups of cores that stand closer together than a package's: they share a cache or a path to memory.
struct ClusterReader {
    let observation: Observation
    let topology: CoreTopology
    let caches: [Device.Cache]
    /// What was numbered like packages, on chips whose kernel does so.
    let numbered: [CPUSet]

    func clusters() -> [CPUSet] {
        if let named = kernelClusters() { return named }
        if !numbered.isEmpty {
            return note(numbered, from: "/\(Observation.cpuRoot)/cpu*/topology/physical_package_id")
        }
        for level in [2, 3, 4] {
            let groups = caches.filter { $0.level == level && $0.kind != .instruction }.map { CPUSet($0.sharedBy) }
            if groups.contains(where: spansCores) {
                return note(groups, from: "CPUs that share a level \(level) cache")
            }
        }
        observation.findings.unknown(
            "processor.clusters", because: "the kernel names no cluster, and no cache is known to be shared by cores")
        return []
    }

    /// The kernel's clusters, unless each is but a core: there they only repeat the core lists.
    private func kernelClusters() -> [CPUSet]? {
        var neighbours: [Int: CPUSet] = [:]
        var source = ""
        for core in topology.cores {
            guard let cpu = core.first else { continue }
            let folder = "\(Observation.cpuRoot)/cpu\(cpu)/topology"
            // Where the first CPU's kernel knows no clusters, none does.
            guard let said = observation.cpus(in: folder, named: ["cluster_cpus"]) else {
                if neighbours.isEmpty { return nil }
                continue
            }
            let cluster = said.cpus.intersection(topology.online)
            for member in core.elements { neighbours[member] = cluster }
            source = "/\(Observation.cpuRoot)/cpu*/topology/\(said.path.split(separator: "/").last ?? "")"
        }
        let partition = Partition(of: topology.online, neighbours: neighbours)
        guard partition.groups.contains(where: spansCores), partition.groups.count > 1 || topology.packages == nil
        else {
            return nil
        }
        if !partition.contradicted.isEmpty {
            observation.findings.warn(
                "CPUs \(partition.contradicted.listText) disagree with their neighbours about their cluster",
                at: source,
                why: "two CPUs share a cluster only if each names the other", remedy: "such CPUs are kept apart")
        }
        return note(partition.groups, from: source)
    }

    private func spansCores(_ group: CPUSet) -> Bool {
        guard let first = topology.cores.first(where: { !$0.intersection(group).isEmpty }) else { return false }
        return !group.isSubset(of: first)
    }

    private func note(_ groups: [CPUSet], from source: String) -> [CPUSet] {
        let sorted = groups.sorted { ($0.first ?? 0) < ($1.first ?? 0) }
        observation.findings.note("processor.clusters", sorted.map(\.listText).joined(separator: " | "), from: source)
        return sorted
    }
}
