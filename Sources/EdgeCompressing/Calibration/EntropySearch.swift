import EdgeRecords

/// The range in which codes tell the most of how numbers are spread.
///
/// Ranges from the whole one down to a quarter of it are tried, each shrunk towards zero. Numbers outside count at the
/// ends; how far the spread of the codes is from that of the numbers is its Kullback-Leibler divergence.
struct EntropySearch {
    private let histogram: Histogram
    private let codes: Int

    init(_ histogram: Histogram, codes: Int) {
        self.histogram = histogram
        self.codes = min(codes, 256)
    }

    var range: ClosedRange<Float> {
        var (best, least) = (histogram.range, Double.infinity)
        for step in stride(from: 96, through: 24, by: -1) {
            let factor = Float(step) / 96
            let candidate = shrunk(by: factor)
            let divergence = divergence(of: candidate)
            // Of equals the widest.
            if divergence < least - 1e-12 { (best, least) = (candidate, divergence) }
        }
        return best
    }

    private func shrunk(by factor: Float) -> ClosedRange<Float> {
        let (low, high) = (min(histogram.range.lowerBound, 0), max(histogram.range.upperBound, 0))
        return low * factor...high * factor
    }

    private func divergence(of range: ClosedRange<Float>) -> Double {
        let width = histogram.width
        let first = max(Int((range.lowerBound - histogram.range.lowerBound) / width), 0)
        let end = min(Int(((range.upperBound - histogram.range.lowerBound) / width).rounded(.up)), Histogram.bins)
        guard end - first > codes else { return .infinity }
        let inside = histogram.counts[first..<end]
        var reference = Array(inside)
        reference[0] += histogram.counts[..<first].reduce(0, +)
        reference[reference.count - 1] += histogram.counts[end...].reduce(0, +)
        let coded = coded(inside)
        let (all, allCoded) = (reference.reduce(0, +), coded.reduce(0, +))
        guard all > 0, allCoded > 0 else { return .infinity }
        var divergence = 0.0
        for (number, code) in zip(reference, coded) where number > 0 {
            // What the codes cannot tell at all counts as if it were very rare.
            let (p, q) = (number / all, max(code / allCoded, 1e-9))
            divergence += p * Exponential.log(p / q)
        }
        return divergence
    }

    /// Each code's numbers spread evenly over the parts from which some came.
    private func coded(_ counts: ArraySlice<Double>) -> [Double] {
        var spread = [Double](repeating: 0, count: counts.count)
        for code in 0..<codes {
            let start = code * counts.count / codes
            let end = (code + 1) * counts.count / codes
            var (sum, filled) = (0.0, 0)
            for place in start..<end {
                let count = counts[counts.startIndex + place]
                sum += count
                if count > 0 { filled += 1 }
            }
            guard filled > 0 else { continue }
            for place in start..<end where counts[counts.startIndex + place] > 0 {
                spread[place] = sum / Double(filled)
            }
        }
        return spread
    }
}
