import EdgeRecords

/// How long variants took on other devices, one statistic of all, from which a device that is new can be judged after
/// a few measurements.
package struct ReferenceTable {
    /// What is known of a variant without running it.
    package struct Variant: Hashable {
        package let name: String
        package let operations: Double
        package let parameters: Double
        package let isInteger: Bool

        package init(name: String, operations: Double, parameters: Double, isInteger: Bool) {
            self.name = name
            self.operations = operations
            self.parameters = parameters
            self.isInteger = isInteger
        }

        var features: [Double] {
            [1, Exponential.log(operations), Exponential.log(parameters), isInteger ? 1 : 0]
        }
    }

    /// A device with its engine, and what was seen on it.
    package struct Row {
        /// Devices of one family are one chip under several names: never judge one by the other.
        package let family: String
        /// The logarithm of the latency of each variant, by its place; those that were not measured are missing.
        package let latencies: [Int: Double]

        package init(family: String, latencies: [Int: Double]) {
            self.family = family
            self.latencies = latencies
        }
    }

    package let variants: [Variant]
    package let rows: [Row]

    package init(variants: [Variant], rows: [Row]) {
        self.variants = variants
        self.rows = rows.filter { !$0.latencies.isEmpty }
    }

    /// Without one family, to see how well its devices are judged by the others.
    package func without(family: String) -> ReferenceTable {
        ReferenceTable(variants: variants, rows: rows.filter { $0.family != family })
    }

    /// The rows with their holes filled by what the variants' features say on that device.
    var filled: [[Double]] {
        rows.map { row in
            let mean = row.latencies.values.sorted().reduce(0, +) / Double(row.latencies.count)
            let line = LinearBelief(
                priors: [1, 1, 1, 1], noise: 0.05,
                seen: row.latencies.sorted { $0.key < $1.key }.map {
                    LinearBelief.Observation(features: centred(variants[$0.key]), deviation: $0.value - mean)
                })
            return variants.indices.map { row.latencies[$0] ?? mean + line.value(centred(variants[$0])).mean }
        }
    }

    /// Features about their means: the device's own mean stands for the rest.
    private func centred(_ variant: Variant) -> [Double] {
        zip(variant.features, featureMeans).enumerated().map { place, pair in place == 0 ? 1 : pair.0 - pair.1 }
    }

    private var featureMeans: [Double] {
        let sums = variants.reduce([0, 0, 0, 0]) { zip($0, $1.features).map { $0 + $1 } }
        return sums.map { $0 / Double(variants.count) }
    }
}
