import EdgeModels

extension PlainOperators {
    /// Steps between quantized tensors: the numbers meant go through the plain step and are quantized again.
    static let quantizedSteps: [OperatorName: Operation] = [
        "QLinearConv": { call throws(PlainFault) in
            let (image, filter) = (try call.input(0), try call.input(3))
            let sums = try convolved(
                call, image, try shifted(image, by: call.input(2), axis: nil), filter,
                try shifted(filter, by: call.input(5), axis: 0), bias: try call.optional(8)?.wholes())
            return [
                try rescaled(
                    call, sums.shape, sums.numbers, scales: (1, 4, 6), zero: 7,
                    channels: (axis: 1, count: filter.shape[0]))
            ]
        },
        "QLinearMatMul": { call throws(PlainFault) in
            let (left, right) = (try call.input(0), try call.input(3))
            let (shape, numbers) = try product(
                call, left, try shifted(left, by: call.input(2), axis: max(left.shape.count - 2, 0)), right,
                try shifted(right, by: call.input(5), axis: max(right.shape.count - 1, 0)))
            // A vector on the right is one column.
            let columns = right.shape.count > 1 ? right.shape[right.shape.count - 1] : 1
            return [
                try rescaled(
                    call, shape, numbers, scales: (1, 4, 6), zero: 7, channels: (max(shape.count - 1, 0), columns))
            ]
        },
        .microsoft("QLinearAdd"): ofTwo("Add"),
        .microsoft("QLinearMul"): ofTwo("Mul"),
        .microsoft("QLinearSigmoid"): ofOne { (call, real) throws(PlainFault) in try run("Sigmoid", [real], like: call)
        },
        .microsoft("QLinearLeakyRelu"): ofOne { (call, real) throws(PlainFault) in
            try run("LeakyRelu", [real], call.node.attributes, like: call)
        },
        .microsoft("QLinearSoftmax"): ofOne { (call, real) throws(PlainFault) in
            // Before version 13 all from the axis on was one line.
            guard call.node.integer("opset", else: 13) < 13 else {
                return try run("Softmax", [real], call.node.attributes, like: call)
            }
            let axis = try call.axis(else: 1, rank: real.shape.count)
            let flat = real.reshaped([real.shape[..<axis].reduce(1, *), real.shape[axis...].reduce(1, *)])
            return try run("Softmax", [flat], like: call).reshaped(real.shape)
        },
        .microsoft("QLinearGlobalAveragePool"): ofOne { (call, real) throws(PlainFault) in
            try refuseChannelsLast(call)
            return try run("GlobalAveragePool", [real], like: call)
        },
        .microsoft("QLinearAveragePool"): ofOne { (call, real) throws(PlainFault) in
            try refuseChannelsLast(call)
            return try averaged(call, real)
        },
        .microsoft("QLinearConcat"): { call throws(PlainFault) in
            var tensors: [Tensor] = []
            for place in stride(from: 2, to: call.inputs.count, by: 3) {
                tensors.append(try meant(call, place, place + 1, place + 2))
            }
            return [try kept(call, try concatenated(call, tensors), scale: 0, zero: 1)]
        },
    ]

    private static func ofOne(
        _ step: @escaping @Sendable (PlainCall, Tensor) throws(PlainFault) -> Tensor
    ) -> Operation {
        { call throws(PlainFault) in
            [try kept(call, try step(call, try meant(call, 0, 1, 2)), scale: 3, zero: 4)]
        }
    }

    private static func ofTwo(_ name: OperatorName) -> Operation {
        { call throws(PlainFault) in
            let result = try run(name, [try meant(call, 0, 1, 2), try meant(call, 3, 4, 5)], like: call)
            return [try kept(call, result, scale: 6, zero: 7)]
        }
    }

    /// The numbers that a quantized input means.
    private static func meant(_ call: PlainCall, _ place: Int, _ scale: Int, _ zero: Int) throws(PlainFault) -> Tensor {
        try run("DequantizeLinear", [try call.input(place), try call.input(scale), call.optional(zero)], like: call)
    }

    private static func kept(
        _ call: PlainCall, _ tensor: Tensor, scale: Int, zero: Int
    ) throws(PlainFault) -> Tensor {
        let type = try call.input(0).type
        let zeroPoint = call.optional(zero) ?? Tensor(shape: [], wholes: [0], as: type)
        return try run("QuantizeLinear", [tensor, try call.input(scale), zeroPoint], like: call)
    }

    /// Exact sums in steps of the two scales, in steps of the third.
    private static func rescaled(
        _ call: PlainCall, _ shape: [Int], _ sums: [Int], scales: (Int, Int, Int), zero: Int,
        channels: (axis: Int, count: Int)
    ) throws(PlainFault) -> Tensor {
        let (left, right) = (try call.input(scales.0).reals, try call.input(scales.1).reals)
        guard let step = try call.number(scales.2), let zeroPoint = try call.number(zero) else {
            throw .missingInput(zero)
        }
        let type = try call.input(zero).type
        guard left.count == 1, right.count == 1 || right.count == channels.count && !right.isEmpty else {
            throw .input(scales.1, why: "is neither one scale nor one for each channel")
        }
        let factors = right.map { Float(left[0]) * Float($0) / Float(step) }
        let inner = channels.axis < shape.count ? shape[(channels.axis + 1)...].reduce(1, *) : 1
        let wholes = sums.enumerated().map { place, sum in
            let factor = factors[factors.count == 1 ? 0 : place / inner % channels.count]
            return quantized(Double(Float(sum) * factor), 1, zeroPoint, type)
        }
        return Tensor(shape: shape, wholes: wholes, as: type)
    }

    private static func refuseChannelsLast(_ call: PlainCall) throws(PlainFault) {
        guard !call.flag("channels_last") else { throw .attribute("channels_last", why: "is 1") }
    }
}
