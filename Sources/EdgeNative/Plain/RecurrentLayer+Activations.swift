import EdgeModels
import Glibc

extension RecurrentLayer {
    /// The functions of a direction's gates; their sums are clipped if the node says so, but not what an LSTM remembers.
    static func activations(
        _ call: PlainCall, _ number: Int, _ standard: [String]
    ) throws(PlainFault) -> [@Sendable (Double) -> Double] {
        var (names, first) = (standard, 0)
        if case .texts(let given)? = call.node.attributes["activations"] {
            guard given.count >= (number + 1) * standard.count else {
                throw .attribute("activations", why: "names \(given.count)")
            }
            first = number * standard.count
            names = Array(given[first..<first + standard.count])
        }
        var all: [@Sendable (Double) -> Double] = []
        for (place, name) in names.enumerated() {
            let alpha = parameter(call, "activation_alpha", first + place)
            let beta = parameter(call, "activation_beta", first + place)
            guard let function = function(name.lowercased(), alpha, beta) else {
                throw .attribute("activations", why: "names \(name)")
            }
            guard case .float(let most)? = call.node.attributes["clip"], place < 2 else {
                all.append(function)
                continue
            }
            let bound = Double(most)
            all.append { function(min(max($0, -bound), bound)) }
        }
        return all
    }

    private static func parameter(_ call: PlainCall, _ name: String, _ place: Int) -> Double? {
        guard case .floats(let numbers)? = call.node.attributes[name], place < numbers.count else { return nil }
        return Double(numbers[place])
    }

    private static func function(
        _ name: String, _ alpha: Double?, _ beta: Double?
    ) -> (@Sendable (Double) -> Double)? {
        switch name {
        case "sigmoid": return { 1 / (1 + exp(-$0)) }
        case "tanh": return { tanh($0) }
        case "relu": return { max(0, $0) }
        case "softsign": return { $0 / (1 + $0.magnitude) }
        case "softplus": return { $0 > 30 ? $0 : log1p(exp($0)) }
        case "leakyrelu":
            let slope = alpha ?? 0.01
            return { $0 < 0 ? slope * $0 : $0 }
        case "thresholdedrelu":
            let least = alpha ?? 1
            return { $0 > least ? $0 : 0 }
        case "elu":
            let slope = alpha ?? 1
            return { $0 < 0 ? slope * expm1($0) : $0 }
        case "hardsigmoid":
            let (slope, offset) = (alpha ?? 0.2, beta ?? 0.5)
            return { min(1, max(0, slope * $0 + offset)) }
        case "scaledtanh":
            let (reach, slope) = (alpha ?? 1, beta ?? 1)
            return { reach * tanh(slope * $0) }
        case "affine":
            let (slope, offset) = (alpha ?? 1, beta ?? 0)
            return { slope * $0 + offset }
        default: return nil
        }
    }
}
