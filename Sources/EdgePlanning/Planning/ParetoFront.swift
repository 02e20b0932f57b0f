import EdgeRecords

/// The measurements that no other beats in everything: latency, accuracy and memory.
enum ParetoFront {
    /// In rising order of latency.
    static func measurements(of contenders: [Contender], by statistic: Statistic) -> [String] {
        let points = contenders.compactMap { Point($0, statistic) }.sorted { $0.parts < $1.parts }
        var front: [Point] = []
        // Whatever beats a point is not slower, so that it stands before it.
        for point in points where !front.contains(where: { $0.beats(point) }) { front.append(point) }
        return front.map(\.measurement)
    }

    private struct Point {
        let measurement: String
        /// Latency, the accuracy turned round, memory: less is better; what is unknown counts as worst.
        let parts: (Double, Double, Double)

        init?(_ contender: Contender, _ statistic: Statistic) {
            guard let measurement = contender.option.measurement,
                let latency = contender.option.latencyNanoseconds[statistic]
            else { return nil }
            self.measurement = measurement
            parts = (
                latency.value, contender.option.rankingAccuracy.map { -$0.value } ?? .infinity,
                contender.option.peakMemoryBytes?.value ?? .infinity
            )
        }

        func beats(_ other: Point) -> Bool {
            parts.0 <= other.parts.0 && parts.1 <= other.parts.1 && parts.2 <= other.parts.2 && parts != other.parts
        }
    }
}
