/// Probabilities that verdicts and predictions rest on.
public enum Distributions {
    /// The logarithm of `count!`, to twelve places.
    static func logFactorial(_ count: Int) -> Double {
        var value = Double(count) + 1
        var logOfSkipped = 0.0
        // Stirling's series is good from here on; smaller ones are reached by dividing.
        while value < 16 {
            logOfSkipped += Exponential.log(value)
            value += 1
        }
        let inverse = 1 / value
        let square = inverse * inverse
        let series = inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)))
        return (value - 0.5) * Exponential.log(value) - value + Exponential.halfLogTwoPi + series - logOfSkipped
    }

    /// How likely `successes` or fewer are in so many tries, each of which succeeds with `probability`.
    public static func binomial(atMost successes: Int, of tries: Int, probability: Double) -> Double {
        guard successes >= 0 else { return 0 }
        guard successes < tries else { return 1 }
        return min(1, binomialSum(0...successes, of: tries, probability: probability))
    }

    /// How likely `successes` or more are in so many tries.
    public static func binomial(atLeast successes: Int, of tries: Int, probability: Double) -> Double {
        guard successes > 0 else { return 1 }
        guard successes <= tries else { return 0 }
        return min(1, binomialSum(successes...tries, of: tries, probability: probability))
    }

    private static func binomialSum(_ range: ClosedRange<Int>, of tries: Int, probability: Double) -> Double {
        let success = Exponential.log(probability)
        let failure = Exponential.log(1 - probability)
        let all = logFactorial(tries)
        let logs = range.map { count in
            // 0 × −∞ is none of either, not "not a number".
            all - logFactorial(count) - logFactorial(tries - count) + (count == 0 ? 0 : Double(count) * success)
                + (count == tries ? 0 : Double(tries - count) * failure)
        }
        return Exponential.exp(Exponential.logOfSum(logs))
    }

    /// How likely a normal variable lies below so many standard deviations above its mean.
    public static func normal(below deviations: Double) -> Double {
        let distance = abs(deviations)
        guard distance < 38 else { return deviations > 0 ? 1 : 0 }
        let density = Exponential.exp(-distance * distance / 2 - Exponential.halfLogTwoPi)
        let tail = distance < 4 ? 0.5 - density * seriesOverDensity(distance) : density * fractionOverDensity(distance)
        return deviations > 0 ? 1 - tail : tail
    }

    /// The probability between the mean and `distance`, by its Taylor series.
    private static func seriesOverDensity(_ distance: Double) -> Double {
        var term = distance
        var sum = distance
        var divisor = 3.0
        while term > sum * 1e-17 {
            term *= distance * distance / divisor
            sum += term
            divisor += 2
        }
        return sum
    }

    /// The probability beyond `distance`, by its continued fraction, which is quick far out.
    private static func fractionOverDensity(_ distance: Double) -> Double {
        var fraction = distance
        for step in stride(from: 60.0, through: 1, by: -1) { fraction = distance + step / fraction }
        return 1 / fraction
    }
}
