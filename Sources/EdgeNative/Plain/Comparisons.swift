import EdgeModels

extension PlainOperators {
    /// Operators whose outcome is true or false.
    static let comparisons: [OperatorName: Operation] = [
        "Equal": comparing({ $0 == $1 }, { $0 == $1 }),
        "Greater": comparing({ $0 > $1 }, { $0 > $1 }),
        "GreaterOrEqual": comparing({ $0 >= $1 }, { $0 >= $1 }),
        "Less": comparing({ $0 < $1 }, { $0 < $1 }),
        "LessOrEqual": comparing({ $0 <= $1 }, { $0 <= $1 }),
        "And": comparing({ $0 != 0 && $1 != 0 }, { $0 != 0 && $1 != 0 }),
        "Or": comparing({ $0 != 0 || $1 != 0 }, { $0 != 0 || $1 != 0 }),
        "Xor": comparing({ ($0 != 0) != ($1 != 0) }, { ($0 != 0) != ($1 != 0) }),
        "Not": asking { $0 == 0 },
        "IsNaN": asking { $0.isNaN },
        "IsInf": { call throws(PlainFault) in
            let (below, above) = (call.flag("detect_negative", else: true), call.flag("detect_positive", else: true))
            return try asking { $0.isInfinite && ($0 < 0 ? below : above) }(call)
        },
    ]

    /// Whole numbers are compared as such: the widest are not all real numbers.
    private static func comparing(
        _ real: @escaping @Sendable (Double, Double) -> Bool, _ whole: @escaping @Sendable (Int, Int) -> Bool
    ) -> Operation {
        { call throws(PlainFault) in
            let (left, right) = (try call.input(0), try call.input(1))
            let spread = try Spread([left.shape, right.shape])
            try call.checked(spread.shape)
            let truths: [Bool]
            if left.type.isFloat {
                truths = zip(spread.numbers(left.reals, of: left.shape), spread.numbers(right.reals, of: right.shape))
                    .map(real)
            } else {
                truths = zip(
                    spread.numbers(try left.wholes(), of: left.shape),
                    spread.numbers(try right.wholes(), of: right.shape)
                ).map(whole)
            }
            return [Tensor(unchecked: .bool(truths), shape: spread.shape)]
        }
    }

    /// Of each number alone.
    private static func asking(_ body: @escaping @Sendable (Double) -> Bool) -> Operation {
        { call throws(PlainFault) in
            let tensor = try call.input(0)
            return [Tensor(unchecked: .bool(tensor.reals.map(body)), shape: tensor.shape)]
        }
    }
}
