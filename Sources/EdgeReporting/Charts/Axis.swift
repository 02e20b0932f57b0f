import EdgeRecords

/// One direction of a chart: which numbers it shows, where, and with which ticks.
struct Axis: Hashable {
    struct Tick: Hashable {
        var value: Double
        var text: String
    }

    /// With the unit; it says so if the scale is logarithmic.
    var title: String
    var low: Double
    var high: Double
    var isLogarithmic: Bool
    var ticks: [Tick]

    /// From zero to a round number past the highest value.
    static func linear(_ title: String, upTo highest: Double) -> Axis {
        let highest = highest > 0 ? shown(highest) : 1
        let step = roundStep(highest / 5)
        let count = max(Int((highest / step - 1e-9).rounded(.up)), 1)
        let ticks = (0...count).map { Tick(value: Double($0) * step, text: text(Double($0) * step)) }
        return Axis(title: title, low: 0, high: Double(count) * step, isLogarithmic: false, ticks: ticks)
    }

    /// Between round numbers around both ends, which need not be zero: for positions, never for lengths.
    static func linear(_ title: String, from lowest: Double, to highest: Double) -> Axis {
        let (lowest, highest) = (shown(lowest), shown(highest))
        guard highest > lowest else {
            let middle = highest
            return linear(
                title, from: middle - max(middle.magnitude, 1) / 10, to: middle + max(middle.magnitude, 1) / 10)
        }
        let step = roundStep((highest - lowest) / 5)
        let first = Int((lowest / step + 1e-9).rounded(.down))
        let last = Int((highest / step - 1e-9).rounded(.up))
        let ticks = (first...max(last, first + 1)).map { Tick(value: Double($0) * step, text: text(Double($0) * step)) }
        return Axis(
            title: title, low: Double(first) * step, high: ticks.last?.value ?? highest, isLogarithmic: false,
            ticks: ticks)
    }

    /// Ticks at 1, 2 and 5 over few powers of ten, at the powers over many.
    static func logarithmic(_ title: String, from lowest: Double, to highest: Double) -> Axis {
        let lowest = lowest > 0 ? shown(lowest) : 1
        let highest = highest > lowest ? shown(highest) : lowest * 10
        let (first, last) = (Int(log10(lowest).rounded(.down)), Int(log10(highest).rounded(.up)))
        let steps: [Double] = last - first <= 3 ? [1, 2, 5] : [1]
        var values = (first...last).flatMap { power in steps.map { $0 * ten(power) } }
        // One tick on each side of what is shown, not more.
        while values.count > 2, values[1] <= lowest * 1.0001 { values.removeFirst() }
        while values.count > 2, values[values.count - 2] >= highest * 0.9999 { values.removeLast() }
        let stride = max((values.count + 8) / 9, 1)
        let ticks = values.indices.filter { $0 % stride == 0 }.map { Tick(value: values[$0], text: text(values[$0])) }
        return Axis(
            title: title + ", log scale", low: values.first ?? lowest, high: values.last ?? highest,
            isLogarithmic: true,
            ticks: ticks)
    }

    /// No chart shows more than this, whatever a record says; what is no number is 0.
    private static func shown(_ value: Double) -> Double {
        guard !value.isNaN else { return 0 }
        let size = min(max(value.magnitude, 1e-12), 1e15)
        return value == 0 ? 0 : value < 0 ? -size : size
    }

    /// Where a value lies between two places, which it never leaves.
    func position(_ value: Double, from start: Double, to end: Double) -> Double {
        let share =
            isLogarithmic
            ? (Self.log10(max(value, low)) - Self.log10(low)) / (Self.log10(high) - Self.log10(low))
            : (value - low) / (high - low)
        return start + min(max(share.isFinite ? share : 0, 0), 1) * (end - start)
    }

    static func log10(_ value: Double) -> Double { Exponential.log(value) / Exponential.log(10) }

    private static func ten(_ power: Int) -> Double {
        (0..<power.magnitude).reduce(1.0) { result, _ in power < 0 ? result / 10 : result * 10 }
    }

    /// 1, 2 or 5 times a power of ten, not below `width`.
    private static func roundStep(_ width: Double) -> Double {
        let base = ten(Int(log10(width).rounded(.down)))
        return [1, 2, 5, 10].map { $0 * base }.first { $0 >= width * 0.999 } ?? width
    }

    private static func text(_ value: Double) -> String {
        if value == 0 { return "0" }
        for decimals in 0...3 where (value - rounded(value, decimals)).magnitude < value.magnitude * 1e-6 {
            return NumberText.fixed(value, decimals: decimals)
        }
        return NumberText.threeDigits(value)
    }

    private static func rounded(_ value: Double, _ decimals: Int) -> Double {
        (value * ten(decimals)).rounded() / ten(decimals)
    }
}
