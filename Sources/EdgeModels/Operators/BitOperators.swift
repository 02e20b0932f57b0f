extension Operator {
    /// Operators on the bits of whole numbers.
    static let bits: [Operator] =
        ["BitwiseAnd", "BitwiseOr", "BitwiseXor"].map {
            Operator(OperatorName(name: $0), ["A: T", "B: T"], ["C: T"], types: ["T": .wholes], spread)
        }
        + [
            Operator("BitwiseNot", ["X: T"], ["Y: T"], types: ["T": .wholes], sameShape),
            Operator(
                "BitShift", ["X: T", "Y: T"], ["Z: T"], types: ["T": [.u8, .u16, .u32, .u64]],
                attributes: ["direction": .required(.text)], spread),
        ]
}

extension Set<ElementType> {
    fileprivate static let wholes: Set = [.u8, .u16, .u32, .u64, .s8, .s16, .s32, .s64]
}
