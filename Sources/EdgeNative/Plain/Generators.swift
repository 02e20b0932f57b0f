import EdgeModels

extension PlainOperators {
    /// Operators that make tensors from sizes.
    static let generators: [OperatorName: Operation] = [
        "Shape": { call throws(PlainFault) in
            let shape = try call.input(0).shape
            let start = bounded(call.node.integer("start", else: 0), shape.count)
            let end = bounded(call.node.integer("end", else: shape.count), shape.count)
            return [Tensor(Array(shape[start..<max(start, end)]))]
        },
        "Size": { call throws(PlainFault) in [Tensor(scalar: try call.input(0).count)] },
        "ConstantOfShape": { call throws(PlainFault) in
            guard let shape = try call.integers(0) else { throw .missingInput(0) }
            let count = try call.checked(shape)
            guard case .tensor(let value)? = call.node.attributes["value"] else {
                return [Tensor(unchecked: .f32(Array(repeating: 0, count: count)), shape: shape)]
            }
            guard value.count == 1 else { throw .attribute("value", why: "holds \(value.count) numbers, not one") }
            return [value.picking(Array(repeating: 0, count: count), shape: shape)]
        },
        "Range": { call throws(PlainFault) in
            let type = try call.input(0).type
            guard let start = try call.number(0), let limit = try call.number(1), let step = try call.number(2) else {
                throw .missingInput(2)
            }
            let steps = ((limit - start) / step).rounded(.up)
            guard step != 0, steps.isFinite else { throw .input(2, why: "is \(step)") }
            guard let count = Int(exactly: max(0, steps)), count <= call.limits.elements else {
                throw .tooLarge(elements: call.limits.elements)
            }
            return [Tensor(shape: [count], reals: (0..<count).map { start + Double($0) * step }, as: type)]
        },
        "EyeLike": { call throws(PlainFault) in
            let tensor = try call.input(0)
            guard tensor.shape.count == 2 else { throw .input(0, why: "has no rows and columns alone") }
            let number = call.node.integer("dtype", else: 0)
            guard let type = number == 0 ? tensor.type : ElementType(onnx: number) else {
                throw .attribute("dtype", why: "is type number \(number), which is not supported")
            }
            let (diagonal, columns) = (call.node.integer("k", else: 0), tensor.shape[1])
            let ones = (0..<tensor.count).map { $0 % columns - $0 / columns == diagonal ? 1 : 0 }
            return [Tensor(shape: tensor.shape, wholes: ones, as: type)]
        },
    ]

    private static func bounded(_ place: Int, _ size: Int) -> Int {
        min(max(place < 0 ? place + size : place, 0), size)
    }
}
