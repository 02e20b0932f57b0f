import EdgeModels
import Glibc

extension PlainOperators {
    /// Functions of one number.
    static let mathematics: [OperatorName: Operation] = [
        "Acos": real { acos($0) }, "Acosh": real { acosh($0) }, "Asin": real { asin($0) }, "Asinh": real { asinh($0) },
        "Atan": real { atan($0) }, "Atanh": real { atanh($0) }, "Cos": real { cos($0) }, "Cosh": real { cosh($0) },
        "Sin": real { sin($0) }, "Sinh": real { sinh($0) }, "Tan": real { tan($0) }, "Tanh": real { tanh($0) },
        "Exp": real { exp($0) }, "Log": real { log($0) }, "Sqrt": real { $0.squareRoot() }, "Erf": real { erf($0) },
        "Reciprocal": real { 1 / $0 },
        "Ceil": real { $0.rounded(.up) }, "Floor": real { $0.rounded(.down) },
        "Round": real { $0.rounded(.toNearestOrEven) },
        "Abs": number({ $0.magnitude }, { $0 < 0 ? 0 &- $0 : $0 }),
        "Neg": number({ -$0 }, { 0 &- $0 }),
        "Sign": number({ $0 > 0 ? 1 : $0 < 0 ? -1 : $0 }, { $0.signum() }),
    ]

    /// Of real numbers, whatever the type.
    static func real(_ body: @escaping @Sendable (Double) -> Double) -> Operation {
        { call throws(PlainFault) in
            let tensor = try call.input(0)
            return [Tensor(shape: tensor.shape, reals: tensor.reals.map(body), as: tensor.type)]
        }
    }

    /// Of real numbers that also depend on the node's attributes.
    static func told(_ body: @escaping @Sendable (PlainCall) -> @Sendable (Double) -> Double) -> Operation {
        { call throws(PlainFault) in try real(body(call))(call) }
    }

    /// Of real or of whole numbers.
    static func number(
        _ body: @escaping @Sendable (Double) -> Double, _ whole: @escaping @Sendable (Int) -> Int
    ) -> Operation {
        { call throws(PlainFault) in
            let tensor = try call.input(0)
            guard !tensor.type.isFloat else { return try real(body)(call) }
            return [Tensor(shape: tensor.shape, wholes: try tensor.wholes().map(whole), as: tensor.type)]
        }
    }
}
