import EdgeModels

extension PlainOperators {
    /// Operators on the bits of whole numbers.
    static let bitwise: [OperatorName: Operation] = [
        "BitwiseAnd": combining { $0 & $1 },
        "BitwiseOr": combining { $0 | $1 },
        "BitwiseXor": combining { $0 ^ $1 },
        "BitwiseNot": { call throws(PlainFault) in
            let tensor = try call.input(0)
            return [Tensor(shape: tensor.shape, wholes: tensor.patterns.map { ~$0 }, as: tensor.type)]
        },
        "BitShift": { call throws(PlainFault) in
            let direction = call.node.text("direction", else: "")
            guard direction == "LEFT" || direction == "RIGHT" else {
                throw .attribute("direction", why: "is \(direction)")
            }
            // Only types without a sign are shifted.
            return try combining { direction == "LEFT" ? $0 << $1 : Int(bitPattern: UInt(bitPattern: $0) >> $1) }(call)
        },
    ]

    private static func combining(_ body: @escaping @Sendable (Int, Int) -> Int) -> Operation {
        { call throws(PlainFault) in
            let (left, right) = (try call.input(0), try call.input(1))
            let spread = try Spread([left.shape, right.shape])
            try call.checked(spread.shape)
            let pairs = zip(
                spread.numbers(left.patterns, of: left.shape), spread.numbers(right.patterns, of: right.shape))
            return [Tensor(shape: spread.shape, wholes: pairs.map(body), as: left.type)]
        }
    }
}
