import EdgeRecords

/// How cores, caches and packages contain one another, in the order people draw them.
struct TopologyOutline {
    /// A physical core and what belongs to it alone.
    struct Core: Hashable {
        var cpus: [Int]
        /// The place of its kind in `processor.coreKinds`.
        var kind: Int?
    }

    /// Cores behind one second-level cache (often a single core).
    struct Cluster: Hashable {
        var cache: Device.Cache?
        var cores: [Core]
    }

    /// Clusters behind one last-level cache, or those that have none.
    struct Group: Hashable {
        var cache: Device.Cache?
        var clusters: [Cluster]
    }

    struct Package: Hashable {
        /// Nil where the number of packages is unknown.
        var number: Int?
        var groups: [Group]
    }

    var packages: [Package]

    init(_ processor: Device.Processor) {
        let cores = processor.cores.isEmpty ? processor.onlineCPUs.map { [$0] } : processor.cores
        let kinds = processor.coreKinds.map { CPUSet($0.cpus) }
        let outlined = cores.map { cpus in
            Core(cpus: cpus, kind: kinds.firstIndex { kind in cpus.contains(where: kind.contains) })
        }
        let unified = processor.caches.filter { $0.kind != .instruction }
        let known = !processor.packageCPUs.isEmpty
        let sets = known ? processor.packageCPUs.map { CPUSet($0) } : [CPUSet(processor.onlineCPUs)]
        packages = sets.enumerated().map { index, cpus in
            let members = outlined.filter { core in core.cpus.contains(where: cpus.contains) }
            return Package(number: known ? index : nil, groups: Self.groups(of: members, caches: unified))
        }
    }

    private static func groups(of cores: [Core], caches: [Device.Cache]) -> [Group] {
        divided(cores, by: caches.filter { $0.level >= 3 }).map { cache, members in
            let clusters = divided(members, by: caches.filter { $0.level == 2 })
            return Group(cache: cache, clusters: clusters.flatMap(Self.clusters))
        }
    }

    /// Cores without a known second-level cache stand alone.
    private static func clusters(_ cache: Device.Cache?, _ cores: [Core]) -> [Cluster] {
        cache == nil ? cores.map { Cluster(cache: nil, cores: [$0]) } : [Cluster(cache: cache, cores: cores)]
    }

    /// The cores behind each cache in the order of their first CPU, then those behind none.
    private static func divided(_ cores: [Core], by caches: [Device.Cache]) -> [(Device.Cache?, [Core])] {
        var rest = cores
        var parts: [(Device.Cache?, [Core])] = []
        for cache in caches.sorted(by: { ($0.sharedBy.first ?? 0) < ($1.sharedBy.first ?? 0) }) {
            let cpus = CPUSet(cache.sharedBy)
            let members = rest.filter { $0.cpus.contains(where: cpus.contains) }
            guard !members.isEmpty else { continue }
            rest.removeAll { $0.cpus.contains(where: cpus.contains) }
            parts.append((cache, members))
        }
        return rest.isEmpty ? parts : parts + [(nil, rest)]
    }
}
