import EdgeKernels

/// Copies of one layer's weights that take turns, so that no cache holds the one that is next.
///
/// A language model reads each weight once for a token, and all of them together are far more than a cache.
final class RotatedWeights {
    private var copies: [PackedWeights]
    private var place = 0

    /// - Parameter bytes: of all copies together, about; none but the original if that is less.
    init(_ weights: PackedWeights, bytes: Int) throws(KernelError) {
        copies = [weights]
        while copies.count < bytes / max(weights.bytes, 1) { copies.append(try PackedWeights(copying: weights)) }
    }

    func next() -> PackedWeights {
        place = place + 1 < copies.count ? place + 1 : 0
        return copies[place]
    }
}
