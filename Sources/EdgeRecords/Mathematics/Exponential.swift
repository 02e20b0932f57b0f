/// The natural logarithm and its inverse, in plain arithmetic: the same bits on every machine and no mathematical
/// library, so that plans can be compared byte for byte.
public enum Exponential {
    /// The logarithm of the square root of 2 π.
    static let halfLogTwoPi = 0.918938533204672741780329736406
    // ln 2 in two parts: multiples of the first are exact.
    private static let highLog2 = 0x1.62e42feep-1
    private static let lowLog2 = 0x1.a39ef35793c76p-33

    /// Negative infinity at 0, not a number below.
    public static func log(_ value: Double) -> Double {
        guard value > 0 else { return value == 0 ? -.infinity : .nan }
        guard value < .infinity else { return value }
        var exponent = Double(value.exponent)
        var significand = value.significand
        if significand > 1.4142135623730951 {
            significand /= 2
            exponent += 1
        }
        // log m = 2 artanh s: the terms fall by s² < 0.03.
        let s = (significand - 1) / (significand + 1)
        let square = s * s
        var sum = 0.0
        for power in stride(from: 23.0, through: 1, by: -2) { sum = sum * square + 1 / power }
        return exponent * highLog2 + (2 * s * sum + exponent * lowLog2)
    }

    public static func exp(_ value: Double) -> Double {
        guard value < 709.8 else { return value.isNaN ? value : .infinity }
        guard value > -745.2 else { return value.isNaN ? value : 0 }
        let exponent = (value * 1.4426950408889634).rounded()
        let rest = (value - exponent * highLog2) - exponent * lowLog2
        var sum = 1.0
        for divisor in stride(from: 14.0, through: 1, by: -1) { sum = 1 + sum * rest / divisor }
        // In two steps, since 2 to the whole exponent may lie below the least normal number.
        let half = Int(exponent) / 2
        return sum * Double(sign: .plus, exponent: half, significand: 1)
            * Double(sign: .plus, exponent: Int(exponent) - half, significand: 1)
    }

    /// The logarithm of a sum of numbers given by their logarithms, none of which need fit in a `Double`.
    public static func logOfSum(_ logs: [Double]) -> Double {
        guard let largest = logs.max(), largest > -.infinity else { return -.infinity }
        guard largest < .infinity else { return largest }
        return largest + log(logs.reduce(0) { $0 + exp($1 - largest) })
    }
}
