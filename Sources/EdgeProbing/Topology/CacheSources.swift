import EdgeRecords

/// Caches from the first source that knows any: sysfs, CPUID, `/proc/cpuinfo`.
struct CacheSources {
    let observation: Observation
    let topology: CoreTopology
    let field: CPUField
    let leaves: ProcessorLeaves
    let places: ProcessorPlaces?

    func caches() -> [Device.Cache] {
        var reader = CacheReader(observation: observation, topology: topology, isX86: isX86)
        var caches = reader.read()
        let described = places.map { LeafCaches(leaves: leaves, places: $0).caches(of: topology.online) } ?? []
        if caches.isEmpty {
            caches = described
            if !caches.isEmpty { observation.findings.note("processor.caches", caches.count, from: "/cpuid") }
        } else if !described.isEmpty {
            fillSizes(of: &caches, from: described)
        }
        if caches.isEmpty { caches = ListedCaches(observation: observation, topology: topology, field: field).caches() }
        noteUnknown(caches)
        return caches
    }

    /// A size that sysfs lacks may stand in the leaves; sysfs stays right about who shares.
    private func fillSizes(of caches: inout [Device.Cache], from described: [Device.Cache]) {
        for index in caches.indices where caches[index].bytes == nil {
            let cache = caches[index]
            let same = described.first {
                $0.level == cache.level && $0.kind == cache.kind && !Set($0.sharedBy).isDisjoint(with: cache.sharedBy)
            }
            caches[index].bytes = same?.bytes
            caches[index].lineBytes = cache.lineBytes ?? same?.lineBytes
        }
    }

    private func noteUnknown(_ caches: [Device.Cache]) {
        guard !topology.online.isEmpty else { return }
        let sizeless = caches.filter { $0.bytes == nil }.count
        if caches.isEmpty {
            observation.findings.unknown(
                "processor.caches", because: "neither the cache folders of sysfs nor CPUID describe any")
        } else if sizeless > 0 {
            observation.findings.unknown(
                "processor.caches.bytes", because: "\(sizeless) of \(caches.count) caches do not say their size")
        }
    }

    private var isX86: Bool {
        guard let first = topology.online.first else { return false }
        return !leaves.cpus.isEmpty || (field("flags", first) != nil && field("cpu family", first) != nil)
    }
}
