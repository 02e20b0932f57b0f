import EdgePlatform
import EdgeRecords

/// Reads how the processor is put together: CPUs, cores, packages, clusters, caches and memory nodes.
struct TopologyReader {
    let observation: Observation
    /// The CPUs that `/proc/cpuinfo` lists.
    let listed: CPUSet
    let field: CPUField
    var leaves = ProcessorLeaves()

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
        observation.findings.adopt(found.findings)
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
        if isGuest { device.processor.markLastCachesSharedWithHost() }
        device.numaNodes = found.nodes
        return topology
    }

    /// Whether the CPUs themselves say that a hypervisor runs below them.
    var isGuest: Bool {
        if leaves.saysHypervisor { return true }
        guard let first = listed.first, let flags = field("flags", first) else { return false }
        return flags.split(separator: " ").contains("hypervisor")
    }

    private struct Found {
        var topology = CoreTopology()
        var caches: [Device.Cache] = []
        var nodes: [Device.NUMANode] = []
        /// Kept apart until it is clear which of two reads counts.
        var findings = Findings()
    }

    private func read() -> Found {
        var found = Found()
        let observation = Observation(tree: observation.tree, findings: found.findings)
        let cpus = OnlineCPUs(observation, listed: listed, dumped: leaves.cpus)
        let places = ProcessorPlaces(leaves, online: cpus.online, findings: found.findings)
        found.topology.online = cpus.online
        found.topology.offline = cpus.offline
        found.topology.cores =
            CoreReader(observation: observation, online: cpus.online, field: field, places: places).cores()
        found.nodes = NodeReader(observation: observation, online: cpus.online).nodes()
        let packages = PackageReader(
            observation: observation, cores: found.topology.cores, nodes: found.nodes, field: field, places: places
        ).packages()
        found.topology.packages = packages.packages
        found.caches = CacheSources(
            observation: observation, topology: found.topology, field: field, leaves: leaves, places: places
        ).caches()
        found.topology.clusters =
            ClusterReader(
                observation: observation, topology: found.topology, caches: found.caches, numbered: packages.clusters
            ).clusters()
        return found
    }

    private func onlineText() -> String? { observation.text("\(Observation.cpuRoot)/online") }
}

extension Device.Processor {
    /// What a guest sees as its last level is the host's, and other guests fill it too.
    ///
    /// To be called again by whoever learns of a hypervisor that the CPUs do not speak of, as on Arm.
    mutating func markLastCachesSharedWithHost() {
        guard let last = caches.map(\.level).max(), last > 1 else { return }
        for index in caches.indices where caches[index].level == last { caches[index].sharedWithHost = true }
    }
}
