import EdgeRecords

/// Which candidate would do on how many devices.
struct FleetCoverage {
    struct Line {
        var candidate: ShippedCandidate
        /// By device, in the order of the fleet.
        var standings: [FleetRow.Standing]

        func count(_ state: FleetRow.State) -> Int { standings.count { $0.state == state } }
        var serves: Int { count(.meets) }
        /// By which it is ranked.
        var lowestAccuracy: Double? { standings.compactMap(\.accuracy).min() }
        /// Where it is worst.
        var rightness: Rightness {
            let known = standings.filter { $0.accuracy != nil }
            return known.min { ($0.accuracy ?? 0) < ($1.accuracy ?? 0) }?.rightness ?? Rightness()
        }
    }

    /// Those that serve most first; then the more accurate, then by name.
    let lines: [Line]
    /// How many devices there are.
    let devices: Int
    /// Those that serve, one after the other, most of the devices that no earlier one does: few, though not always the
    /// fewest that there are.
    let cover: [(line: Line, adds: Int)]

    init(_ rows: [FleetRow]) {
        let keys = Set(rows.flatMap(\.candidates)).sorted()
        lines = keys.map { key in Line(candidate: key, standings: rows.map { $0.standing(of: key) }) }
            .enumerated().sorted { left, right in
                let (one, other) = (left.element, right.element)
                if one.serves != other.serves { return one.serves > other.serves }
                let accuracies = (one.lowestAccuracy ?? -1, other.lowestAccuracy ?? -1)
                return accuracies.0 == accuracies.1 ? left.offset < right.offset : accuracies.0 > accuracies.1
            }.map(\.element)
        devices = rows.count
        cover = Self.cover(lines, devices: rows.count)
    }

    private static func cover(_ lines: [Line], devices: Int) -> [(line: Line, adds: Int)] {
        var open = Set(0..<devices)
        var taken: [(line: Line, adds: Int)] = []
        func gain(_ line: Line) -> Int { open.count { line.standings[$0].state == .meets } }
        while !open.isEmpty {
            var best: (line: Line, adds: Int)?
            for line in lines {
                let adds = gain(line)
                if adds > best?.adds ?? 0 { best = (line, adds) }
            }
            guard let best else { break }
            taken.append(best)
            open = open.filter { best.line.standings[$0].state != .meets }
        }
        return taken
    }

    /// How many devices some candidate serves.
    var served: Int { cover.reduce(0) { $0 + $1.adds } }

    var sentence: String {
        guard let first = cover.first else { return "No candidate is proven to serve any device." }
        let all = Self.all(devices)
        if first.adds == devices {
            return devices == 1
                ? "\(first.line.candidate.text) serves it." : "\(first.line.candidate.text) serves \(all)."
        }
        let names = cover.prefix(6).map { "\($0.line.candidate.text) (\($0.adds))" }
        let hidden = cover.count - names.count
        let list = Words.joined(names + (hidden > 0 ? ["\(hidden) more"] : []))
        let left = devices - served
        let rest =
            left == 0
            ? all
            : "\(served) of \(Words.counted(devices, "device")); nothing is proven to serve the other\(left == 1 ? "" : " \(left)")"
        return cover.count == 1 ? "\(first.line.candidate.text) serves \(rest)." : "Together \(list) serve \(rest)."
    }

    /// `both devices`, `all 5 devices`.
    private static func all(_ devices: Int) -> String { devices == 2 ? "both devices" : "all \(devices) devices" }
}
