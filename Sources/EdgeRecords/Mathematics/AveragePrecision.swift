/// How well scores put what is searched for before everything else.
public struct AveragePrecision: Sendable {
    /// Places of the samples, the highest score first, each group of equal scores together.
    private let groups: [[Int]]
    private let isWanted: [Bool]

    /// - Returns: Nil if there are not as many scores as verdicts, nothing is wanted, or a score is no number.
    public init?(scores: [Double], isWanted: [Bool]) {
        guard scores.count == isWanted.count, isWanted.contains(true), !scores.contains(where: \.isNaN) else {
            return nil
        }
        var groups: [[Int]] = []
        for place in scores.indices.sorted(by: { scores[$0] > scores[$1] }) {
            if let last = groups.last?.first, scores[last] == scores[place] {
                groups[groups.count - 1].append(place)
            } else {
                groups.append([place])
            }
        }
        self.groups = groups
        self.isWanted = isWanted
    }

    public var value: Double { value(counting: Array(repeating: 1, count: isWanted.count)) ?? 0 }

    /// The same with each sample counted so many times; nil if nothing is wanted among them.
    ///
    /// Every wanted sample adds the precision that is reached when all samples of its score are shown.
    func value(counting times: [Int]) -> Double? {
        var (wanted, shown, sum) = (0, 0, 0.0)
        for group in groups {
            var here = 0
            for place in group {
                shown += times[place]
                if isWanted[place] { here += times[place] }
            }
            wanted += here
            if here > 0 { sum += Double(here) * Double(wanted) / Double(shown) }
        }
        return wanted > 0 ? sum / Double(wanted) : nil
    }

    /// The mean over classes, and where it lies when samples are drawn again and again.
    public static func mean(
        of classes: [AveragePrecision], samples: Int, draws: Int = 200, seed: UInt64 = 20_251
    ) -> (value: Double, interval: Figure.Interval)? {
        guard !classes.isEmpty, samples > 0 else { return nil }
        var order = DrawOrder(seed: seed)
        var means: [Double] = []
        for _ in 0..<draws {
            var times = [Int](repeating: 0, count: samples)
            for _ in 0..<samples { times[order.next(below: samples)] += 1 }
            let values = classes.compactMap { $0.value(counting: times) }
            if !values.isEmpty { means.append(values.reduce(0, +) / Double(values.count)) }
        }
        means.sort()
        let value = classes.map(\.value).reduce(0, +) / Double(classes.count)
        let low = means[Int(Double(means.count - 1) * 0.025)]
        let high = means[Int((Double(means.count - 1) * 0.975).rounded(.up))]
        return (value, Figure.Interval(low: min(low, value), high: max(high, value)))
    }
}
