import EdgePlatform
import EdgeRecords

/// Reads how the processor is put together: CPUs, cores, packages, clusters, caches and memory nodes.
struct TopologyReader {
    let observation: Observation
    /// The CPUs that `/proc/cpuinfo` lists.
    let listed: CPUSet
    let field: CPUField

    /// Writes what it finds into the record and returns it as sets.
    func describe(_ device: inout Device) -> CoreTopology {
        let before = onlineText()
        var found = read()
        if observation.tree.isLive, onlineText() != before {
            found = read()
            observation.findings.warn(
                "CPUs went online or offline while they were counted", at: "/\(Observation.cpuRoot)/online",
                why: "the list differed between two reads", remedy: "probe again when the machine has settled")
        }
        let topology = found.topology
        device.processor.onlineCPUs = topology.online.elements
        device.processor.offlineCPUs = topology.offline.elements
        device.processor.logicalCPUs = topology.online.count
        device.processor.cores = topology.cores.map(\.elements)
        device.processor.physicalCores = topology.cores.isEmpty ? nil : topology.cores.count
        device.processor.packages = topology.packages?.count
        device.processor.packageCPUs = topology.packages?.map(\.elements) ?? []
        device.processor.clusters = topology.clusters.map(\.elements)
        device.processor.caches = found.caches
        device.numaNodes = found.nodes
        return topology
    }

    private struct Found {
        var topology = CoreTopology()
        var caches: [Device.Cache] = []
        var nodes: [Device.NUMANode] = []
    }

    private func read() -> Found {
        var found = Found()
        let cpus = OnlineCPUs(observation, listed: listed, dumped: CPUSet())
        found.topology.online = cpus.online
        found.topology.offline = cpus.offline
        found.topology.cores = CoreReader(observation: observation, online: cpus.online, field: field).cores()
        found.nodes = NodeReader(observation: observation, online: cpus.online).nodes()
        let packages = PackageReader(
            observation: observation, cores: found.topology.cores, nodes: found.nodes, field: field
        ).packages()
        found.topology.packages = packages.packages
        var caches = CacheReader(observation: observation, topology: found.topology, isX86: isX86(cpus.online))
        found.caches = caches.read()
        found.topology.clusters =
            ClusterReader(
                observation: observation, topology: found.topology, caches: found.caches, numbered: packages.clusters
            ).clusters()
        return found
    }

    private func onlineText() -> String? { observation.text("\(Observation.cpuRoot)/online") }

    private func isX86(_ online: CPUSet) -> Bool {
        guard let first = online.first else { return false }
        return field("flags", first) != nil && field("cpu family", first) != nil
    }
}
