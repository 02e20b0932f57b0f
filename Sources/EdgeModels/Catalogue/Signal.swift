/// A value of a network under construction, with what is expected of its numbers.
///
/// Seeded weights are scaled by these expectations, so that no layer's output vanishes or overflows, and quantized
/// networks take their ranges from them.
struct Signal {
    let value: ValueID
    let shape: [Int]
    var mean: Float
    var meanSquare: Float
    var range: ClosedRange<Float>

    var variance: Float { meanSquare - mean * mean }
}

/// What follows a layer's sum.
enum Activation {
    case none, relu, relu6, hardSwish, hardSigmoid

    /// How widely a sum before it is spread: wide enough for ReLU6 to meet both its ends.
    var spread: Float {
        switch self {
        case .none, .hardSigmoid: 1
        case .relu, .relu6, .hardSwish: 2
        }
    }

    /// Mean and mean square of what it gives for a normal distribution of its spread around 0.
    var moments: (mean: Float, meanSquare: Float) {
        switch self {
        case .none: (0, 1)
        case .relu: (0.798, 2)
        case .relu6: (0.797, 1.989)
        case .hardSwish: (0.577, 1.770)
        case .hardSigmoid: (0.5, 0.278)
        }
    }

    /// Nearly all that it gives: five times its spread.
    var range: ClosedRange<Float> {
        switch self {
        case .none: -5...5
        case .relu: 0...10
        case .relu6: 0...6
        case .hardSwish: -0.375...10
        case .hardSigmoid: 0...1
        }
    }
}
