package import EdgeRecords

/// Finds the most accurate candidate that meets a target with few measurements: it names the one to measure next.
///
/// Pure: whoever measures tells it the verdicts, and what is believed of the rest.
package struct Race {
    /// Measuring for less than a fiftieth of a point of accuracy would cost more than it tells.
    package static let worthwhileGain = 0.0002
    /// So many candidates without one quiet block, one after the other, and the next would have none either.
    package static let patience = 3

    package let targetNanoseconds: Double
    /// Of each candidate, a ratio; candidates are named by their places.
    package let accuracies: [Double]
    package private(set) var verdicts: [Int: Verdict] = [:]
    /// Of candidates that were measured, as far as it is known.
    private var latencies: [Int: Double] = [:]
    private var contendedInTurn = 0

    package init(targetNanoseconds: Double, accuracies: [Double]) {
        self.targetNanoseconds = targetNanoseconds
        self.accuracies = accuracies
    }

    /// - Parameter nanoseconds: by which equally accurate ones are told apart.
    package mutating func record(_ verdict: Verdict, of candidate: Int, nanoseconds: Double? = nil) {
        verdicts[candidate] = verdict
        latencies[candidate] = nanoseconds
        contendedInTurn = verdict == .contended ? contendedInTurn + 1 : 0
    }

    /// Whether the device is too busy for any verdict: to go on would only take time.
    package var isContended: Bool { contendedInTurn >= Self.patience }

    /// The most accurate one that was measured to meet the target; of equals the fastest, then the first.
    package var best: Int? {
        verdicts.filter { $0.value == .meets }.keys.max { isBehind($0, $1) { latencies[$0] ?? .infinity } }
    }

    /// Those that could not be settled: what would change the answer.
    package var open: [Int] {
        verdicts.filter { $0.value == .undecided || $0.value == .contended }.keys.sorted()
    }

    /// The candidate whose measurement promises most; nil when none is worth it any more, or none would be believed.
    ///
    /// - Parameter beliefs: of every candidate, after all that was measured.
    package func next(_ beliefs: [LatencyBelief]) -> Int? {
        guard !isContended else { return nil }
        let surpassed = best.map { accuracies[$0] } ?? 0
        let gains = accuracies.indices.filter { verdicts[$0] == nil && accuracies[$0] > surpassed }.map { place in
            (place, beliefs[place].cautiousChance(within: targetNanoseconds) * (accuracies[place] - surpassed))
        }
        guard let most = gains.max(by: { ($0.1, -$0.0) < ($1.1, -$1.0) }), most.1 >= Self.worthwhileGain else {
            return nil
        }
        return most.0
    }

    /// What would be taken if the best were not there: among equally accurate ones the fastest, measured or believed.
    ///
    /// It may not have been measured yet: one that is just as accurate as the best could only win by being faster.
    package func runnerUp(_ beliefs: [LatencyBelief]) -> Int? {
        guard let best else { return nil }
        let rivals = accuracies.indices.filter { place in
            guard place != best else { return false }
            if let verdict = verdicts[place] { return verdict == .meets }
            return accuracies[place] >= accuracies[best] && beliefs[place].chance(within: targetNanoseconds) > 0.5
        }
        return rivals.max { isBehind($0, $1) { latencies[$0] ?? beliefs[$0].nanoseconds } }
    }

    private func isBehind(_ first: Int, _ second: Int, by nanoseconds: (Int) -> Double) -> Bool {
        (accuracies[first], -nanoseconds(first), -first) < (accuracies[second], -nanoseconds(second), -second)
    }
}
