import EdgeModels

extension PlainOperators {
    static let convolutions: [OperatorName: Operation] = [
        "Conv": { call throws(PlainFault) in [try convolved(call)] },
        .microsoft("FusedConv"): { call throws(PlainFault) in
            let sum = try convolved(call)
            let added = try call.optional(3).map { (more) throws(PlainFault) in
                try run("Add", [sum, more], like: call)
            }
            return [try activated(call, added ?? sum)]
        },
        "ConvInteger": { call throws(PlainFault) in
            let (image, filter) = (try call.input(0), try call.input(1))
            let sums = try convolved(
                call, image, try shifted(image, by: call.optional(2), axis: nil), filter,
                try shifted(filter, by: call.optional(3), axis: 0), bias: nil)
            return [Tensor(shape: sums.shape, wholes: sums.numbers, as: .s32)]
        },
        "ConvTranspose": { call throws(PlainFault) in [try spreadOut(call)] },
    ]

    private static func convolved(_ call: PlainCall) throws(PlainFault) -> Tensor {
        let (image, filter) = (try call.input(0), try call.input(1))
        let sums = try convolved(call, image, image.reals, filter, filter.reals, bias: call.optional(2)?.reals)
        return Tensor(shape: sums.shape, reals: sums.numbers, as: image.type)
    }

    /// The numbers of a tensor as distances from its zero point, which may be one for each place along an axis.
    static func shifted(_ tensor: Tensor, by zero: Tensor?, axis: Int?) throws(PlainFault) -> [Int] {
        let numbers = try tensor.wholes()
        guard let zeros = try zero?.wholes(), !zeros.isEmpty else { return numbers }
        if zeros.count == 1 { return numbers.map { $0 &- zeros[0] } }
        guard let axis, axis < tensor.shape.count, zeros.count == tensor.shape[axis] else {
            throw .shapes(tensor.shape, zero?.shape ?? [])
        }
        let inner = tensor.shape[(axis + 1)...].reduce(1, *)
        return numbers.enumerated().map { $1 &- zeros[$0 / inner % zeros.count] }
    }

    /// Sums of products, with whole numbers exactly; what lies outside the image counts nothing.
    static func convolved<Number: PlainNumber>(
        _ call: PlainCall, _ image: Tensor, _ imageNumbers: [Number], _ filter: Tensor, _ filterNumbers: [Number],
        bias: [Number]?
    ) throws(PlainFault) -> (shape: [Int], numbers: [Number]) {
        let groups = call.node.integer("group", else: 1)
        guard image.shape.count >= 3, filter.shape.count == image.shape.count, groups >= 1,
            filter.shape[1].multipliedReportingOverflow(by: groups) == (image.shape[1], false),
            filter.shape[0] % groups == 0, bias?.count ?? filter.shape[0] == filter.shape[0]
        else { throw .shapes(image.shape, filter.shape) }
        let window = try PlainWindow(call, image: Array(image.shape[2...]), kernel: Array(filter.shape[2...]))
        let (batch, filters, depth) = (image.shape[0], filter.shape[0], filter.shape[1])
        let shape = [batch, filters] + window.outputs
        try call.checked(shape)
        try call.checked(window.kernel + window.outputs)
        try call.checkSteps(batch, filters, depth, window.kernelCount, window.outputCount)
        let sources = window.sources()
        var numbers: [Number] = []
        for place in 0..<batch * filters {
            let (item, own) = (place / filters, place % filters)
            var sums = Array(repeating: bias?[own] ?? 0, count: window.outputCount)
            for layer in 0..<depth {
                let start = (item * image.shape[1] + own / (filters / groups) * depth + layer) * window.imageCount
                for (step, seen) in sources.enumerated() {
                    let weight = filterNumbers[(own * depth + layer) * sources.count + step]
                    for output in sums.indices where seen[output] >= 0 {
                        sums[output].add(weight, imageNumbers[start + seen[output]])
                    }
                }
            }
            numbers += sums
        }
        return (shape, numbers)
    }

