import EdgeRecords

/// Judges the variants on a device by how other devices differ from each other.
///
/// A latency's logarithm is the variant's mean, plus the device's own speed, plus a few ways in which devices differ
/// (int8 quick or slow, large layers quick or slow, …) that are found in the table, plus noise.
package struct DevicePredictor {
    /// With fewer, devices that differ in more ways than these are judged wrong, and measured more often.
    private static let ways = 6

    /// Of each variant over all devices.
    private let means: [Double]
    /// For each variant: 1 for the device's speed, then how much each way touches it.
    private let features: [[Double]]
    private let priors: [Double]
    private let noise: Double
    /// What widens the bars until nine in ten held on families that were left out.
    private let scale: Double

    /// - Parameter table: at least two devices; with fewer nothing is known of how devices differ.
    package init?(_ table: ReferenceTable) {
        guard let plain = DevicePredictor(table, scale: 1) else { return nil }
        let families = Set(table.rows.map(\.family)).sorted()
        let misses = families.flatMap { family -> [Double] in
            guard let others = DevicePredictor(table.without(family: family), scale: 1) else { return [] }
            return table.rows.filter { $0.family == family }.flatMap(others.missesAfterThreeProbes)
        }.sorted()
        guard !misses.isEmpty else {
            self = plain
            return
        }
        // The rank that makes the bar right for the next one too.
        let rank = min(Int((Double(misses.count + 1) * 0.9).rounded(.up)), misses.count)
        self.init(table, scale: misses[rank - 1] / LatencyBelief.deviationsOfNineTenths)
    }

    private init?(_ table: ReferenceTable, scale: Double) {
        let rows = table.filled
        guard rows.count > 1, let width = rows.first?.count, width > 0 else { return nil }
        let means = (0..<width).map { place in rows.reduce(0) { $0 + $1[place] } / Double(rows.count) }
        let speeds = rows.map { row in zip(row, means).reduce(0) { $0 + $1.0 - $1.1 } / Double(width) }
        let rests = zip(rows, speeds).map { row, speed in zip(row, means).map { $0 - $1 - speed } }
        let ways = LeadingWays(of: rests, count: Self.ways)
        self.means = means
        features = (0..<width).map { place in [1] + ways.directions.map { $0[place] } }
        priors = [max(1.5 * Self.variance(speeds), 0.5)] + ways.scores.map { max(1.5 * Self.variance($0), 1e-4) }
        noise = max(2 * Self.variance(ways.rest.flatMap { $0 }), 1e-4)
        self.scale = scale
    }

    private static func variance(_ values: [Double]) -> Double {
        values.reduce(0) { $0 + $1 * $1 } / Double(max(values.count, 1))
    }

    /// What is believed of every variant after some were measured.
    ///
    /// - Parameter seen: the logarithm of the latency of each variant that was, by its place.
    package func beliefs(seen: [Int: Double]) -> [LatencyBelief] {
        let line = LinearBelief(
            priors: priors, noise: noise,
            seen: seen.sorted { $0.key < $1.key }.map {
                LinearBelief.Observation(features: features[$0.key], deviation: $0.value - means[$0.key])
            })
        return features.indices.map { place in
            let (mean, variance) = line.value(features[place])
            return LatencyBelief(mean: means[place] + mean, deviation: scale * variance.squareRoot())
        }
    }

    /// How far off the bars a device's other variants lie, in deviations, once a light, a middling and a heavy one
    /// were measured.
    private func missesAfterThreeProbes(_ row: ReferenceTable.Row) -> [Double] {
        let order = row.latencies.keys.sorted { (means[$0], $0) < (means[$1], $1) }
        guard order.count > 3 else { return [] }
        let probes = Set([order[order.count / 6], order[order.count / 2], order[order.count * 5 / 6]])
        let beliefs = beliefs(seen: row.latencies.filter { probes.contains($0.key) })
        return order.filter { !probes.contains($0) }.compactMap { place in
            row.latencies[place].map { abs($0 - beliefs[place].mean) / beliefs[place].deviation }
        }
    }
}
