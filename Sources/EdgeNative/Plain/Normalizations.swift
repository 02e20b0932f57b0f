import EdgeModels
import Glibc

extension PlainOperators {
    /// Operators that bring numbers to a common scale.
    static let normalizations: [OperatorName: Operation] = [
        "BatchNormalization": { call throws(PlainFault) in
            let tensor = try call.input(0)
            guard !call.flag("training_mode") else { throw .attribute("training_mode", why: "is 1") }
            let channels = try channels(of: tensor)
            var parameters: [[Double]] = []
            for place in 1...4 {
                let numbers = try call.input(place).reals
                guard numbers.count == channels else { throw .input(place, why: "is not of \(channels) numbers") }
                parameters.append(numbers)
            }
            let epsilon = call.double("epsilon", else: 1e-5)
            let inner = tensor.shape.dropFirst(2).reduce(1, *)
            let reals = tensor.reals.enumerated().map { place, number in
                let channel = place / inner % channels
                return (number - parameters[2][channel]) / (parameters[3][channel] + epsilon).squareRoot()
                    * parameters[0][channel] + parameters[1][channel]
            }
            return [Tensor(shape: tensor.shape, reals: reals, as: tensor.type)]
        },
        "InstanceNormalization": { call throws(PlainFault) in
            let tensor = try call.input(0)
            return [try normalizedGroups(call, tensor, groups: try channels(of: tensor))]
        },
        "GroupNormalization": { call throws(PlainFault) in
            let tensor = try call.input(0)
            let groups = call.node.integer("num_groups", else: 0)
            guard groups >= 1, try channels(of: tensor) % groups == 0 else {
                throw .attribute("num_groups", why: "is \(groups)")
            }
            return [try normalizedGroups(call, tensor, groups: groups)]
        },
        "LayerNormalization": { call throws(PlainFault) in
            let (tensor, scale) = (try call.input(0), try call.input(1))
            let axis = try call.axis(else: -1, rank: tensor.shape.count)
            let lines = Lines(tensor.shape, along: Array(axis..<tensor.shape.count))
            let epsilon = call.double("epsilon", else: 1e-5)
            let reals = tensor.reals
            let spread = try Spread([tensor.shape, scale.shape, call.optional(2)?.shape ?? []])
            guard spread.shape == tensor.shape else { throw .shapes(tensor.shape, scale.shape) }
            let factors = spread.numbers(scale.reals, of: scale.shape)
            let shifts = call.optional(2).map { spread.numbers($0.reals, of: $0.shape) }
            let normalized = lines.replace(reals, with: 0) { standardized($0, epsilon) }
            let shifted = normalized.indices.map { normalized[$0] * factors[$0] + (shifts?[$0] ?? 0) }
            let outer = tensor.shape[..<axis] + Array(repeating: 1, count: tensor.shape.count - axis)
            let statistics = lines.map(reals) { line in moments(line, epsilon) }
            return [
                Tensor(shape: tensor.shape, reals: shifted, as: tensor.type),
                Tensor(shape: Array(outer), reals: statistics.map(\.mean), as: .f32),
                Tensor(shape: Array(outer), reals: statistics.map(\.inverse), as: .f32),
            ]
        },
        "LpNormalization": { call throws(PlainFault) in
            let power = call.node.integer("p", else: 2)
            guard power == 1 || power == 2 else { throw .attribute("p", why: "is \(power)") }
            return try alongAxis { line in
                let sum = line.reduce(0) { $0 + (power == 1 ? $1.magnitude : $1 * $1) }
                let norm = power == 1 ? sum : sum.squareRoot()
                return line.map { norm == 0 ? 0 : $0 / norm }
            }(call)
        },
        "MeanVarianceNormalization": { call throws(PlainFault) in
            let tensor = try call.input(0)
            let axes = try call.axes(call.node.integers("axes") ?? [0, 2, 3], rank: tensor.shape.count)
            let reals = Lines(tensor.shape, along: axes).replace(tensor.reals, with: 0) { line in
                let (mean, inverse) = moments(line, 0)
                return line.map { ($0 - mean) / (1 / inverse + 1e-9) }
            }
            return [Tensor(shape: tensor.shape, reals: reals, as: tensor.type)]
        },
        "LRN": { call throws(PlainFault) in
            let tensor = try call.input(0)
            _ = try channels(of: tensor)
            let size = call.node.integer("size", else: 0)
            guard size >= 1 else { throw .attribute("size", why: "is \(size)") }
            let (alpha, beta) = (call.double("alpha", else: 0.0001), call.double("beta", else: 0.75))
            let bias = call.double("bias", else: 1)
            let reals = Lines(tensor.shape, along: [1]).replace(tensor.reals, with: 0) { line in
                line.indices.map { place in
                    let near = max(0, place - (size - 1) / 2)...min(line.count - 1, place + size / 2)
                    let sum = near.reduce(0) { $0 + line[$1] * line[$1] }
                    return line[place] / pow(bias + alpha / Double(size) * sum, beta)
                }
            }
            return [Tensor(shape: tensor.shape, reals: reals, as: tensor.type)]
        },
    ]

    /// Groups of channels, each brought to mean 0 and deviation 1, then scaled and shifted channel by channel.
    private static func normalizedGroups(
        _ call: PlainCall, _ tensor: Tensor, groups: Int
    ) throws(PlainFault) -> Tensor {
        let channels = try channels(of: tensor)
        guard channels > 0 else { return tensor }
        let (scale, shift) = (try call.input(1).reals, try call.input(2).reals)
        guard scale.count == channels, shift.count == channels else {
            throw .input(1, why: "is not of \(channels) numbers")
        }
        let inner = tensor.shape.dropFirst(2).reduce(1, *)
        let lines = Lines([tensor.shape[0] * groups, channels / groups * inner], along: [1])
        let epsilon = call.double("epsilon", else: 1e-5)
        let normalized = lines.replace(tensor.reals, with: 0) { standardized($0, epsilon) }
        let reals = normalized.enumerated().map { place, number in
            number * scale[place / inner % channels] + shift[place / inner % channels]
        }
        return Tensor(shape: tensor.shape, reals: reals, as: tensor.type)
    }

    private static func channels(of tensor: Tensor) throws(PlainFault) -> Int {
        guard tensor.shape.count >= 2 else { throw .input(0, why: "has no channels") }
        return tensor.shape[1]
    }

    private static func standardized(_ line: [Double], _ epsilon: Double) -> [Double] {
        let (mean, inverse) = moments(line, epsilon)
        return line.map { ($0 - mean) * inverse }
    }

    /// The mean, and 1 over the deviation.
    private static func moments(_ line: [Double], _ epsilon: Double) -> (mean: Double, inverse: Double) {
        let mean = line.reduce(0, +) / Double(line.count)
        let variance = line.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(line.count)
        return (mean, 1 / (variance + epsilon).squareRoot())
    }
}
