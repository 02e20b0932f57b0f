import EdgeRecords

/// Rows of a log-mel spectrogram beside each other: what a network sees that hears whether a machine is sound.
///
/// As MLPerf Tiny's reference computes them with librosa: windows around each step, with silence before and after the
/// sound; power in Slaney's bands, in decibels.
public struct LogMelFeatures: Hashable, Sendable {
    public var sampleRateHertz = 16_000
    public var windowSamples = 1024
    public var strideSamples = 512
    public var bands = 128
    /// Rows of the spectrogram in each window that the network sees.
    public var frames = 5

    public init() {}

    /// For each place of the network's window all its rows, the first of them first.
    ///
    /// - Parameter samples: from -1 to 1.
    public func windows(of samples: [Float]) -> [[Float]] {
        let rows = spectrogram(of: samples)
        guard rows.count >= frames else { return [] }
        return (0...rows.count - frames).map { Array(rows[$0..<$0 + frames].joined()) }
    }

    private func spectrogram(of samples: [Float]) -> [[Float]] {
        let transform = FourierTransform(count: windowSamples)
        let mel = SlaneyBands(count: bands, bins: windowSamples / 2 + 1, sampleRateHertz: Double(sampleRateHertz))
        let window = (0..<windowSamples).map { place in
            Float(0.5 - 0.5 * Circle.cosine(turns: Double(place) / Double(windowSamples)))
        }
        return (0...samples.count / strideSamples).map { step in
            let first = step * strideSamples - windowSamples / 2
            let piece = (0..<windowSamples).map { place in
                samples.indices.contains(first + place) ? samples[first + place] * window[place] : 0
            }
            let power = transform.magnitudes(of: piece).map { $0 * $0 }
            return mel.sums(over: power).map {
                Float(10 * Exponential.log(Double($0) + .ulpOfOne) / Exponential.log(10))
            }
        }
    }
}
