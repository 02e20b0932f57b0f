import EdgeRecords

/// The topology as an indented outline; equal parts are counted, not repeated.
struct TopologyText {
    private let processor: Device.Processor

    init(_ processor: Device.Processor) {
        self.processor = processor
    }

    var lines: [String] {
        TopologyOutline(processor).packages.flatMap { package in
            [package.number.map { "package \($0)" } ?? "processor"] + indented(groups: package.groups)
        }
    }

    private func indented(groups: [TopologyOutline.Group]) -> [String] {
        let described = groups.map { group in
            (head: cacheText(group.cache), parts: clusterParts(group.clusters), cpus: group.cpus)
        }
        var lines: [String] = []
        var rest = described[...]
        while let first = rest.first {
            let alike = rest.prefix { $0.head == first.head && $0.parts.map(\.shape) == first.parts.map(\.shape) }
            rest = rest.dropFirst(alike.count)
            let cpus = CPUSet(alike.flatMap(\.cpus))
            // A group without a last-level cache has no line of its own.
            if let head = first.head {
                let times = alike.count > 1 ? "\(alike.count) × " : ""
                let each = alike.count > 1 ? ", each" : ""
                lines.append("  \(times)\(head) · CPUs \(cpus.listText)\(each)")
            }
            let indent = first.head == nil ? "  " : "    "
            for part in first.parts {
                let own = alike.count > 1 ? "" : " · CPUs \(CPUSet(part.cpus).listText)"
                lines.append(indent + part.shape + own)
            }
        }
        return lines
    }

    /// Clusters of one shape within a group, with all their CPUs.
    private struct Part {
        var shape: String
        var cpus: [Int]
    }

    private func clusterParts(_ clusters: [TopologyOutline.Cluster]) -> [Part] {
        var order: [String] = []
        var cores: [String: Int] = [:]
        var cpus: [String: [Int]] = [:]
        for cluster in clusters {
            let shape = coreText(cluster)
            if cores[shape] == nil { order.append(shape) }
            cores[shape, default: 0] += cluster.cores.count
            cpus[shape, default: []] += cluster.cores.flatMap(\.cpus)
        }
        return order.map { Part(shape: "\(cores[$0] ?? 0) × \($0)", cpus: cpus[$0] ?? []) }
    }

    private func coreText(_ cluster: TopologyOutline.Cluster) -> String {
        guard let core = cluster.cores.first else { return "core" }
        let kind = core.kind.map { processor.coreKinds[$0] }
        var words = [kind.map(Self.kindWord) ?? "core"]
        if let design = kind?.design { words[0] += " (\(design))" }
        if core.cpus.count > 1 { words[0] += " of \(core.cpus.count) threads" }
        if let cache = cluster.cache {
            let shared = cluster.cores.count > 1 ? " shared by \(cluster.cores.count)" : ""
            words.append((cacheText(cache) ?? "L2") + shared)
        }
        let first = processor.caches.first { cache in
            cache.level == 1 && cache.kind == .data && core.cpus.contains(where: cache.sharedBy.contains)
        }
        if let text = cacheText(first) { words.append(text) }
        return words.joined(separator: " · ")
    }

    static func kindWord(_ kind: Device.CoreKind) -> String {
        switch kind.name {
        case "uniform", "unknown": "core"
        case "lowPower": "low-power core"
        case "little": "LITTLE core"
        default: kind.name + " core"
        }
    }

    private func cacheText(_ cache: Device.Cache?) -> String? {
        guard let cache else { return nil }
        let name = "L\(cache.level)" + (cache.kind == .data && cache.level == 1 ? "d" : "")
        let size = cache.bytes.map { " " + NumberText.bytes($0) } ?? ""
        return name + size + (cache.sharedWithHost ? " (shared with the host)" : "")
    }
}

extension TopologyOutline.Group {
    var cpus: [Int] { clusters.flatMap(\.cores).flatMap(\.cpus) }
}
