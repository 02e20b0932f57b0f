package import EdgeRecords

/// Finds the most accurate candidate that meets a target with few measurements: it names the one to measure next.
///
/// Pure: whoever measures tells it the verdicts, and what is believed of the rest.
package struct Race {
    /// Measuring for less than a fiftieth of a point of accuracy would cost more than it tells.
    package static let worthwhileGain = 0.0002

    package let targetNanoseconds: Double
    /// Of each candidate, a ratio; candidates are named by their places.
    package let accuracies: [Double]
    package private(set) var verdicts: [Int: Verdict] = [:]

    package init(targetNanoseconds: Double, accuracies: [Double]) {
        self.targetNanoseconds = targetNanoseconds
        self.accuracies = accuracies
    }

    package mutating func record(_ verdict: Verdict, of candidate: Int) {
        verdicts[candidate] = verdict
    }

    /// The most accurate one that was measured to meet the target; of equals the first.
    package var best: Int? {
        verdicts.filter { $0.value == .meets }.keys.max { (accuracies[$0], -$0) < (accuracies[$1], -$1) }
    }

    /// Those that could not be settled: what would change the answer.
    package var open: [Int] {
        verdicts.filter { $0.value == .undecided || $0.value == .contended }.keys.sorted()
    }

    /// The candidate whose measurement promises most; nil when none is worth it any more.
    ///
    /// - Parameter beliefs: of every candidate, after all that was measured.
    package func next(_ beliefs: [LatencyBelief]) -> Int? {
        let surpassed = best.map { accuracies[$0] } ?? 0
        let gains = accuracies.indices.filter { verdicts[$0] == nil && accuracies[$0] > surpassed }.map { place in
            (place, beliefs[place].cautiousChance(within: targetNanoseconds) * (accuracies[place] - surpassed))
        }
        guard let most = gains.max(by: { ($0.1, -$0.0) < ($1.1, -$1.0) }), most.1 >= Self.worthwhileGain else {
            return nil
        }
        return most.0
    }
}
