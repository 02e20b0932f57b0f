import EdgeRecords

/// What stood in a steady relation to something known beforehand, in the networks that were measured.
struct StatisticScales {
    /// How many medians each statistic of a latency is.
    let all: [(statistic: Statistic, scale: Double)]
    private let memoryScale: Double?
    private let nanosecondsPerByte: Double?
    private let count: Int

    init(_ wholes: [WorkTable.Whole]) {
        count = wholes.count
        var ratios: [Statistic: [Double]] = [:]
        for whole in wholes {
            for figure in whole.measurement.latencyNanoseconds.all where figure.statistic.percent != nil {
                ratios[figure.statistic, default: []].append(figure.value / whole.median)
            }
        }
        ratios[.median] = [1]
        all = ratios.sorted { $0.key.rawValue < $1.key.rawValue }.compactMap { statistic, values in
            Self.median(values).map { (statistic, $0) }
        }
        memoryScale = Self.median(
            wholes.compactMap { whole in
                guard let peak = whole.measurement.peakMemoryBytes?.value, let bytes = Self.bytes(of: whole.variant)
                else {
                    return nil
                }
                return peak / bytes
            })
        nanosecondsPerByte = Self.median(
            wholes.compactMap { whole in
                guard let load = whole.measurement.loadNanoseconds?.value, let bytes = whole.variant.weightBytes,
                    bytes > 0
                else { return nil }
                return load / Double(bytes)
            })
    }

    private static func median(_ values: [Double]) -> Double? {
        let known = values.filter { $0 > 0 && $0.isFinite }.sorted()
        return known.isEmpty ? nil : Quantile.median(ofSorted: known)
    }

    private static func bytes(of variant: Variant) -> Double? {
        guard let weights = variant.weightBytes ?? variant.modelBytes,
            let between = variant.arenaBytes ?? variant.activationBytes
        else { return nil }
        return max(Double(weights) + Double(between), 1)
    }

    func memory(of variant: Variant) -> Figure? {
        Self.bytes(of: variant).map {
            Figure(
                ($0 * (memoryScale ?? 1)).rounded(), .maximum, count: 0, source: .predicted,
                basis: [memoryScale == nil ? "weights and activations" : "\(count) networks that were measured"])
        }
    }

    func load(of variant: Variant) -> Figure? {
        guard let nanosecondsPerByte, let bytes = variant.weightBytes else { return nil }
        return Figure(
            (nanosecondsPerByte * Double(bytes)).rounded(), .median, count: 0, source: .predicted,
            basis: ["\(count) networks that were measured"])
    }
}
