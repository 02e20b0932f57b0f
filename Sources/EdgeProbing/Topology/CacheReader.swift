import EdgeRecords

/// Collects every cache that online CPUs stand behind, one entry an instance.
struct CacheReader {
    let observation: Observation
    let topology: CoreTopology
    /// Whether the order of x86 processors may stand in for a missing level and type.
    let isX86: Bool

    private var caches: [Device.Cache] = []
    /// The CPUs whose cache of this level and kind is already listed.
    private var claimed: [Place: CPUSet] = [:]
    /// The CPUs that a folder of this number speaks for: theirs need not be read.
    private var spokenFor: [Int: CPUSet] = [:]
    private var contradicted = CPUSet()
    private static let foldersAtMost = 32

    private struct Place: Hashable {
        let level: Int
        let kind: Device.Cache.Kind
    }

    init(observation: Observation, topology: CoreTopology, isX86: Bool) {
        self.observation = observation
        self.topology = topology
        self.isX86 = isX86
    }

    /// By level, then kind, then first CPU.
    static func sorted(_ caches: [Device.Cache]) -> [Device.Cache] {
        caches.sorted { a, b in
            if a.level != b.level { return a.level < b.level }
            if a.kind != b.kind { return a.kind.rawValue < b.kind.rawValue }
            return (a.sharedBy.first ?? 0) < (b.sharedBy.first ?? 0)
        }
    }

    mutating func read() -> [Device.Cache] {
        for cpu in topology.online.elements {
            let folder = "\(Observation.cpuRoot)/cpu\(cpu)/cache"
            let indexes = observation.numbers(after: "index", in: folder)
            for index in indexes.prefix(Self.foldersAtMost) where spokenFor[index]?.contains(cpu) != true {
                readFolder("\(folder)/index\(index)", index, of: cpu)
            }
        }
        warn()
        if !caches.isEmpty {
            observation.findings.note(
                "processor.caches", caches.count, from: "/\(Observation.cpuRoot)/cpu*/cache/index*")
        }
        return Self.sorted(caches)
    }

    private mutating func readFolder(_ path: String, _ index: Int, of cpu: Int) {
        guard let folder = CacheFolder(observation, path: path, customaryIndex: isX86 ? index : nil) else { return }
        let place = Place(level: folder.level, kind: folder.kind)
        guard claimed[place]?.contains(cpu) != true else { return }
        guard let named = sharedBy(folder, of: cpu) else {
            observation.findings.warn(
                "\(path) does not say which CPUs share it", at: path,
                why: "shared_cpu_list and shared_cpu_map are missing",
                remedy: "this cache is left out; capture the tree again if it was copied by hand")
            return
        }
        var shared = named.intersection(topology.online)
        let taken = shared.intersection(claimed[place] ?? CPUSet())
        if !named.contains(cpu) || !taken.isEmpty { contradicted.insert(cpu) }
        shared.insert(cpu)
        shared = shared.subtracting(taken)
        claimed[place] = (claimed[place] ?? CPUSet()).union(shared)
        spokenFor[index] = (spokenFor[index] ?? CPUSet()).union(shared)
        caches.append(
            Device.Cache(
                level: folder.level, kind: folder.kind, bytes: folder.bytes, sharedBy: shared.elements,
                lineBytes: folder.lineBytes))
    }

    /// A first-level cache belongs to one core; beyond that only the folder can tell.
    private func sharedBy(_ folder: CacheFolder, of cpu: Int) -> CPUSet? {
        if let named = folder.sharedBy { return named }
        return folder.level == 1 ? topology.cores.first { $0.contains(cpu) } : nil
    }

    /// Every core has a first level of its own, so that one is missing where others have it; outer levels may differ.
    private var withoutFirstLevel: CPUSet {
        var missing = CPUSet()
        for (place, cpus) in claimed where place.level == 1 {
            missing = missing.union(topology.online.subtracting(cpus))
        }
        return missing
    }

    private func warn() {
        let pattern = "/\(Observation.cpuRoot)/cpu*/cache"
        let missing = withoutFirstLevel
        if !missing.isEmpty {
            observation.findings.warn(
                "the first-level caches of CPUs \(missing.listText) are not all known", at: pattern,
                why: "cache folders of these CPUs are missing while others have them",
                remedy: "the rest is reported; capture the tree again if it was copied by hand")
        }
        if !contradicted.isEmpty {
            observation.findings.warn(
                "CPUs \(contradicted.listText) disagree with others about who shares a cache", at: pattern,
                why: "their lists overlap without being equal",
                remedy: "each CPU is counted with the first cache that names it")
        }
    }
}
