import EdgeRecords

/// Bands that are evenly wide to the ear, over the bins of a spectrum.
///
/// Triangles on O'Shaughnessy's mel scale, as TensorFlow's `linear_to_mel_weight_matrix` makes them: the constant bin
/// belongs to none.
struct MelBands {
    /// Where each band's bins begin, and the part of each bin that it takes.
    private let bands: [(first: Int, parts: [Float])]

    init(count: Int, lowestHertz: Double, highestHertz: Double, bins: Int, sampleRateHertz: Double) {
        let lowest = Self.mel(lowestHertz)
        let step = (Self.mel(highestHertz) - lowest) / Double(count + 1)
        let places = (0..<bins).map { Self.mel(Double($0) * sampleRateHertz / 2 / Double(bins - 1)) }
        bands = (0..<count).map { band in
            let start = lowest + step * Double(band)
            let parts = places.map { max(0, min(($0 - start) / step, (start + 2 * step - $0) / step)) }
            guard let first = parts.indices.first(where: { $0 > 0 && parts[$0] > 0 }) else { return (1, []) }
            let last = parts.lastIndex { $0 > 0 } ?? first
            return (first, parts[first...last].map { Float($0) })
        }
    }

    private static func mel(_ hertz: Double) -> Double { 1127 * Exponential.log(1 + hertz / 700) }

    func sums(over spectrum: [Float]) -> [Float] {
        bands.map { band in
            var sum: Float = 0
            for (place, part) in band.parts.enumerated() { sum += spectrum[band.first + place] * part }
            return sum
        }
    }
}
