import EdgeModels
import Glibc

extension PlainOperators {
    /// What networks put behind their layers, if it is a function of one number.
    static let activationFunctions: [OperatorName: Function] = [
        "Sigmoid": { _ in { sigmoid($0) } },
        "Softplus": { _ in { $0 > 30 ? $0 : log1p(exp($0)) } },
        "Softsign": { _ in { $0 / (1 + $0.magnitude) } },
        "Mish": { _ in { $0 * tanh($0 > 30 ? $0 : log1p(exp($0))) } },
        "HardSwish": { _ in { $0 * min(1, max(0, $0 / 6 + 0.5)) } },
        "LeakyRelu": { call in
            let alpha = call.double("alpha", else: 0.01)
            return { $0 < 0 ? alpha * $0 : $0 }
        },
        "ThresholdedRelu": { call in
            let alpha = call.double("alpha", else: 1)
            return { $0 > alpha ? $0 : 0 }
        },
        "Elu": { call in
            let alpha = call.double("alpha", else: 1)
            return { $0 < 0 ? alpha * expm1($0) : $0 }
        },
        "Celu": { call in
            let alpha = call.double("alpha", else: 1)
            return { max(0, $0) + min(0, alpha * expm1($0 / alpha)) }
        },
        "Selu": { call in
            let alpha = call.double("alpha", else: 1.673_263_2)
            let gamma = call.double("gamma", else: 1.050_701)
            return { gamma * ($0 > 0 ? $0 : alpha * expm1($0)) }
        },
        "HardSigmoid": { call in
            let alpha = call.double("alpha", else: 0.2)
            let beta = call.double("beta", else: 0.5)
            return { min(1, max(0, alpha * $0 + beta)) }
        },
        "Shrink": { call in
            let (bias, border) = (call.double("bias", else: 0), call.double("lambd", else: 0.5))
            return { $0 < -border ? $0 + bias : $0 > border ? $0 - bias : 0 }
        },
        "Gelu": { call in
            let isNear = call.node.text("approximate", else: "none") == "tanh"
            return { isNear ? nearlyGelu($0) : gelu($0) }
        },
        .microsoft("Gelu"): { _ in { gelu($0) } },
        .microsoft("QuickGelu"): { call in
            let alpha = call.double("alpha", else: 1.702)
            return { $0 * sigmoid(alpha * $0) }
        },
    ]

    /// The others.
    static let activations: [OperatorName: Operation] = [
        "Relu": number({ $0 < 0 ? 0 : $0 }, { $0 < 0 ? 0 : $0 }),
        "Clip": { call throws(PlainFault) in [try clipped(call)] },
        "Softmax": alongAxis { line in
            let powers = exponentials(line)
            let sum = powers.reduce(0, +)
            return powers.map { $0 / sum }
        },
        "LogSoftmax": alongAxis { line in
            let most = line.max() ?? 0
            let shift = most + log(exponentials(line).reduce(0, +))
            return line.map { $0 - shift }
        },
        "Hardmax": alongAxis { line in
            let first = line.indices.max { line[$0] < line[$1] || (line[$0] == line[$1] && $0 > $1) }
            return line.indices.map { $0 == first ? 1 : 0 }
        },
    ]

    private static func clipped(_ call: PlainCall) throws(PlainFault) -> Tensor {
        let tensor = try call.input(0)
        guard !tensor.type.isFloat else {
            let (least, most) = (try call.number(1) ?? -.infinity, try call.number(2) ?? .infinity)
            return Tensor(shape: tensor.shape, reals: tensor.reals.map { min(most, max(least, $0)) }, as: tensor.type)
        }
        let (least, most) = (try call.integer(1) ?? .min, try call.integer(2) ?? .max)
        return Tensor(
            shape: tensor.shape, wholes: try tensor.wholes().map { min(most, max(least, $0)) }, as: tensor.type)
    }

    /// Line by line along the attribute `axis`.
    static func alongAxis(_ body: @escaping @Sendable ([Double]) -> [Double]) -> Operation {
        { call throws(PlainFault) in
            let tensor = try call.input(0)
            let lines = Lines(tensor.shape, along: [try call.axis(else: -1, rank: tensor.shape.count)])
            return [
                Tensor(shape: tensor.shape, reals: lines.replace(tensor.reals, with: 0, body), as: tensor.type)
            ]
        }
    }
}

/// Powers of e that cannot overflow: only their ratios are right.
private func exponentials(_ line: [Double]) -> [Double] {
    let most = line.max() ?? 0
    return line.map { exp($0 - most) }
}

private func sigmoid(_ number: Double) -> Double { 1 / (1 + exp(-number)) }

private func gelu(_ number: Double) -> Double { number / 2 * (1 + erf(number / 2.0.squareRoot())) }

private func nearlyGelu(_ number: Double) -> Double {
    number / 2 * (1 + tanh((2 / Double.pi).squareRoot() * (number + 0.044715 * number * number * number)))
}
