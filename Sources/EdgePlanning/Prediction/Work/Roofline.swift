import EdgeRecords

/// The least time that a device's ceilings leave to a piece of work.
struct Roofline {
    private let rates: [Key: Double]
    /// Of one core's caches, in rising order; what fits into none of them lies in memory.
    private let levels: [(name: String, bytes: Double)]
    let threads: [Int]
    /// How many sums of 32 bits a vector holds.
    let lanes: Double

    private struct Key: Hashable {
        let name: String
        let threads: Int
    }

    /// - Returns: nil without any arithmetic or without memory's rate.
    init?(_ profile: Profile) {
        var rates: [Key: Double] = [:]
        for ceiling in profile.ceilings {
            guard let rate = ceiling.operationsPerSecond ?? ceiling.bytesPerSecond, rate.value > 0 else { continue }
            let isArithmetic = ceiling.operationsPerSecond != nil
            // Of several instruction sets the best one counts: that is what will run.
            let name = isArithmetic ? "peak-" + (ceiling.name.split(separator: "-").first ?? "") : ceiling.name
            let key = Key(name: name, threads: ceiling.threads)
            rates[key] = max(rates[key] ?? 0, rate.value)
        }
        self.rates = rates
        lanes =
            profile.ceilings.filter { $0.operationsPerSecond != nil }
            .map { Self.lanes(of: $0.name, scalableBytes: profile.device.processor.vectorBytes) }.max() ?? 1
        threads = Set(rates.keys.filter { $0.name.hasPrefix("peak-") }.map(\.threads)).sorted()
        levels = (1...3).compactMap { level in
            let caches = profile.device.processor.caches.filter { $0.level == level && $0.kind != .instruction }
            return caches.compactMap(\.bytes).max().map { ("read-l\(level)", Double($0)) }
        }
        guard !threads.isEmpty, rates.keys.contains(where: { $0.name == "read-dram" }) else { return nil }
    }

    /// - Parameter ceiling: `fp32-avx512`, `int8-neondot`.
    private static func lanes(of ceiling: String, scalableBytes: Int?) -> Double {
        let instructionSet = ceiling.split(separator: "-").last ?? ""
        if instructionSet.hasPrefix("avx512") || instructionSet.hasPrefix("amx") { return 16 }
        if instructionSet.hasPrefix("avx") { return 8 }
        return instructionSet == "sve" ? Double(max(scalableBytes ?? 16, 16) / 4) : 4
    }

    /// Nil for a precision that no ceiling was measured for.
    func nanoseconds(_ work: LayerWork, _ precision: Precision, threads: Int) -> Double? {
        nanoseconds(operations: work.filledOperations, bytes: work.bytes, precision, threads: threads)
    }

    func nanoseconds(operations: Double, bytes: Double, _ precision: Precision, threads: Int) -> Double? {
        guard let peak = rate(of: "peak-" + Self.arithmetic(of: precision), threads) else { return nil }
        let level = levels.first { bytes <= 0.8 * $0.bytes }?.name ?? "read-dram"
        guard let bandwidth = rate(of: level, threads) ?? rate(of: "read-dram", threads) else { return nil }
        return max(operations / peak, bytes / bandwidth) * 1e9
    }

    /// Of every layer, with its work; nil for a variant without layers, or of a precision that no ceiling was measured for.
    func layers(
        of variant: Variant, _ precision: Precision, threads: Int
    ) -> [(layer: Layer, work: LayerWork, nanoseconds: Double)]? {
        var layers: [(layer: Layer, work: LayerWork, nanoseconds: Double)] = []
        for layer in variant.layers {
            let work = LayerWork(layer, lanes: lanes)
            guard let roof = nanoseconds(work, precision, threads: threads) else { return nil }
            layers.append((layer, work, roof))
        }
        return layers.isEmpty ? nil : layers
    }

    /// In which arithmetic a precision is computed.
    private static func arithmetic(of precision: Precision) -> String {
        switch precision {
        case .int8, .int8Dynamic: "int8"
        case .bf16: "bf16"
        case .fp16: "fp16"
        default: "fp32"
        }
    }

    /// With as many threads as were measured at the most, where so many were not.
    private func rate(of name: String, _ threads: Int) -> Double? {
        let nearest = self.threads.last { $0 <= threads } ?? self.threads.first ?? threads
        return rates[Key(name: name, threads: threads)] ?? rates[Key(name: name, threads: nearest)]
            ?? (name == "peak-bf16" || name == "peak-fp16" ? rate(of: "peak-fp32", threads) : nil)
    }
}
