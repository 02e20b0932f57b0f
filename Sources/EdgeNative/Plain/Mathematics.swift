import EdgeModels
import Glibc

extension PlainOperators {
    /// Functions of one number, which may depend on the node's attributes.
    static let functions: [OperatorName: Function] = mathematicalFunctions.merging(activationFunctions) { first, _ in
        first
    }

    typealias Function = @Sendable (PlainCall) -> @Sendable (Double) -> Double

    private static let mathematicalFunctions: [OperatorName: Function] = [
        "Acos": { _ in { acos($0) } }, "Acosh": { _ in { acosh($0) } }, "Asin": { _ in { asin($0) } },
        "Asinh": { _ in { asinh($0) } },
        "Atan": { _ in { atan($0) } }, "Atanh": { _ in { atanh($0) } }, "Cos": { _ in { cos($0) } },
        "Cosh": { _ in { cosh($0) } },
        "Sin": { _ in { sin($0) } }, "Sinh": { _ in { sinh($0) } }, "Tan": { _ in { tan($0) } },
        "Tanh": { _ in { tanh($0) } },
        "Exp": { _ in { exp($0) } }, "Log": { _ in { log($0) } }, "Sqrt": { _ in { $0.squareRoot() } },
        "Erf": { _ in { erf($0) } },
        "Reciprocal": { _ in { 1 / $0 } },
        "Ceil": { _ in { $0.rounded(.up) } }, "Floor": { _ in { $0.rounded(.down) } },
        "Round": { _ in { $0.rounded(.toNearestOrEven) } },
    ]

    /// Functions of one number, also of whole ones.
    static let mathematics: [OperatorName: Operation] = [
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
