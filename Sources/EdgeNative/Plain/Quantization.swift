import EdgeModels

extension PlainOperators {
    /// Between numbers and the few bits that stand for them.
    static let quantization: [OperatorName: Operation] = {
        let both: [String: Operation] = [
            "QuantizeLinear": { call throws(PlainFault) in
                let tensor = try call.input(0)
                let number = call.node.integer("output_dtype", else: 0)
                guard let type = call.optional(2)?.type ?? (number == 0 ? .u8 : ElementType(onnx: number)) else {
                    throw .attribute("output_dtype", why: "is type number \(number)")
                }
                let scales = try parameters(call, 1, for: tensor)
                let zeros = try call.has(2) ? parameters(call, 2, for: tensor) : nil
                let numbers = tensor.reals
                let wholes = numbers.indices.map { place in
                    quantized(numbers[place], scales.numbers[scales.places[place]], zeros?[place] ?? 0, type)
                }
                return [Tensor(shape: tensor.shape, wholes: wholes, as: type)]
            },
            "DequantizeLinear": { call throws(PlainFault) in
                let tensor = try call.input(0)
                let scales = try parameters(call, 1, for: tensor)
                let zeros = try call.has(2) ? parameters(call, 2, for: tensor) : nil
                let reals = tensor.reals.enumerated().map { ($1 - (zeros?[$0] ?? 0)) * scales[$0] }
                return [Tensor(shape: tensor.shape, reals: reals, as: try call.input(1).type)]
            },
        ]
        var all: [OperatorName: Operation] = [
            "DynamicQuantizeLinear": { call throws(PlainFault) in
                let tensor = try call.input(0)
                guard let numbers = tensor.floats else { throw .inputType(0, tensor.type) }
                guard numbers.allSatisfy(\.isFinite) else { throw .input(0, why: "holds numbers without bound") }
                let (least, most) = (min(0, numbers.min() ?? 0), max(0, numbers.max() ?? 0))
                let scale = most == least ? 1 : (most - least) / 255
                let zero = min(255, max(0, (-least / scale).rounded(.toNearestOrEven)))
                let wholes = numbers.map { quantized(Double($0), Double(scale), Double(zero), .u8) }
                return [
                    Tensor(shape: tensor.shape, wholes: wholes, as: .u8), Tensor(scalar: scale),
                    Tensor(shape: [], reals: [Double(zero)], as: .u8),
                ]
            }
        ]
        for (name, operation) in both {
            all[OperatorName(name: name)] = operation
            all[.microsoft(name)] = operation
        }
        return all
    }()

    /// A scale or zero point for each element of a tensor: one for all, one for each place along an axis, or one for
    /// each block along it.
    struct Parameters {
        let numbers: [Double]
        let places: [Int]

        subscript(_ element: Int) -> Double { numbers[places[element]] }
    }

    private static func parameters(
        _ call: PlainCall, _ input: Int, for tensor: Tensor
    ) throws(PlainFault) -> Parameters {
        let own = try call.input(input)
        guard own.count != 1 else {
            return Parameters(numbers: own.reals, places: Array(repeating: 0, count: tensor.count))
        }
        let axis = try call.axis(else: 1, rank: tensor.shape.count)
        let strides = Tensor.strides(tensor.shape)
        let block = call.node.integer("block_size", else: 0)
        guard block > 0 else {
            guard own.shape == [tensor.shape[axis]] else { throw .shapes(tensor.shape, own.shape) }
            let places = (0..<tensor.count).map { $0 / strides[axis] % tensor.shape[axis] }
            return Parameters(numbers: own.reals, places: places)
        }
        let blocks = (tensor.shape[axis] - 1) / block + 1
        guard own.shape == tensor.shape.replacing(axis, with: [blocks]) else {
            throw .shapes(tensor.shape, own.shape)
        }
        let places = (0..<tensor.count).map { place in
            let (outer, inner) = (place / (strides[axis] * tensor.shape[axis]), place % strides[axis])
            let along = place / strides[axis] % tensor.shape[axis] / block
            return (outer * blocks + along) * strides[axis] + inner
        }
        return Parameters(numbers: own.reals, places: places)
    }

    /// Divided in fp32, as every engine does: half a step more or less decides what rounds up.
    static func quantized(_ number: Double, _ scale: Double, _ zero: Double, _ type: ElementType) -> Int {
        let steps = (Float(number) / Float(scale)).rounded(.toNearestOrEven)
        let range = type.range
        guard !steps.isNaN else { return Int(clamping: zero) }
        return Int(clamping: min(Double(range.upperBound), max(Double(range.lowerBound), Double(steps) + zero)))
    }
}
