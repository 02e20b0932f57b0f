import EdgeKernels
import EdgeModels

extension QuantizedConstant {
    /// Codes of weights that integer kernels take: s8 around zero, with a scale for each output or one for all.
    var symmetric: [Int8]? {
        guard case .s8(let codes) = codes.elements, zeroPoints.allSatisfy({ $0 == 0 }) else { return nil }
        return codes
    }

    /// A scale for each of so many parts along an axis; nil if they lie along another.
    func scales(_ count: Int, along axis: Int) -> [Float]? {
        if scales.count == 1 { return Array(repeating: scales[0], count: count) }
        return self.axis == axis && scales.count == count ? scales : nil
    }
}

/// The scales of a layer in integers: of what enters, of each output's weights, of what leaves.
struct LayerScales {
    let source: Quantization
    let weights: [Float]
    let result: Quantization

    /// From sums to results.
    var multipliers: [Float] { weights.map { source.scale * $0 / result.scale } }

    /// A bias in the units of the sums; nil where it does not fit.
    func bias(_ bias: QuantizedConstant) -> [Int32]? {
        guard let codes = bias.integers, codes.count == weights.count, let scales = bias.scales(codes.count, along: 0)
        else { return nil }
        // Most files give it in just these units, and then codes of more than 24 bits are kept as they are.
        let isExact = zip(scales, weights).allSatisfy { abs($0 - source.scale * $1) <= $0 * 1e-6 }
        if isExact, bias.zeroPoints.allSatisfy({ $0 == 0 }) {
            return codes.map { Int32(clamping: $0) }
        }
        return bias.floats.flatMap { self.bias($0) }
    }

    func bias(_ bias: [Float]) -> [Int32]? {
        var rounded: [Int32] = []
        for (number, scale) in zip(bias, weights) {
            guard let code = Int32(exactly: (number / (source.scale * scale)).rounded(.toNearestOrEven)) else {
                return nil
            }
            rounded.append(code)
        }
        return rounded
    }
}

extension Lowering {
    /// A bias in the units of sums; zeros where there is none.
    func integerBias(_ id: ValueID?, _ scales: LayerScales) -> [Int32]? {
        guard let id else { return Array(repeating: 0, count: scales.weights.count) }
        switch source(of: id) {
        case .quantizedConstant(let constant)?: return scales.bias(constant)
        case .constant(let tensor)?:
            guard let floats = tensor.floats, floats.count == scales.weights.count else { return nil }
            return scales.bias(floats)
        default: return nil
        }
    }
}
