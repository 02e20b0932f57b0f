import EdgeModels
import EdgeTestSupport
import Foundation
import Testing

@Suite struct SpeechFeaturesTests {
    /// The definitions, term by term, in double precision.
    private func slowly(_ samples: [Float]) -> [Double] {
        func mel(_ hertz: Double) -> Double { 1127 * log(1 + hertz / 700) }
        let (low, high) = (mel(20), mel(4000))
        let edges = (0...41).map { low + (high - low) * Double($0) / 41 }
        return (0..<49).flatMap { frame -> [Double] in
            let piece = (0..<480).map { place in
                Double(samples[frame * 320 + place]) * (0.5 - 0.5 * cos(2 * .pi * Double(place) / 480))
            }
            let magnitudes = (0...256).map { bin -> Double in
                var (real, imaginary) = (0.0, 0.0)
                for (place, sample) in piece.enumerated() {
                    real += sample * cos(2 * .pi * Double(bin * place % 512) / 512)
                    imaginary -= sample * sin(2 * .pi * Double(bin * place % 512) / 512)
                }
                return (real * real + imaginary * imaginary).squareRoot()
            }
            let bands = (0..<40).map { band -> Double in
                var sum = 0.0
                for bin in 1...256 {
                    let place = mel(Double(bin) * 8000 / 256)
                    let rise = (place - edges[band]) / (edges[band + 1] - edges[band])
                    let fall = (edges[band + 2] - place) / (edges[band + 2] - edges[band + 1])
                    sum += magnitudes[bin] * max(0, min(rise, fall))
                }
                return log(sum + 1e-6)
            }
            return (0..<10).map { coefficient in
                let angles = (0..<40).map { Double.pi * Double(coefficient) * (2 * Double($0) + 1) / 80 }
                return zip(bands, angles).reduce(0) { $0 + $1.0 * cos($1.1) } * 2 / 80.0.squareRoot()
            }
        }
    }

    @Test func `agree with their definition`() {
        var random = SeededRandom(seed: 4)
        // A tone that rises, in noise.
        let samples = (0..<16_000).map { place -> Float in
            let time = Double(place) / 16_000
            let tone = Float(0.4 * sin(2 * .pi * (200 + 900 * time) * time))
            return tone + Float.random(in: -0.05...0.05, using: &random)
        }
        let features = SpeechFeatures().coefficients(of: samples)
        let slow = slowly(samples)
        #expect(features.count == slow.count)
        #expect(zip(features, slow).allSatisfy { abs(Double($0) - $1) < 1e-3 })
    }

    @Test func `of a piece that is too short end in silence`() {
        let features = SpeechFeatures().coefficients(of: [0.5])
        #expect(features.count == SpeechFeatures.frames * SpeechFeatures.coefficients)
        // Silence is the same in every frame.
        #expect(features.suffix(10) == features.dropLast(10).suffix(10))
    }
}
