/// What decides the time of a layer: kernels of one kind share a ceiling.
public enum LayerKind: String, Sendable, CaseIterable {
    /// A convolution whose window is one pixel: a matrix product over pixels.
    case pointwise
    /// A convolution of each channel by itself.
    case depthwise
    /// A convolution of channels in groups.
    case grouped
    /// A convolution over all channels with a larger window.
    case dense
    /// A product of matrices.
    case gemm
    /// A product of a matrix with one vector: its weights are read once for each run.
    case gemv
    case pool
    /// One number from the numbers at one place.
    case elementwise
    /// Rows that are normalized, summed or ranked.
    case rows
    /// Numbers that only change their place or their type.
    case movement
    /// No work: the same numbers under another shape.
    case naming
    case other
}
