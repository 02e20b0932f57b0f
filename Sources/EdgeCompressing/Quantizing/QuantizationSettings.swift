/// How a network is to be quantized.
public struct QuantizationSettings: Sendable {
    public var method = RangeMethod.squaredError
    /// How much top-1 agreement may be lost before layers are kept as floats, from 0 to 1; nil to quantize them all.
    public var accuracyLossAtMost: Double?
    /// Of all work, what layers that are kept as floats may be at most; a ratio.
    public var keptWorkAtMost = 1.0
    /// Whether what was said of the loss is only a wish, and no error where it cannot be told.
    public var lossIsWish = false
    public var equalizes = true
    /// Whether also the channels of what is summed are.
    var equalizesStreams = true
    /// Whether it is tried to leave in floats what many layers add to.
    public var mayWidenSums = true
    var widensSums = false
    /// Whether weights are left as they are, to see what the codes of activations alone do.
    var leavesWeights = false
    public var correctsBias = true
    /// Whether weights are rounded by least squares, not each to what is nearest.
    public var fitsWeights = true
    /// Activations in 16 bits instead of 8.
    public var hasWideActivations = false

    public init() {}
}
