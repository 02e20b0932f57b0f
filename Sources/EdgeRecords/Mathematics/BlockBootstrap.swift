/// Where a statistic lies, by taking the measurement again from its own samples.
///
/// Neighbouring samples resemble each other and processes differ, so whole processes are drawn, and in each whole runs
/// of neighbours; drawing single samples would give intervals that hold the truth a third of the time.
public struct BlockBootstrap {
    /// Fewer draws would make the ends of the interval itself uncertain.
    public static let standardDraws = 1000
    /// Told to whoever wants to repeat it.
    public static let standardSeed: UInt64 = 20_251

    private let processes: [[Double]]
    private let blockLength: Int
    private let draws: Int

    /// - Parameter processes: the samples of each process in the order they were taken; empty ones are left out.
    public init(processes: [[Double]], draws: Int = standardDraws) {
        self.processes = processes.filter { !$0.isEmpty }
        self.draws = draws
        blockLength = max(5, Autocorrelation.independentLag(of: self.processes))
    }

    /// How sure an interval from so many processes is: simulated with correlated samples and processes that differ.
    ///
    /// Between five and ten the truth was held 88 times in a hundred, from ten on 92 and more.
    public static func confidence(processes: Int) -> Double? {
        switch processes {
        case ..<5: nil
        case ..<10: 0.88
        default: 0.95
        }
    }

    /// Between the ends that leave a fortieth of the draws on either side; nil without samples.
    public func interval(
        seed: UInt64 = standardSeed, of statistic: (_ sorted: [Double]) -> Double
    ) -> Figure.Interval? {
        guard !processes.isEmpty else { return nil }
        var random = DrawOrder(seed: seed)
        var values = (0..<draws).map { _ in statistic(draw(&random).sorted()) }
        values.sort()
        return Self.middle(values)
    }

    /// The same for several statistics of the same draws.
    public func intervals(
        of statistics: [Statistic], seed: UInt64 = standardSeed
    ) -> [Statistic: Figure.Interval] {
        guard !processes.isEmpty else { return [:] }
        var random = DrawOrder(seed: seed)
        var values: [Statistic: [Double]] = [:]
        for _ in 0..<draws {
            let sorted = draw(&random).sorted()
            for statistic in statistics {
                if let value = Quantile.value(of: statistic, ofSorted: sorted) {
                    values[statistic, default: []].append(value)
                }
            }
        }
        return values.mapValues { Self.middle($0.sorted()) }
    }

    /// Without a fortieth on either side.
    private static func middle(_ sorted: [Double]) -> Figure.Interval {
        let outside = max(sorted.count / 40, 1)
        return Figure.Interval(
            low: sorted[min(outside, sorted.count - 1)], high: sorted[max(sorted.count - 1 - outside, 0)])
    }

    private func draw(_ random: inout DrawOrder) -> [Double] {
        var all: [Double] = []
        for _ in processes.indices {
            let process = processes[random.next(below: processes.count)]
            let length = min(blockLength, process.count)
            for _ in 0..<((process.count + length - 1) / length) {
                let start = random.next(below: process.count - length + 1)
                all += process[start..<(start + length)]
            }
        }
        return all
    }
}

/// The same order for the same seed, on every machine (SplitMix64).
struct DrawOrder {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next(below bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        // The high half of the product: without the bias of a remainder, near enough for bounds this small.
        return Int(mixed.multipliedFullWidth(by: UInt64(bound)).high)
    }
}
