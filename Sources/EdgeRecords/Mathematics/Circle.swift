/// Sine and cosine in plain arithmetic: the same bits on every machine and no mathematical library.
public enum Circle {
    /// The cosine of an angle given in full turns: of 1/6 it is a half.
    ///
    /// Turns keep the reduction to an eighth of the circle exact, so that tables for transforms are good to the last bits.
    public static func cosine(turns: Double) -> Double {
        guard turns.isFinite else { return .nan }
        // The circle's symmetries lead to the first quarter.
        var part = abs(turns.remainder(dividingBy: 1))
        var sign = 1.0
        if part > 0.25 {
            part = 0.5 - part
            sign = -1
        }
        return sign * (part <= 0.125 ? smallCosine(part * 2 * .pi) : smallSine((0.25 - part) * 2 * .pi))
    }

    public static func sine(turns: Double) -> Double {
        guard turns.isFinite else { return .nan }
        let part = turns.remainder(dividingBy: 1)
        return cosine(turns: part - 0.25)
    }

    /// Taylor's series up to an eighth of the circle, where its eleventh term is below the last bit.
    private static func smallCosine(_ angle: Double) -> Double { series(angle, first: 1, from: 0) }
    private static func smallSine(_ angle: Double) -> Double { series(angle, first: angle, from: 1) }

    private static func series(_ angle: Double, first: Double, from power: Int) -> Double {
        var sum = first
        var term = first
        for step in stride(from: power + 1, through: power + 20, by: 2) {
            term *= -angle * angle / Double(step * (step + 1))
            sum += term
        }
        return sum
    }
}
