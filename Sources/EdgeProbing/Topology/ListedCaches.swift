import EdgeRecords

/// Caches that `/proc/cpuinfo` of s390x lists: `cache0 : level=1 type=Data scope=Private size=128K line_size=256`.
struct ListedCaches {
    let observation: Observation
    let topology: CoreTopology
    let field: CPUField
    private static let linesAtMost = 16

    /// Private caches, one for each core; who shares the others is not said there, so that they cannot be counted.
    func caches() -> [Device.Cache] {
        guard let first = topology.online.first else { return [] }
        var found: [Device.Cache] = []
        var shared: [String] = []
        for number in 0..<Self.linesAtMost {
            guard let line = field("cache\(number)", first) else { break }
            let words = Dictionary(line.split(separator: " ").compactMap(Self.pair)) { first, _ in first }
            guard let level = words["level"].flatMap({ Int($0) }), (1...9).contains(level),
                let kind = words["type"].flatMap({ Device.Cache.Kind(rawValue: $0.lowercased()) })
            else {
                observation.warnOfContent("proc/cpuinfo", line, expected: "a cache's level and type")
                continue
            }
            guard words["scope"] == "Private" else {
                shared.append("level \(level)")
                continue
            }
            let bytes = words["size"].flatMap(CacheSize.bytes)
            let lineBytes = words["line_size"].flatMap { Int($0) }
            found += topology.cores.map {
                Device.Cache(level: level, kind: kind, bytes: bytes, sharedBy: $0.elements, lineBytes: lineBytes)
            }
        }
        if !shared.isEmpty {
            observation.findings.unknown(
                "processor.caches",
                because: "/proc/cpuinfo lists shared caches (\(shared.joined(separator: ", "))) but not who shares them"
            )
        }
        if !found.isEmpty { observation.findings.note("processor.caches", found.count, from: "/proc/cpuinfo: cache0") }
        return CacheReader.sorted(found)
    }

    private static func pair(_ word: Substring) -> (String, String)? {
        let parts = word.split(separator: "=", maxSplits: 1)
        return parts.count == 2 ? (String(parts[0]), String(parts[1])) : nil
    }
}
