import EdgeKernels

/// The same layer as anyone would write it: the definition that the kernel's results are compared with.
struct PlainLoop {
    let layer: Layer

    func callAsFunction() -> [UInt8] {
        var results = [UInt8](repeating: 0, count: layer.rows * layer.columns)
        let activations = layer.activations.span
        let weights = layer.weights.values.span
        for row in 0..<layer.rows {
            for column in 0..<layer.columns {
                var sum = layer.weights.bias[column]
                for k in 0..<layer.depth {
                    let activation = Int32(activations[row * layer.depth + k]) - Int32(layer.weights.zeroPoint)
                    sum &+= activation &* Int32(weights[column * layer.depth + k])
                }
                results[row * layer.columns + column] = quantized(sum, layer.weights.multipliers[column])
            }
        }
        return results
    }

    private func quantized(_ sum: Int32, _ multiplier: Float) -> UInt8 {
        let result = (Float(sum) * multiplier).rounded(.toNearestOrEven) + 128
        return UInt8(min(max(result, 0), 255))
    }
}
