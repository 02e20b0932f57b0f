package import EdgeRecords

/// What is believed of a latency: its logarithm is normal, so that errors are ratios.
package struct LatencyBelief: Hashable {
    /// Of the natural logarithm of the nanoseconds.
    package let mean: Double
    package let deviation: Double

    package init(mean: Double, deviation: Double) {
        self.mean = mean
        self.deviation = deviation
    }

    /// As likely too high as too low.
    package var nanoseconds: Double { Exponential.exp(mean) }

    /// How likely it is to lie within a target.
    package func chance(within nanoseconds: Double) -> Double {
        Distributions.normal(below: (Exponential.log(nanoseconds) - mean) / deviation)
    }

    /// The same, if one belief in fifty is not to be believed: such a one lies four times as far off.
    ///
    /// Without it a race would stop over a candidate that a few odd measurements have ruled out.
    package func cautiousChance(within nanoseconds: Double) -> Double {
        let odd = LatencyBelief(mean: mean, deviation: 4 * deviation)
        return 0.98 * chance(within: nanoseconds) + 0.02 * odd.chance(within: nanoseconds)
    }

    /// Holds the truth nine times of ten.
    package var interval: Figure.Interval {
        Figure.Interval(
            low: Exponential.exp(mean - Self.deviationsOfNineTenths * deviation),
            high: Exponential.exp(mean + Self.deviationsOfNineTenths * deviation))
    }

    /// How far from the mean the middle nine tenths of a normal variable end.
    static let deviationsOfNineTenths = 1.6448536269514722
}
