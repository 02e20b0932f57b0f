/// How a network is to be quantized.
public struct QuantizationSettings: Sendable {
    public var method = RangeMethod.squaredError
    /// How much top-1 agreement may be lost before layers are kept as floats, from 0 to 1; nil to quantize them all.
    public var accuracyLossAtMost: Double?
    public var equalizes = true
    /// Whether also the channels of what is summed are.
    var equalizesStreams = true
    public var correctsBias = true
    /// Whether weights are rounded by least squares, not each to what is nearest.
    public var fitsWeights = true
    /// Activations in 16 bits instead of 8.
    public var hasWideActivations = false

    public init() {}
}
