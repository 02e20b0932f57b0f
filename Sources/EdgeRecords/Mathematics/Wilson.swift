/// How far a share that was counted may lie from the true one.
public enum Wilson {
    /// Wilson's interval, which stays within 0 and 1 and says something even if all or none were right.
    ///
    /// - Returns: Nil for no tries, or a confidence that is not between 0 and 1.
    public static func interval(of successes: Int, in tries: Int, confidence: Double = 0.95) -> Figure.Interval? {
        guard tries > 0, (0...tries).contains(successes), confidence > 0, confidence < 1 else { return nil }
        let deviations = Distributions.normalQuantile((1 + confidence) / 2)
        let count = Double(tries)
        let share = Double(successes) / count
        let square = deviations * deviations
        let centre = (share + square / (2 * count)) / (1 + square / count)
        let reach =
            deviations / (1 + square / count)
            * (share * (1 - share) / count + square / (4 * count * count)).squareRoot()
        return Figure.Interval(
            low: successes == 0 ? 0 : max(0, centre - reach), high: successes == tries ? 1 : min(1, centre + reach))
    }
}

extension Distributions {
    /// How many standard deviations above its mean a normal variable stays below with this probability.
    public static func normalQuantile(_ probability: Double) -> Double {
        guard probability > 0 else { return -.infinity }
        guard probability < 1 else { return .infinity }
        var (low, high) = (-38.0, 38.0)
        // Each step halves what is left: 64 reach the last bit.
        for _ in 0..<64 {
            let middle = (low + high) / 2
            if normal(below: middle) < probability { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }
}