    /// Transposed: each number of the image is spread over the window that it would be the outcome of.
    private static func spreadOut(_ call: PlainCall) throws(PlainFault) -> Tensor {
        let (image, filter) = (try call.input(0), try call.input(1))
        let groups = call.node.integer("group", else: 1)
        guard image.shape.count >= 3, filter.shape.count == image.shape.count, groups >= 1,
            filter.shape[0] == image.shape[1], image.shape[1] % groups == 0
        else { throw .shapes(image.shape, filter.shape) }
        let (batch, layers, each) = (image.shape[0], image.shape[1], filter.shape[1])
        let window = try transposedWindow(call, image: Array(image.shape[2...]), kernel: Array(filter.shape[2...]))
        let bias = call.optional(2)?.reals
        guard bias?.count ?? each * groups == each * groups else { throw .input(2, why: "does not fit") }
        let shape = [batch, each * groups] + window.image
        try call.checked(shape)
        try call.checked(window.kernel + window.outputs)
        try call.checkSteps(batch, layers, each, window.kernelCount, window.outputCount)
        let (sources, imageNumbers, filterNumbers) = (window.sources(), image.reals, filter.reals)
        var sums = (0..<batch * each * groups).flatMap { place in
            Array(repeating: bias?[place % (each * groups)] ?? 0, count: window.imageCount)
        }
        for place in 0..<batch * layers {
            let (item, layer) = (place / layers, place % layers)
            for own in 0..<each {
                let start = ((item * groups + layer / (layers / groups)) * each + own) * window.imageCount
                for (step, seen) in sources.enumerated() {
                    let weight = filterNumbers[(layer * each + own) * sources.count + step]
                    for output in seen.indices where seen[output] >= 0 {
                        sums[start + seen[output]] += weight * imageNumbers[place * seen.count + output]
                    }
                }
            }
        }
        return Tensor(shape: shape, reals: sums, as: image.type)
    }

    private static func transposedWindow(
        _ call: PlainCall, image: [Int], kernel: [Int]
    ) throws(PlainFault) -> PlainWindow {
        let rank = image.count
        let strides = try PlainWindow.list(call, "strides", rank, else: 1, least: 1)
        let dilations = try PlainWindow.list(call, "dilations", rank, else: 1, least: 1)
        let extra = try PlainWindow.list(call, "output_padding", rank, else: 0, least: 0)
        let pads = try PlainWindow.list(call, "pads", 2 * rank, else: 0, least: 0)
        let word = call.node.text("auto_pad", else: "NOTSET")
        let wanted = call.node.integers("output_shape")
        guard wanted?.count ?? rank == rank else { throw .attribute("output_shape", why: "is not of \(rank) numbers") }
        var (outputs, before): ([Int], [Int]) = ([], [])
        for axis in 0..<rank {
            let whole = (image[axis] - 1) * strides[axis] + extra[axis] + (kernel[axis] - 1) * dilations[axis] + 1
            let isSame = word.hasPrefix("SAME")
            if wanted == nil, !isSame {
                let isValid = word == "VALID"
                outputs.append(whole - (isValid ? 0 : pads[axis] + pads[axis + rank]))
                before.append(isValid ? 0 : pads[axis])
            } else {
                let output = wanted?[axis] ?? image[axis] * strides[axis]
                let total = max(0, whole - output)
                outputs.append(output)
                before.append(word == "SAME_UPPER" ? total / 2 : total - total / 2)
            }
        }
        guard outputs.allSatisfy({ $0 >= 0 }) else { throw .input(0, why: "is smaller than the padding") }
        return PlainWindow(
            outputs, kernel: kernel, outputs: image, strides: strides, dilations: dilations, before: before)
    }

    /// What a fused step does behind the convolution.
    private static func activated(_ call: PlainCall, _ tensor: Tensor) throws(PlainFault) -> Tensor {
        let name = call.node.text("activation", else: "")
        guard !name.isEmpty else { return tensor }
        var attributes: [String: Attribute] = [:]
        if case .floats(let numbers)? = call.node.attributes["activation_params"] {
            if name == "Clip", numbers.count == 2 {
                return try run("Clip", [tensor, Tensor(scalar: numbers[0]), Tensor(scalar: numbers[1])], like: call)
            }
            for (key, number) in zip(["alpha", "beta"], numbers) { attributes[key] = .float(number) }
        }
        guard ["Relu", "LeakyRelu", "Sigmoid", "Tanh", "HardSigmoid"].contains(name) else {
            throw .attribute("activation", why: "is \(name)")
        }
        return try run(OperatorName(name: name), [tensor], attributes, like: call)
    }
}
