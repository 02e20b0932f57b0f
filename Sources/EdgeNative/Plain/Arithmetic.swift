import EdgeModels
import Glibc

extension PlainOperators {
    /// Operators on two or more numbers, spread over each other.
    static let arithmetic: [OperatorName: Operation] = [
        "Add": binary({ $0 + $1 }, { $0 &+ $1 }),
        "Sub": binary({ $0 - $1 }, { $0 &- $1 }),
        "Mul": binary({ $0 * $1 }, { $0 &* $1 }),
        "Div": binary({ $0 / $1 }, { $1 == 0 ? nil : $0.dividedReportingOverflow(by: $1).partialValue }),
        "Mod": { call throws(PlainFault) in
            let asC = call.flag("fmod")
            return try binary(
                { asC ? fmod($0, $1) : $0 - ($0 / $1).rounded(.down) * $1 },
                { $1 == 0 ? nil : asC ? remainder($0, $1) : modulus($0, $1) })(call)
        },
        "Pow": { call throws(PlainFault) in
            let exponent = try call.input(1)
            guard !exponent.type.isFloat else { return try inReals(call) { pow($0, $1) } }
            return try binary({ pow($0, $1) }, { power($0, $1) })(call)
        },
        "Max": folding({ larger($0, $1) }, { max($0, $1) }),
        "Min": folding({ smaller($0, $1) }, { min($0, $1) }),
        "Sum": folding({ $0 + $1 }, { $0 &+ $1 }),
        "Mean": { call throws(PlainFault) in
            let count = Double(call.inputs.count)
            let sum = try folding({ $0 + $1 }, { $0 &+ $1 }, keepsExact: true)(call)
            return sum.map { sum in
                sum.map {
                    Tensor(shape: $0.shape, reals: $0.reals.map { $0 / count }, as: call.inputs[0]?.type ?? .f32)
                }
            }
        },
        "PRelu": binary({ $0 < 0 ? $0 * $1 : $0 }, { $0 < 0 ? $0 &* $1 : $0 }),
    ]

    /// Of real numbers or of whole ones; nil of the latter is a division by zero.
    private static func binary(
        _ real: @escaping @Sendable (Double, Double) -> Double, _ whole: @escaping @Sendable (Int, Int) -> Int?
    ) -> Operation {
        { call throws(PlainFault) in
            let (left, right) = (try call.input(0), try call.input(1))
            guard !left.type.isFloat else { return try inReals(call, real) }
            let spread = try Spread([left.shape, right.shape])
            try call.checked(spread.shape)
            let pairs = zip(
                spread.numbers(try left.wholes(), of: left.shape), spread.numbers(try right.wholes(), of: right.shape))
            var wholes: [Int] = []
            for (left, right) in pairs {
                guard let number = whole(left, right) else { throw .divisionByZero }
                wholes.append(number)
            }
            return [Tensor(shape: spread.shape, wholes: wholes, as: left.type)]
        }
    }

    private static func inReals(
        _ call: PlainCall, _ real: (Double, Double) -> Double
    ) throws(PlainFault) -> [Tensor?] {
        let (left, right) = (try call.input(0), try call.input(1))
        let spread = try Spread([left.shape, right.shape])
        try call.checked(spread.shape)
        let pairs = zip(spread.numbers(left.reals, of: left.shape), spread.numbers(right.reals, of: right.shape))
        return [Tensor(shape: spread.shape, reals: pairs.map(real), as: left.type)]
    }

    /// Of any number of inputs, one after another.
    private static func folding(
        _ real: @escaping @Sendable (Double, Double) -> Double, _ whole: @escaping @Sendable (Int, Int) -> Int,
        keepsExact: Bool = false
    ) -> Operation {
        { call throws(PlainFault) in
            let first = try call.input(0)
            var all: [Tensor] = []
            for place in call.inputs.indices { all.append(try call.input(place)) }
            let spread = try Spread(all.map(\.shape))
            try call.checked(spread.shape)
            guard first.type.isFloat else {
                var wholes = spread.numbers(try first.wholes(), of: first.shape)
                for next in all.dropFirst() {
                    wholes = zip(wholes, spread.numbers(try next.wholes(), of: next.shape)).map(whole)
                }
                return [Tensor(shape: spread.shape, wholes: wholes, as: first.type)]
            }
            var reals = spread.numbers(first.reals, of: first.shape)
            for next in all.dropFirst() { reals = zip(reals, spread.numbers(next.reals, of: next.shape)).map(real) }
            return [Tensor(shape: spread.shape, reals: reals, as: keepsExact ? .f64 : first.type)]
        }
    }
}

/// What is no number stays so, whichever side it is on.
private func larger(_ left: Double, _ right: Double) -> Double { left.isNaN || left > right ? left : right }
private func smaller(_ left: Double, _ right: Double) -> Double { left.isNaN || left < right ? left : right }

/// With the sign of the dividend.
private func remainder(_ left: Int, _ right: Int) -> Int {
    left.remainderReportingOverflow(dividingBy: right).partialValue
}

/// With the sign of the divisor.
private func modulus(_ left: Int, _ right: Int) -> Int {
    let rest = remainder(left, right)
    return rest != 0 && (rest < 0) != (right < 0) ? rest + right : rest
}

/// By squaring; a negative exponent leaves nothing but of 1 and -1.
private func power(_ base: Int, _ exponent: Int) -> Int? {
    guard exponent >= 0 else { return base.magnitude == 1 ? (exponent % 2 == 0 ? 1 : base) : base == 0 ? nil : 0 }
    var (power, square, rest) = (1, base, exponent)
    while rest > 0 {
        if rest & 1 == 1 { power = power &* square }
        square = square &* square
        rest >>= 1
    }
    return power
}
