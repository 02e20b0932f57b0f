import EdgeRecords

/// Goes through one candidate for each of several parts, the best combinations first.
struct CombinationSearch {
    /// One for each part.
    typealias Combination = [Contender]

    /// Of one part no more than so many are combined; the rest are beaten in everything by one of them, or rarely seen.
    private static let eachAtMost = 24
    private static let combinationsAtMost = 20_000

    private let parts: [[Contender]]
    /// Of each part, whether of any of its candidates.
    private let accuracyIsKnown: [Bool]
    private let objective: Requirement.Objective
    private let statistic: Statistic

    /// - Parameter parts: of each the contenders that nothing but its latency could speak against.
    init(_ parts: [[Contender]], objective: Requirement.Objective, statistic: Statistic) {
        self.objective = objective
        self.statistic = statistic
        var most = Self.eachAtMost
        while most > 1, Self.power(most, parts.count) > Self.combinationsAtMost { most -= 1 }
        accuracyIsKnown = parts.map { part in part.contains { $0.option.rankingAccuracy != nil } }
        self.parts = parts.map { part in
            let best = Set(ParetoFront.measurements(of: part, by: statistic))
            let front = part.filter { $0.option.measurement.map(best.contains) ?? false }
            return Array(front.sorted(by: Self.isBefore).prefix(most))
        }
    }

    private static func power(_ base: Int, _ exponent: Int) -> Int {
        (0..<exponent).reduce(1) { product, _ in min(product, combinationsAtMost + 1) * base }
    }

    private static func isBefore(_ one: Contender, _ other: Contender) -> Bool {
        let accuracies = (one.option.rankingAccuracy?.value ?? 0, other.option.rankingAccuracy?.value ?? 0)
        return accuracies.0 == accuracies.1 ? one.place < other.place : accuracies.0 > accuracies.1
    }

    /// Best first; empty where a part has no candidate.
    var combinations: [Combination] {
        guard !parts.isEmpty, parts.allSatisfy({ !$0.isEmpty }) else { return [] }
        let all = parts.reduce([[]] as [Combination]) { made, part in
            made.flatMap { start in part.map { start + [$0] } }
        }
        let keys = all.map(key)
        return keys.indices.sorted { keys[$0].lexicographicallyPrecedes(keys[$1]) }.map { all[$0] }
    }

    /// Smaller is better; the order in the records settles what is equal in all else.
    private func key(_ combination: Combination) -> [Double] {
        // What is not known ranks last, where it is known of others.
        let unknown = zip(combination, accuracyIsKnown).reduce(0.0) { count, part in
            count + (part.1 && part.0.option.rankingAccuracy == nil ? 1 : 0)
        }
        // That all answer right, as far as errors know nothing of each other.
        let accuracy = combination.reduce(1) { $0 * ($1.option.rankingAccuracy?.value ?? 1) }
        let latency = combination.reduce(0) {
            $0 + ($1.option.latencyNanoseconds[statistic]?.value ?? .infinity)
        }
        let memory = Self.memoryBytes(combination) ?? .infinity
        let energy = combination.reduce(0) { $0 + ($1.option.energyMicrojoules?.value ?? .infinity) }
        let places = combination.map { Double($0.place) }
        switch objective {
        case .accuracy: return [unknown, -accuracy, latency, memory] + places
        case .latency: return [latency, unknown, -accuracy, memory] + places
        case .memory: return [memory, unknown, -accuracy, latency] + places
        case .energy: return [energy, unknown, -accuracy, latency] + places
        }
    }

    /// Of all together; nil where one's is not known.
    static func memoryBytes(_ combination: Combination) -> Double? {
        combination.reduce(0) { sum, contender in
            sum.flatMap { known in contender.option.peakMemoryBytes.map { known + $0.value } }
        }
    }

    static func memory(_ combination: Combination) -> Figure? {
        memoryBytes(combination).map { bytes in
            Figure(
                bytes, .total, count: combination.compactMap { $0.option.peakMemoryBytes?.count }.min() ?? 0,
                source: .measured, basis: combination.compactMap(\.option.measurement))
        }
    }
}
