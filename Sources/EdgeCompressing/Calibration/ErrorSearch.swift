/// The range in which codes change numbers least: what is inside is rounded, what is outside is cut.
struct ErrorSearch {
    private let histogram: Histogram
    private let codes: Int
    private static let steps = 40

    init(_ histogram: Histogram, codes: Int) {
        self.histogram = histogram
        self.codes = codes
    }

    var range: ClosedRange<Float> {
        let (low, high) = (min(histogram.range.lowerBound, 0), max(histogram.range.upperBound, 0))
        var (best, least) = (low...high, Double.infinity)
        for below in low < 0 ? 0..<Self.steps * 3 / 4 : 0..<1 {
            for above in high > 0 ? 0..<Self.steps * 3 / 4 : 0..<1 {
                let candidate = share(low, below)...share(high, above)
                let error = error(of: candidate)
                // Of equals the widest.
                if error < least { (best, least) = (candidate, error) }
            }
        }
        return best
    }

    private func share(_ end: Float, _ step: Int) -> Float { end * Float(Self.steps - step) / Float(Self.steps) }

    private func error(of range: ClosedRange<Float>) -> Double {
        let step = Double(range.upperBound - range.lowerBound) / Double(max(codes - 1, 1))
        let rounding = step * step / 12
        var error = 0.0
        for (bin, count) in histogram.counts.enumerated() where count > 0 {
            let centre = histogram.centre(bin)
            let beyond = Double(max(range.lowerBound - centre, centre - range.upperBound, 0))
            error += count * (beyond > 0 ? beyond * beyond : rounding)
        }
        return error
    }
}
