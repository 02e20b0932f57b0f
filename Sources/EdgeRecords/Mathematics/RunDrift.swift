/// How far figures of one candidate lie apart from run to run, which no single run can see.
///
/// Host, clock and memory change within minutes, a run takes seconds: resampled samples alone gave intervals that held
/// the median of many runs less than half of the time.
public struct RunDrift: Codable, Hashable, Sendable {
    /// The standard deviation of the natural logarithm.
    public var deviation: Double
    /// Runs that it was learned from; 0 where it is assumed.
    public var runs: Int

    public init(deviation: Double, runs: Int) {
        (self.deviation, self.runs) = (deviation, runs)
    }

    /// What is taken until a device's own runs tell: neighbours on one host make a virtual machine less steady.
    public static func assumed(isVirtual: Bool) -> RunDrift { RunDrift(deviation: isVirtual ? 0.02 : 0.01, runs: 0) }

    /// As much as so many runs know, so that two that happen to agree promise nothing.
    private static let weightOfAssumption = 2.0

    /// - Parameter repeated: the medians of each candidate, one of each run; candidates of one run tell nothing.
    public init(of repeated: [[Double]], assuming assumed: RunDrift) {
        var (squares, freedom, runs) = (0.0, 0.0, 0)
        for medians in repeated {
            let logarithms = medians.filter { $0 > 0 && $0.isFinite }.map(Exponential.log)
            guard logarithms.count > 1 else { continue }
            let mean = logarithms.reduce(0, +) / Double(logarithms.count)
            squares += logarithms.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            freedom += Double(logarithms.count - 1)
            runs += logarithms.count
        }
        let weight = Self.weightOfAssumption
        let variance = (squares + weight * assumed.deviation * assumed.deviation) / (freedom + weight)
        self.init(deviation: variance.squareRoot(), runs: runs)
    }

    /// With a share for what the next run may differ.
    public func widened(_ figure: Figure) -> Figure { resized(figure) { $0 + $1 } }

    /// Without that share: as figures of one run differ from each other.
    public func narrowed(_ figure: Figure) -> Figure { resized(figure) { max($0 - $1, 0) } }

    /// Errors that know nothing of each other add up by their squares.
    private func resized(_ figure: Figure, _ combine: (Double, Double) -> Double) -> Figure {
        guard let interval = figure.interval, interval.low > 0, figure.value > 0 else { return figure }
        let reach = Self.deviations(at: figure.confidence ?? 0.95) * deviation
        func side(_ ratio: Double) -> Double {
            let logarithm = Exponential.log(max(ratio, 1))
            return Exponential.exp(combine(logarithm * logarithm, reach * reach).squareRoot())
        }
        var figure = figure
        figure.interval = .init(
            low: figure.value / side(figure.value / interval.low),
            high: figure.value * side(interval.high / figure.value))
        return figure
    }

    /// Between which a normal value lies so often.
    private static func deviations(at confidence: Double) -> Double { confidence < 0.9 ? 1.555 : 1.96 }
}
