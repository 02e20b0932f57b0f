public import EdgeRecords

extension Placement {
    /// What is worth trying for a model: whole homogeneous clusters from the fastest down, and how each kind of cluster
    /// does with fewer threads; never one stray little core, since the slowest thread sets the time.
    ///
    /// - Parameters:
    ///   - threads: empty for those; otherwise on the fastest cores, just so many.
    ///   - isOversubscribed: whether there may be more threads than CPUs.
    public static func clustered(
        on device: Device, threads: [Int] = [], isOversubscribed: Bool = false
    ) throws(ProfilingError) -> [Placement] {
        let order = cpusInOrder(of: device)
        let usable = usableThreads(of: device, order)
        guard threads.isEmpty else { return try listed(threads, order, usable, isOversubscribed, device) }
        let clusters = homogeneousClusters(of: device, order)
        var placements: [Placement] = []
        var tried: Set<Cluster> = []
        for (place, cluster) in clusters.enumerated() {
            // Two clusters of one design do as well as each other.
            if tried.insert(Cluster(kind: cluster.kind, cpus: [], cores: cluster.cpus.count)).inserted {
                for count in prefixes(of: cluster) where count <= usable {
                    placements.append(
                        Placement(
                            threads: count, cpus: Array(cluster.cpus.prefix(count)),
                            coreKind: place == 0 ? nil : cluster.kind))
                }
            }
            let joined = Set(clusters[...place].flatMap(\.cpus))
            let cpus = order.filter(joined.contains)
            if place > 0, cpus.count <= usable { placements.append(Placement(threads: cpus.count, cpus: cpus)) }
        }
        // A quota that no cluster ends at is tried as it is.
        if !placements.contains(where: { $0.threads == usable && $0.coreKind == nil }) {
            placements.append(Placement(threads: usable, cpus: Array(order.prefix(usable))))
        }
        return placements
    }

    private static func listed(
        _ threads: [Int], _ order: [Int], _ usable: Int, _ isOversubscribed: Bool, _ device: Device
    ) throws(ProfilingError) -> [Placement] {
        if let most = threads.max(), most > usable, !isOversubscribed {
            throw .tooManyThreads(asked: most, usable: usable, limit: device.limits.bindingConstraint)
        }
        return threads.map { Placement(threads: $0, cpus: Array(order.prefix($0))) }
    }

    /// CPUs of one design that are near each other.
    private struct Cluster: Hashable {
        let kind: String?
        /// A CPU of every core first.
        let cpus: [Int]
        let cores: Int
    }

    /// The fastest first.
    private static func homogeneousClusters(of device: Device, _ order: [Int]) -> [Cluster] {
        let rank = Dictionary(order.enumerated().map { ($1, $0) }) { first, _ in first }
        let near = device.processor.clusters.isEmpty ? [order] : device.processor.clusters
        // CPUs that belong to no cluster are one of their own.
        let strays = order.filter { cpu in !near.contains { $0.contains(cpu) } }
        let kinds: [Device.CoreKind?] = device.processor.coreKinds.isEmpty ? [nil] : device.processor.coreKinds
        let clusters = (near + [strays]).flatMap { cpus in
            kinds.map { kind in
                let own = order.filter { cpus.contains($0) && kind?.cpus.contains($0) ?? true }
                let cores = device.processor.cores.count { core in core.contains(where: own.contains) }
                return Cluster(kind: kind?.name, cpus: own, cores: cores == 0 ? own.count : cores)
            }
        }
        return clusters.filter { !$0.cpus.isEmpty }.sorted { rank[$0.cpus[0]] ?? 0 < rank[$1.cpus[0]] ?? 0 }
    }

    /// 1, 2, 4 and so on, all cores, and all CPUs where a core has several.
    private static func prefixes(of cluster: Cluster) -> [Int] {
        var counts = Array(sequence(first: 1) { $0 * 2 < cluster.cores ? $0 * 2 : nil })
        for count in [cluster.cores, cluster.cpus.count] where count > counts.last ?? 0 { counts.append(count) }
        return counts
    }
}
