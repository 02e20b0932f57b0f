import EdgeRecords

/// Mel-frequency cepstral coefficients of a second of speech: what the keyword-spotting network sees.
///
/// As MLPerf Tiny's reference computes them: 49 frames of 30 ms every 20 ms, 40 mel bands between 20 and 4000 Hz, the
/// first 10 coefficients.
public struct SpeechFeatures: Sendable {
    public static let sampleRateHertz = 16_000
    public static let frames = 49
    public static let coefficients = 10

    private static let samples = 16_000
    private static let windowSamples = 480
    private static let strideSamples = 320
    private static let bands = 40

    private let window: [Float]
    private let transform = FourierTransform(count: 512)
    private let mel = MelBands(
        count: bands, lowestHertz: 20, highestHertz: 4000, bins: 257, sampleRateHertz: Double(sampleRateHertz))
    /// For each coefficient the parts of all bands.
    private let cosines: [[Float]]

    public init() {
        window = (0..<Self.windowSamples).map { place in
            Float(0.5 - 0.5 * Circle.cosine(turns: Double(place) / Double(Self.windowSamples)))
        }
        let scale = 2 / Double(2 * Self.bands).squareRoot()
        cosines = (0..<Self.coefficients).map { coefficient in
            (0..<Self.bands).map { band in
                let turns = Double(coefficient * (2 * band + 1)) / Double(4 * Self.bands)
                return Float(scale * Circle.cosine(turns: turns))
            }
        }
    }

    /// 49 rows of 10 numbers.
    ///
    /// - Parameter samples: from -1 to 1, 16,000 a second; what is missing of a second counts as silence, what is more is
    ///   left out.
    public func coefficients(of samples: [Float]) -> [Float] {
        let second = Array(samples.prefix(Self.samples)) + silence(count: Self.samples - samples.count)
        return (0..<Self.frames).flatMap { frame(second, from: $0 * Self.strideSamples) }
    }

    private func silence(count: Int) -> [Float] { [Float](repeating: 0, count: max(count, 0)) }

    private func frame(_ samples: [Float], from start: Int) -> [Float] {
        var piece = silence(count: transform.count)
        for place in 0..<Self.windowSamples { piece[place] = samples[start + place] * window[place] }
        let loudness = mel.sums(over: transform.magnitudes(of: piece)).map {
            Float(Exponential.log(Double($0) + 1e-6))
        }
        return cosines.map { parts in zip(parts, loudness).reduce(0) { $0 + $1.0 * $1.1 } }
    }
}
