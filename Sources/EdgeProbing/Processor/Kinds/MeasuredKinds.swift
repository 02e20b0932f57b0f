import EdgeRecords

/// Divides CPUs by how fast they may get, or by caches and threads, where nobody names their kinds.
struct MeasuredKinds {
    let ceilings: CoreCeilings
    let topology: CoreTopology
    let caches: [Device.Cache]
    /// How the makers of this processor call its kinds, the fastest first.
    let names: [String]

    private var online: CPUSet { topology.online }

    /// Gaps in the highest clock, the base clock or the capacity.
    func ceilingVerdict() -> KindVerdict? {
        let byMaximum = CoreCeilings.split(online, by: ceilings.maxKilohertz)
        if byMaximum.count > 1 { return verdict(byMaximum, .frequency, from: CoreCeilings.maxSource) }
        // Servers may prefer some of their equal cores: a base clock alone needs cores that differ otherwise too.
        let byBase = CoreCeilings.split(online, by: ceilings.baseKilohertz)
        if byBase.count > 1, ceilings.maxKilohertz.isEmpty || !areBuiltAlike {
            return verdict(byBase, .frequency, from: CoreCeilings.baseSource)
        }
        let byCapacity = CoreCeilings.split(online, by: ceilings.capacities)
        return byCapacity.count > 1 ? verdict(byCapacity, .capacity, from: CoreCeilings.capacitySource) : nil
    }

    /// Cores with other first or second caches, or with another number of threads.
    func shapeVerdict() -> KindVerdict? {
        let groups = shapes()
        guard (2...KindVerdict.groupsAtMost).contains(groups.count) else { return nil }
        return verdict(groups, .cache, from: "sizes of caches and threads of each core")
    }

    /// Whether the caches are known and the same for all cores.
    private var areBuiltAlike: Bool {
        shapes().count == 1 && !caches.isEmpty
    }

    /// The cores of each shape, larger first caches and more threads first.
    private func shapes() -> [CPUSet] {
        let first = sizes(level: 1)
        let second = sizes(level: 2)
        var groups: [[Int]: CPUSet] = [:]
        for core in topology.cores {
            guard let cpu = core.first else { continue }
            // An offline thread makes no difference between cores.
            let threads = topology.offline.isEmpty ? core.count : 0
            groups[[first[cpu] ?? 0, threads, second[cpu] ?? 0], default: CPUSet()] =
                groups[[first[cpu] ?? 0, threads, second[cpu] ?? 0], default: CPUSet()].union(core)
        }
        return groups.sorted { $1.key.lexicographicallyPrecedes($0.key) }.map(\.value)
    }

    /// The data cache of a level by CPU; empty unless it is known for every CPU, since a missing one proves nothing.
    private func sizes(level: Int) -> [Int: Int] {
        var sizes: [Int: Int] = [:]
        for cache in caches where cache.level == level && cache.kind != .instruction {
            guard let bytes = cache.bytes else { continue }
            for cpu in cache.sharedBy { sizes[cpu] = bytes }
        }
        return online.elements.allSatisfy { sizes[$0] != nil } ? sizes : [:]
    }

    private func verdict(_ sets: [CPUSet], _ basis: Device.CoreKind.Basis, from source: String) -> KindVerdict {
        let names =
            names.isEmpty
            ? BigLittleNames.names(
                for: sets.map { cpus in
                    BigLittleNames.Member(physicalCores: topology.cores.count { !$0.intersection(cpus).isEmpty })
                })
            : (0..<sets.count).map { self.names[min($0, self.names.count - 1)] }
        let groups = zip(sets, names).map { KindGroup(cpus: $0, basis: basis, name: $1) }
        return KindVerdict(groups: groups, source: source)
    }
}
