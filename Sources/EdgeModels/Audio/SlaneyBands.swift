import EdgeRecords

/// Bands that are evenly wide to the ear, over the bins of a spectrum, as librosa makes them.
///
/// Slaney's scale: even steps up to 1000 Hz and even ratios above; triangles over frequencies, of one area each.
struct SlaneyBands {
    private let bands: [(first: Int, parts: [Float])]

    init(count: Int, bins: Int, sampleRateHertz: Double) {
        let most = Self.mel(sampleRateHertz / 2)
        let corners = (0..<count + 2).map { Self.hertz(most * Double($0) / Double(count + 1)) }
        let places = (0..<bins).map { Double($0) * sampleRateHertz / 2 / Double(bins - 1) }
        bands = (0..<count).map { band in
            let (low, middle, high) = (corners[band], corners[band + 1], corners[band + 2])
            let parts = places.map { place in
                max(0, min((place - low) / (middle - low), (high - place) / (high - middle))) * 2 / (high - low)
            }
            guard let first = parts.firstIndex(where: { $0 > 0 }), let last = parts.lastIndex(where: { $0 > 0 }) else {
                return (0, [])
            }
            return (first, parts[first...last].map { Float($0) })
        }
    }

    private static let step = 200.0 / 3
    private static let corner = 1000 / step
    private static let ratio = Exponential.log(6.4) / 27

    private static func mel(_ hertz: Double) -> Double {
        hertz < 1000 ? hertz / step : corner + Exponential.log(hertz / 1000) / ratio
    }

    private static func hertz(_ mel: Double) -> Double {
        mel < corner ? mel * step : 1000 * Exponential.exp((mel - corner) * ratio)
    }

    func sums(over spectrum: [Float]) -> [Float] {
        bands.map { band in
            var sum: Float = 0
            for (place, part) in band.parts.enumerated() { sum += spectrum[band.first + place] * part }
            return sum
        }
    }
}
