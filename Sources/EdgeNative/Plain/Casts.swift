import EdgeModels

extension PlainOperators {
    /// Operators that change the type of elements.
    static let casts: [OperatorName: Operation] = [
        "Cast": { call throws(PlainFault) in
            let number = call.node.integer("to", else: 0)
            guard let type = ElementType(onnx: number) else {
                throw .attribute("to", why: "is type number \(number), which is not supported")
            }
            return [try cast(try call.input(0), to: type)]
        },
        "CastLike": { call throws(PlainFault) in [try cast(try call.input(0), to: try call.input(1).type)] },
    ]

    /// From whole to whole types bits are cut; from floats the whole part is taken, or the nearest.
    static func cast(_ tensor: Tensor, to type: ElementType) throws(PlainFault) -> Tensor {
        if tensor.type == type { return tensor }
        if !tensor.type.isFloat, !type.isFloat { return Tensor(shape: tensor.shape, wholes: tensor.patterns, as: type) }
        if type.isFloat || type == .bool { return Tensor(shape: tensor.shape, reals: tensor.reals, as: type) }
        guard type.bits == 4 else {
            return Tensor(shape: tensor.shape, reals: tensor.reals.map { $0.rounded(.towardZero) }, as: type)
        }
        let wholes = tensor.reals.map { min(max(Int(clamping: $0), type.range.lowerBound), type.range.upperBound) }
        return Tensor(shape: tensor.shape, wholes: wholes, as: type)
    }
}
